import Formats

/// Writes structure messages of SDMX-ML 2.1 or 3.0 as a stream.
public struct StructureMLWriter: StructureMessageWriter {
    var out = MLOut()
    let version: StructureVersion
    private var container: String?
    private var rank = -1
    private var hasStructures = false
    private var footer: [FooterMessage] = []

    public init(_ version: StructureVersion, header: MessageHeader) {
        self.version = version
        let base = "http://www.sdmx.org/resources/sdmxml/schemas/"
        let space = base + (version == .v21 ? "v2_1" : "v3_0")
        out.begin(
            "mes:Structure",
            [
                "xmlns:mes": space + "/message", "xmlns:str": space + "/structure",
                "xmlns:com": space + "/common", "xmlns:footer": space + "/message/footer",
            ])
        out.element("mes:Header") { out in
            out.text("mes:ID", header.id.isEmpty ? "structures" : header.id)
            out.text("mes:Test", header.isTest ? "true" : "false")
            out.text("mes:Prepared", header.prepared ?? "1970-01-01T00:00:00Z")
            out.empty("mes:Sender", ["id": header.sender ?? "unknown"])
            for receiver in header.receivers { out.empty("mes:Receiver", ["id": receiver]) }
            out.texts("com:Name", header.names)
            out.texts("mes:Source", header.source)
        }
    }

    public mutating func append(_ artefact: StructureArtefact) throws {
        for artefact in try artefact.inVersion(version) {
            try open(artefact)
            switch artefact {
            case .items(let it): write(it)
            case .dataStructure(let it): write(it)
            case .metadataStructure(let it): write(it)
            case .flow(let it): write(it)
            case .constraint(let it): write(it)
            case .categorisation(let it): write(it)
            case .hierarchy(let it): write(it)
            case .named(let it):
                throw FormatError(
                    file: it.reference.text, field: it.kind.rawValue,
                    message: "what stands within is not read, so it cannot be written; leave it out"
                )
            }
        }
    }

    public mutating func append(_ footer: FooterMessage) { self.footer.append(footer) }

    public mutating func finish() {
        if container != nil { out.end() }
        if hasStructures { out.end() }
        if !footer.isEmpty {
            out.begin("footer:Footer")
            for message in footer {
                out.begin(
                    "footer:Message",
                    ["code": String(message.code), "severity": message.severity])
                for texts in message.texts { out.texts("com:Text", texts) }
                out.end()
            }
            out.end()
        }
        out.end()
    }

    public mutating func drain() -> [UInt8] { out.drain() }

    /// Containers follow each other as the schema asks; one that is closed is not opened again.
    private mutating func open(_ artefact: StructureArtefact) throws {
        guard let next = version.order.firstIndex(of: artefact.kind) else {
            throw FormatError(
                file: artefact.about.reference.text, field: artefact.kind.rawValue,
                message: "SDMX \(version.rawValue) has no such artefacts")
        }
        guard next >= rank else {
            throw FormatError(
                file: artefact.about.reference.text, field: artefact.kind.rawValue,
                message: "artefacts of this kind belong further to the front; sort them")
        }
        rank = next
        if !hasStructures { out.begin("mes:Structures") }
        hasStructures = true
        let name = artefact.kind.container(version)
        if container == name { return }
        if container != nil { out.end() }
        container = name
        out.begin("str:" + name)
    }

    /// Attributes, notes and names, which stand first in every artefact.
    mutating func begin(_ about: Maintained, _ more: [(String, String?)] = []) {
        let extra = more + [(String, String?)](repeating: ("", nil), count: max(0, 3 - more.count))
        out.begin(
            "str:" + about.kind.element,
            [
                "id": about.reference.id, "urn": about.urn, "agencyID": about.reference.agency,
                "version": about.reference.version, "validFrom": about.validFrom,
                "validTo": about.validTo, "isFinal": about.isFinal.map(String.init),
                "isExternalReference": about.isExternal.map(String.init),
                "isPartial": about.isPartial.map(String.init), "serviceURL": about.serviceURL,
                "structureURL": about.structureURL, extra[0].0: extra[0].1,
                extra[1].0: extra[1].1, extra[2].0: extra[2].1,
            ])
        out.write(about.annotations)
        out.texts("com:Name", about.names)
        out.texts("com:Description", about.descriptions)
    }
}

extension ArtefactKind {
    /// The element around all artefacts of the kind.
    fileprivate func container(_ version: StructureVersion) -> String {
        if version == .v30 { return jsonKey.firstUpper }
        switch self {
        case .conceptScheme: return "Concepts"
        case .contentConstraint, .attachmentConstraint: return "Constraints"
        case .hierarchicalCodelist: return "HierarchicalCodelists"
        case .transformationScheme: return "Transformations"
        case .rulesetScheme: return "Rulesets"
        case .userDefinedOperatorScheme: return "UserDefinedOperators"
        case .vtlMappingScheme: return "VtlMappings"
        case .namePersonalisationScheme: return "NamePersonalisations"
        case .customTypeScheme: return "CustomTypes"
        default: return hasOneVersion ? "OrganisationSchemes" : jsonKey.firstUpper
        }
    }
}

extension MLOut {
    mutating func write(_ notes: [Annotation]) {
        if notes.isEmpty { return }
        begin("com:Annotations")
        for note in notes {
            begin("com:Annotation", ["id": note.id])
            if let title = note.title { text("com:AnnotationTitle", title) }
            if let type = note.type { text("com:AnnotationType", type) }
            for url in note.urls { text("com:AnnotationURL", url) }
            texts("com:AnnotationText", note.texts)
            if let value = note.value { text("com:AnnotationValue", value) }
            end()
        }
        end()
    }

    mutating func text(_ name: String, _ text: String) { self.text(name, [:], text) }

    /// A reference in the version's way: `Ref` within, or the URN as text.
    mutating func reference(_ name: String, _ urn: SDMXURN, _ version: StructureVersion) {
        if version == .v30 { return text(name, urn.text) }
        begin(name)
        ref(urn)
        end()
    }

    mutating func ref(_ urn: SDMXURN) {
        let reference = urn.reference
        let hasClass = !urn.className.isEmpty
        guard let item = urn.item else {
            return empty(
                "Ref",
                [
                    "id": reference.id, "version": reference.version ?? "1.0",
                    "agencyID": reference.agency, "package": hasClass ? urn.package : nil,
                    "class": hasClass ? urn.className : nil,
                ])
        }
        empty(
            "Ref",
            [
                "id": item, "maintainableParentID": reference.id,
                "maintainableParentVersion": reference.version ?? "1.0",
                "agencyID": reference.agency, "package": hasClass ? urn.package : nil,
                "class": hasClass ? urn.className : nil,
            ])
    }

    /// A name within the same artefact.
    mutating func local(_ name: String, _ id: String, _ version: StructureVersion) {
        if version == .v30 { return text(name, id) }
        element(name) { $0.empty("Ref", ["id": id]) }
    }
}
