/// Reads a structure message of any format, one artefact at a time.
public protocol StructureMessageReader {
    /// Complete once `next` has given nil: JSON may put it behind the artefacts.
    var header: MessageHeader { get }
    /// Complete once `next` has given nil.
    var footer: [FooterMessage] { get }
    /// The next artefact, or nil at the end.
    mutating func next() throws -> StructureArtefact?
}

extension StructureMessageReader {
    /// All that remain; for messages known to be small.
    public mutating func artefacts() throws -> [StructureArtefact] {
        var all: [StructureArtefact] = []
        while let next = try next() { all.append(next) }
        return all
    }
}

/// Writes a structure message. Artefacts come in the order of `StructureVersion.order`; what the version does not know
/// is refused, never left out.
public protocol StructureMessageWriter {
    mutating func append(_ artefact: StructureArtefact) throws
    mutating func append(_ footer: FooterMessage) throws
    /// Closes what is open.
    mutating func finish() throws
    /// Hands over what was written so far.
    mutating func drain() -> [UInt8]
}

/// The version of the information model that a message follows.
public enum StructureVersion: String, Sendable {
    case v21 = "2.1"
    case v30 = "3.0"

    /// In which order the kinds stand in a message, as the schemas ask for it.
    public var order: [ArtefactKind] {
        switch self {
        case .v21: StructureVersion.order21
        case .v30: StructureVersion.order30
        }
    }

    private static let order21: [ArtefactKind] =
        [
            .organisationUnitScheme, .agencyScheme, .dataConsumerScheme, .dataProviderScheme,
            .dataflow, .metadataflow, .categoryScheme, .categorisation, .codelist,
            .hierarchicalCodelist, .conceptScheme, .metadataStructure, .dataStructure,
            .structureSet, .reportingTaxonomy, .process, .attachmentConstraint, .contentConstraint,
            .provisionAgreement, .customTypeScheme, .vtlMappingScheme, .namePersonalisationScheme,
            .rulesetScheme, .transformationScheme, .userDefinedOperatorScheme,
        ]

    private static let order30: [ArtefactKind] =
        [
            .agencyScheme, .availabilityConstraint, .categorisation, .categoryScheme,
            .categorySchemeMap, .codelist, .conceptScheme, .conceptSchemeMap, .customTypeScheme,
            .dataConstraint, .dataConsumerScheme, .dataflow, .dataProviderScheme, .dataStructure,
            .geographicCodelist, .geoGridCodelist, .hierarchy, .hierarchyAssociation,
            .metadataConstraint, .metadataflow, .metadataProviderScheme,
            .metadataProvisionAgreement, .metadataStructure, .namePersonalisationScheme,
            .organisationSchemeMap, .organisationUnitScheme, .process, .provisionAgreement,
            .reportingTaxonomy, .reportingTaxonomyMap, .representationMap, .rulesetScheme,
            .structureMap, .transformationScheme, .userDefinedOperatorScheme, .valueList,
            .vtlMappingScheme,
        ]
}
