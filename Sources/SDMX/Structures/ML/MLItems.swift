import Formats

extension XMLElement {
    /// The item of this element, before those that stand within it.
    func items(_ kind: ArtefactKind, below path: String? = nil) throws -> [Item] {
        var item = Item(try required(attribute: "id"), parent: path)
        item.urn = attribute("urn")
        item.names = texts("Name")
        item.descriptions = texts("Description")
        item.annotations = annotations
        if let parent = child("Parent") { item.parent = parent.localID }
        item.representation = try representation("CoreRepresentation")
        item.contacts = children(named: "Contact").map(Contact.init(element:))
        for attribute in attributes where !Self.own.contains(attribute.name) {
            item.details[attribute.name] = attribute.value
        }
        for child in children where !Self.read.contains(child.name) && child.name != name {
            try item.details.add(child)
        }
        let inner = path.map { $0 + "." + item.id } ?? item.id
        return try children(named: name).reduce(into: [item]) {
            $0 += try $1.items(kind, below: inner)
        }
    }

    private static let own: Set<String> = ["id", "urn", "uri", "lang"]
    private static let read: Set<String> = [
        "Name", "Description", "Annotations", "Parent", "CoreRepresentation", "Contact",
    ]
}

extension [String: String] {
    /// Keeps an element by its name: what it refers to, or its text; parts and attributes of it with a dot between.
    /// What comes more than once is kept with spaces between.
    mutating func add(_ element: XMLElement, under path: String = "") throws {
        let name = path + element.name
        let nested = element.children.filter { $0.name != "Ref" && $0.name != "URN" }
        for attribute in element.attributes { put(name + "." + attribute.name, attribute.value) }
        for child in nested { try add(child, under: name + ".") }
        if element.children.count > nested.count {
            let kind = ArtefactKind(element: element.name)
            put(name, try element.requiredURN(kind ?? Self.kinds[element.name]).text)
        } else if nested.isEmpty, element.attributes.isEmpty || !element.text.isEmpty {
            put(name, element.text)
        }
    }

    /// Of a reference whose class is not written.
    private static let kinds: [String: ArtefactKind] = [
        "Dataflow": .dataflow, "Codelist": .codelist, "Concept": .conceptScheme,
    ]

    private mutating func put(_ name: String, _ value: String) {
        self[name] = self[name].map { $0 + " " + value } ?? value
    }
}

extension Contact {
    init(element: XMLElement) {
        self.init()
        id = element.attribute("id")
        names = element.texts("Name")
        departments = element.texts("Department")
        roles = element.texts("Role")
        ways = element.children.filter { Contact.kinds.contains($0.name) }.map {
            Way(kind: $0.name, value: $0.trimmed)
        }
    }

    static let kinds: Set<String> = ["Email", "Telephone", "Fax", "URI", "X400"]
}
