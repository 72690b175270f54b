/// What a structure message can hold. The raw value is the class of the information model.
public enum ArtefactKind: String, Sendable, CaseIterable {
    case codelist = "Codelist"
    case geographicCodelist = "GeoCodelist"
    case geoGridCodelist = "GeoGridCodelist"
    case valueList = "ValueList"
    case conceptScheme = "ConceptScheme"
    case dataStructure = "DataStructure"
    case dataflow = "Dataflow"
    case metadataStructure = "MetadataStructure"
    case metadataflow = "Metadataflow"
    case provisionAgreement = "ProvisionAgreement"
    case metadataProvisionAgreement = "MetadataProvisionAgreement"
    case contentConstraint = "ContentConstraint"
    case attachmentConstraint = "AttachmentConstraint"
    case dataConstraint = "DataConstraint"
    case availabilityConstraint = "AvailabilityConstraint"
    case metadataConstraint = "MetadataConstraint"
    case categoryScheme = "CategoryScheme"
    case categorisation = "Categorisation"
    case agencyScheme = "AgencyScheme"
    case dataProviderScheme = "DataProviderScheme"
    case dataConsumerScheme = "DataConsumerScheme"
    case metadataProviderScheme = "MetadataProviderScheme"
    case organisationUnitScheme = "OrganisationUnitScheme"
    case hierarchicalCodelist = "HierarchicalCodelist"
    case hierarchy = "Hierarchy"
    case hierarchyAssociation = "HierarchyAssociation"
    case reportingTaxonomy = "ReportingTaxonomy"
    case transformationScheme = "TransformationScheme"
    case rulesetScheme = "RulesetScheme"
    case userDefinedOperatorScheme = "UserDefinedOperatorScheme"
    case vtlMappingScheme = "VtlMappingScheme"
    case namePersonalisationScheme = "NamePersonalisationScheme"
    case customTypeScheme = "CustomTypeScheme"
    case structureSet = "StructureSet"
    case structureMap = "StructureMap"
    case representationMap = "RepresentationMap"
    case conceptSchemeMap = "ConceptSchemeMap"
    case categorySchemeMap = "CategorySchemeMap"
    case organisationSchemeMap = "OrganisationSchemeMap"
    case reportingTaxonomyMap = "ReportingTaxonomyMap"
    case process = "Process"

    /// The package of the information model that the class belongs to, as a URN names it.
    public var package: String {
        switch self {
        case .codelist, .geographicCodelist, .geoGridCodelist, .valueList, .hierarchicalCodelist,
            .hierarchy, .hierarchyAssociation:
            "codelist"
        case .conceptScheme: "conceptscheme"
        case .dataStructure, .dataflow: "datastructure"
        case .metadataStructure, .metadataflow: "metadatastructure"
        case .provisionAgreement, .metadataProvisionAgreement, .contentConstraint,
            .attachmentConstraint, .dataConstraint, .availabilityConstraint, .metadataConstraint:
            "registry"
        case .categoryScheme, .categorisation, .reportingTaxonomy: "categoryscheme"
        case .agencyScheme, .dataProviderScheme, .dataConsumerScheme, .metadataProviderScheme,
            .organisationUnitScheme:
            "base"
        case .transformationScheme, .rulesetScheme, .userDefinedOperatorScheme, .vtlMappingScheme,
            .namePersonalisationScheme, .customTypeScheme:
            "transformation"
        case .structureSet, .structureMap, .representationMap, .conceptSchemeMap,
            .categorySchemeMap, .organisationSchemeMap, .reportingTaxonomyMap:
            "structuremapping"
        case .process: "process"
        }
    }

    /// The class in a URN: geographic lists are code lists there.
    public var urnClass: String {
        switch self {
        case .geographicCodelist, .geoGridCodelist: "Codelist"
        default: rawValue
        }
    }

    /// The class of what stands in it, where it is a list.
    public var itemClass: String? {
        switch self {
        case .codelist: "Code"
        case .geographicCodelist: "GeoFeatureSetCode"
        case .geoGridCodelist: "GeoGridCode"
        case .valueList: "ValueItem"
        case .conceptScheme: "Concept"
        case .categoryScheme: "Category"
        case .agencyScheme: "Agency"
        case .dataProviderScheme: "DataProvider"
        case .dataConsumerScheme: "DataConsumer"
        case .metadataProviderScheme: "MetadataProvider"
        case .organisationUnitScheme: "OrganisationUnit"
        case .reportingTaxonomy: "ReportingCategory"
        case .transformationScheme: "Transformation"
        case .rulesetScheme: "Ruleset"
        case .userDefinedOperatorScheme: "UserDefinedOperator"
        case .vtlMappingScheme: "VtlMapping"
        case .namePersonalisationScheme: "NamePersonalisation"
        case .customTypeScheme: "CustomType"
        default: nil
        }
    }

    /// Lists whose items are codes that an observation can hold.
    public var isCodes: Bool {
        [.codelist, .geographicCodelist, .geoGridCodelist, .valueList].contains(self)
    }
}
