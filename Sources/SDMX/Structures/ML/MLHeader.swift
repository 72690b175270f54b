import Formats

extension MessageHeader {
    /// Reads the head of a message in XML, of all versions.
    init(structureHeader element: XMLElement) {
        self.init()
        id = element.child("ID")?.trimmed ?? ""
        isTest = element.child("Test")?.trimmed == "true"
        prepared = element.child("Prepared")?.trimmed
        sender = element.child("Sender")?.attribute("id")
        receivers = element.children(named: "Receiver").compactMap { $0.attribute("id") }
        names = element.texts("Name")
        source = element.texts("Source")
    }
}

extension FooterMessage {
    /// A `Message` of a footer, or an `ErrorMessage`.
    init(element: XMLElement) {
        // Texts of one language follow each other; each is told.
        self.init(
            code: element.attribute("code").flatMap(Int.init) ?? 0,
            severity: element.attribute("severity"),
            texts: element.children(named: "Text").map { [$0.language: $0.text] })
    }
}
