import Formats

/// What every part of a structure message in XML is made of.
extension XMLElement {
    /// The texts of children with this name, by language; English where none is said, as the schema has it.
    func texts(_ name: String) -> LocalTexts {
        var texts: LocalTexts = [:]
        for child in children where child.name == name { texts[child.language] = child.text }
        return texts
    }

    var language: String { attributes.first { $0.name == "lang" }?.value ?? "en" }

    func flag(_ name: String) -> Bool? {
        attribute(name).map { $0 == "true" || $0 == "1" }
    }

    var trimmed: String {
        let isSpace: (Character) -> Bool = \.isWhitespace
        let front = text.drop(while: isSpace)
        guard let last = front.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(front[...last])
    }

    var annotations: [Annotation] { child("Annotations")?.notes ?? [] }

    /// The notes within `Annotations`.
    var notes: [Annotation] {
        children(named: "Annotation").map { element in
            var note = Annotation()
            note.id = element.attribute("id")
            note.title = element.child("AnnotationTitle")?.text
            note.type = element.child("AnnotationType")?.text
            note.value = element.child("AnnotationValue")?.text
            note.urls = element.children(named: "AnnotationURL").map(\.trimmed)
            note.texts = element.texts("AnnotationText")
            return note
        }
    }

    /// What the element refers to: a `Ref` or `URN` within (2.1), or its text (3.0).
    func urn(_ kind: ArtefactKind? = nil) throws -> SDMXURN? {
        if let ref = child("Ref") { return try ref.refURN(kind) }
        let text = child("URN")?.trimmed ?? trimmed
        if text.isEmpty { return nil }
        guard let urn = SDMXURN(text) else {
            throw error("'\(text)' is no URN of SDMX; write urn:sdmx:…=AGENCY:ID(VERSION)")
        }
        return urn
    }

    /// What the element needs to refer to.
    func requiredURN(_ kind: ArtefactKind? = nil) throws -> SDMXURN {
        guard let urn = try urn(kind) else { throw error("a reference is missing inside; add it") }
        return urn
    }

    /// A reference within the same artefact: `<Ref id="FREQ"/>` or the text itself.
    var localID: String {
        child("Ref")?.attribute("id") ?? child("URN").flatMap { SDMXURN($0.trimmed)?.item }
            ?? trimmed
    }

    private func refURN(_ kind: ArtefactKind?) throws -> SDMXURN {
        let (id, agency) = (try required(attribute: "id"), attribute("agencyID") ?? "")
        let className = attribute("class") ?? kind?.urnClass ?? ""
        let package = attribute("package") ?? kind?.package ?? ""
        if let parent = attribute("maintainableParentID") {
            let version = attribute("maintainableParentVersion") ?? "1.0"
            let item = attribute("containerID").map { $0 + "." + id } ?? id
            return SDMXURN(
                package: package,
                className: attribute("class") ?? kind?.itemClass ?? className,
                reference: ArtefactReference(agency: agency, id: parent, version: version),
                item: item)
        }
        return SDMXURN(
            package: package, className: className,
            reference: ArtefactReference(
                agency: agency, id: id, version: attribute("version") ?? "1.0"))
    }

    /// A concept, of which the class need not be written.
    func concept() throws -> ItemReference? {
        guard let urn = try urn(.conceptScheme), let item = urn.item else { return nil }
        return ItemReference(scheme: urn.reference, item: item)
    }

    func representation(_ name: String) throws -> Representation? {
        guard let element = child(name) else { return nil }
        var result = Representation()
        if let list = try element.child("Enumeration")?.urn(.codelist) {
            result.enumeration = list.reference
            if let kind = list.kind, kind != .codelist { result.enumerationKind = kind }
        }
        result.format = (element.child("TextFormat") ?? element.child("EnumerationFormat"))?.format
        result.minOccurs = element.attribute("minOccurs").flatMap(Int.init)
        result.maxOccurs = element.attribute("maxOccurs").flatMap(occurrences)
        return result
    }

    private var format: TextFormat {
        var facets: [String: String] = [:]
        for attribute in attributes where attribute.namespace == nil {
            facets[attribute.name] = attribute.value
        }
        var format = TextFormat(type: facets.removeValue(forKey: "textType"), facets: facets)
        format.sentinels = children(named: "SentinelValue").map { element in
            var value = TextFormat.Sentinel(value: element.attribute("value") ?? "")
            value.names = element.texts("Name")
            value.descriptions = element.texts("Description")
            return value
        }
        return format
    }
}

/// `unbounded` has no end.
func occurrences(_ text: String) -> Int? { text == "unbounded" ? Int.max : Int(text) }
