import Formats

/// What tools do to a model besides its meaning.
enum Edit: CaseIterable, Sendable {
    /// What is not of the standard's own namespace is gone: diagrams, marks of an editor.
    case bare
    /// Another editor's elements and attributes stand everywhere, under names that the standard has too.
    case adorned

    func applied(to bytes: [UInt8], file: String) throws -> [UInt8] {
        let root = try XMLElement.parse(bytes, file: file)
        return Array(written(root, root.namespace, within: nil).utf8)
    }

    private func written(
        _ element: XMLElement, _ standard: String?, within outer: String?
    ) -> String {
        let isStandard = element.namespace == standard
        var tag = element.name
        if element.namespace != outer {
            tag += " xmlns=\"\(xmlEscaped(element.namespace ?? ""))\""
        }
        for (place, attribute) in element.attributes.enumerated() {
            let value = "=\"\(xmlEscaped(attribute.value))\""
            if let foreign = attribute.namespace {
                if self == .bare || foreign == Edit.xml { continue }
                tag += " xmlns:n\(place)=\"\(xmlEscaped(foreign))\" n\(place):"
            } else {
                tag += " "
            }
            tag += attribute.name + value
        }
        if self == .adorned { tag += Edit.attributes }
        let kept = element.children.filter { self == .adorned || $0.namespace == standard }
        let inside = kept.map { written($0, standard, within: element.namespace) }.joined()
        let more = self == .adorned && isStandard && Edit.mayHoldMore(element)
        return "<\(tag)>" + (more ? Edit.elements : "") + xmlEscaped(element.text) + inside
            + (more ? Edit.lastElements : "") + "</\(element.name)>"
    }

    /// References and texts hold nothing else by the standard's own rules.
    private static func mayHoldMore(_ element: XMLElement) -> Bool {
        element.text.allSatisfy(\.isWhitespace) && element.attribute("href") == nil
            && !["text", "description", "question", "allowedAnswers"].contains(element.name)
    }

    private static let xml = "http://www.w3.org/XML/1998/namespace"

    private static let attributes =
        " xmlns:leak=\"urn:leak\" leak:id=\"leak\" leak:name=\"leak\" leak:href=\"#leak\""
        + " leak:typeRef=\"leak\" leak:hitPolicy=\"COLLECT\" leak:aggregation=\"SUM\""
        + " leak:isCollection=\"true\" leak:kind=\"Java\" leak:namespace=\"urn:leak\""

    private static let elements = """
        <extensionElements><leak:literalExpression><leak:text>"leak"</leak:text></leak:literalExpression>\
        <leak:variable name="leak"/></extensionElements><leak:text>leak</leak:text>\
        <leak:literalExpression><leak:text>"leak"</leak:text></leak:literalExpression>\
        <leak:decision id="leak" name="leak"><leak:variable name="leak"/></leak:decision>\
        <leak:inputData id="leak2" name="leak"/><leak:itemDefinition name="leak"/>
        """

    private static let lastElements = """
        <leak:import namespace="urn:leak" name="leak"/><leak:variable name="leak"/><leak:row/>\
        <leak:contextEntry/><leak:column name="leak"/><leak:annotation name="leak"/><leak:rule/>\
        <leak:inputEntry/><leak:outputEntry/><leak:annotationEntry>leak</leak:annotationEntry>\
        <leak:output name="leak"/><leak:input/><leak:formalParameter name="leak"/><leak:item/>\
        <leak:itemComponent name="leak"/><leak:allowedValues><leak:text>leak</leak:text>\
        </leak:allowedValues><leak:informationRequirement/><leak:outputDecision href="#leak"/>
        """
}
