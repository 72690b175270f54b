import Formats

/// The inputs of test cases as JSON.
func caseData(_ bytes: [UInt8], file: String) throws -> [JSON] {
    let most = 40
    let root = try XMLElement.parse(bytes, file: file)
    return root.children(named: "testCase").prefix(most).map {
        JSON(members: $0.children(named: "inputNode"))
    }
}

/// All texts of FEEL in a model.
func feelTexts(_ bytes: [UInt8], file: String) throws -> [[UInt8]] {
    var open = [try XMLElement.parse(bytes, file: file)]
    var found: [[UInt8]] = []
    while let element = open.popLast() {
        if element.name == "text", !element.text.isEmpty { found.append(Array(element.text.utf8)) }
        open += element.children.reversed()
    }
    return found
}

extension JSON {
    fileprivate init(members: [XMLElement]) {
        self = .object(
            Dictionary(
                members.map { ($0.attribute("name") ?? "", JSON(kit: $0)) },
                uniquingKeysWith: { first, _ in first }))
    }

    /// A value as test cases write it; a date and its like is a text, which the model reads by its type.
    fileprivate init(kit element: XMLElement) {
        if let list = element.child("list") {
            self = .array(list.children(named: "item").map { JSON(kit: $0) })
        } else if let value = element.child("value") {
            let type = value.attributes.first { $0.name == "type" }?.value ?? ""
            let isPlain = ["decimal", "double", "integer", "int", "long", "float", "boolean"]
                .contains { type.hasSuffix($0) }
            let plain = try? JSON.parse(value.text)
            self = isPlain ? plain ?? .string(value.text) : .string(value.text)
        } else {
            let members = element.children(named: "component")
            self = members.isEmpty ? .null : JSON(members: members)
        }
    }
}
