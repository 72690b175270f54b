/// The frame of a message: its root, header and footer.
extension SDMXMLWriter {
    /// A message without data: what stands in it are footers.
    mutating func writeRoot() { writeFrame { _ in } }

    mutating func writeRoot(of first: DataSetHeader) {
        writeFrame { $0.writeStructure(first.structure.dataflow) }
    }

    mutating func writeEnd() { text.raw("</message:\(root)>\n") }

    private var root: String { form.isGeneric ? "GenericData" : "StructureSpecificData" }

    private mutating func writeFrame(_ structure: (inout SDMXMLWriter) -> Void) {
        text.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<message:\(root)")
        text.attribute("xmlns:message", form.namespace("message"))
        text.attribute("xmlns:common", form.namespace("common"))
        text.attribute("xmlns:footer", form.namespace("message/footer"))
        text.attribute("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
        if form.isGeneric {
            text.attribute("xmlns:generic", form.namespace("data/generic"))
        } else {
            text.attribute("xmlns:ss", form.namespace("data/structurespecific"))
        }
        text.raw(">\n<message:Header>\n")
        writeIdentity()
        structure(&self)
        writeTexts("message:Source", header.source)
        text.raw("</message:Header>\n")
    }

    private mutating func writeIdentity() {
        text.element("message:ID", header.id)
        text.element("message:Test", header.isTest ? "true" : "false")
        if let prepared = header.prepared { text.element("message:Prepared", prepared) }
        if let sender = header.sender { writeParty("message:Sender", sender) }
        for receiver in header.receivers { writeParty("message:Receiver", receiver) }
        text.raw("\n")
        writeTexts("common:Name", header.names)
    }

    private mutating func writeParty(_ name: String, _ id: String) {
        text.raw("<\(name)")
        text.attribute("id", id)
        text.raw("/>")
    }

    private mutating func writeTexts(_ name: String, _ texts: LocalTexts) {
        for (language, words) in texts.sorted(by: { $0.key < $1.key }) {
            text.element(name, language: language, words)
            text.raw("\n")
        }
    }

    private mutating func writeStructure(_ dataflow: String) {
        let name = isDefinition(dataflow) ? "common:Structure" : "common:StructureUsage"
        text.raw("<message:Structure")
        text.attribute("structureID", "S")
        if !form.isGeneric { text.attribute("namespace", namespace(of: dataflow)) }
        text.attribute("dimensionAtObservation", layout.dimensionAtObservation)
        text.raw(">")
        if form == .structureSpecific30 {
            text.element(name, urn(of: dataflow) ?? dataflow)
        } else {
            let reference = ArtefactReference(dataflow)
            text.raw("<\(name)><Ref")
            if let agency = reference?.agency { text.attribute("agencyID", agency) }
            text.attribute("id", reference?.id ?? dataflow)
            if let version = reference?.version { text.attribute("version", version) }
            text.raw("/></\(name)>")
        }
        text.raw("</message:Structure>\n")
    }

    /// What a data set names is a dataflow, or the definition itself where that was handed in.
    private func isDefinition(_ dataflow: String) -> Bool {
        structure != nil && structure?.reference == ArtefactReference(dataflow)
    }

    private func urn(of dataflow: String) -> String? {
        ArtefactReference(dataflow).map {
            SDMXURN(isDefinition(dataflow) ? .dataStructure : .dataflow, $0).text
        }
    }

    /// The namespace of the structure's own types, as the standard forms it; it must be a URI whatever the dataflow is called.
    func namespace(of dataflow: String) -> String {
        let name = urn(of: dataflow) ?? "urn:" + dataflow
        let safe = name.map {
            $0.isASCII && ($0.isLetter || $0.isNumber || ":=.()+*-_".contains($0)) ? $0 : "_"
        }
        return String(safe) + ":ObsLevelDim:" + layout.dimensionAtObservation
    }

    mutating func writeFooter(_ footer: FooterMessage) {
        text.raw("<footer:Message")
        text.attribute("code", String(footer.code))
        if let severity = footer.severity { text.attribute("severity", severity) }
        text.raw(">")
        for texts in footer.texts {
            for (language, words) in texts.sorted(by: { $0.key < $1.key }) {
                text.element("common:Text", language: language, words)
            }
        }
        text.raw("</footer:Message>\n")
    }
}
