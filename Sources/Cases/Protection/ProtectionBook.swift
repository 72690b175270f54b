import Formats
import Kernel

/// What policy says of children who may be victims of trafficking: signs by profession, what comes first in danger, who takes
/// part and reads what, materials.
public struct ProtectionBook: Sendable {
    static let path = "protection/child-trafficking.yaml"

    let lastVerified: Day
    /// Said before anything is asked.
    let danger: [Said]
    let professions: [Profession]
    let signs: [Choice]
    let bodies: [Body]
    let materials: [Material]
    /// Fewer than this are not told, and others are rounded to it.
    let smallest: Int

    struct Said: Sendable {
        let text: LocalText
        let sources: [String]
        let verified: Bool
    }

    struct Choice: Sendable {
        let code: String
        let title: LocalText
    }

    /// Somebody who may notice, and the signs that they are asked for.
    struct Profession: Sendable {
        let code: String
        let title: LocalText
        let signs: [String]
        let sources: [String]
        let verified: Bool
    }

    /// An organisation that takes part, and the parts of a case that its professionals read.
    struct Body: Sendable {
        let code: String
        let title: LocalText
        let organisation: OrganisationID
        let sees: Set<CasePart>
        let sources: [String]
        let verified: Bool
    }

    struct Material: Sendable {
        let code: String
        let title: LocalText
        let address: String
        let professions: [String]
    }

    /// Nil where a State has no such file. Every error names file, line and key.
    public init?(_ folder: PolicyFolder) throws {
        guard let text = folder.texts[ProtectionBook.path] else { return nil }
        let root = try YAML.parse(text, file: ProtectionBook.path).map()
        try root.unknownKeys(allowed: ProtectionBook.keys)
        let book = try SourceBook(root.map("sources"))
        lastVerified = try root.required("lastVerified").day()
        danger = try root.list("danger").map { try Said($0, book) }
        signs = try root.list("signs").map { try Choice($0) }
        professions = try root.list("professions").map { try Profession($0, book) }
        bodies = try root.list("bodies").map { try Body($0, book) }
        materials = try root.list("materials").map { try Material($0) }
        smallest = try root.int("smallest")
        try check(root)
    }

    private func check(_ root: YAML) throws {
        for key in ["professions", "signs", "bodies", "materials"] {
            try root.required(key).refuseRepeated(codes(key))
        }
        let (known, asked) = (Set(codes("signs")), professions.flatMap(\.signs))
        if let foreign = asked.first(where: { !known.contains($0) }) {
            throw try root.required("professions").error("'\(foreign)' is no sign of this file")
        }
        let callings = Set(codes("professions"))
        let readers = materials.flatMap(\.professions)
        if let foreign = readers.first(where: { !callings.contains($0) }) {
            throw try root.required("materials").error("'\(foreign)' is no profession of this file")
        }
        guard Set(bodies.map(\.organisation)).count == bodies.count else {
            throw try root.required("bodies").error("two bodies have one organisation")
        }
        guard smallest > 1 else { throw try root.required("smallest").error("write at least 2") }
    }

    private func codes(_ key: String) -> [String] {
        switch key {
        case "professions": professions.map(\.code)
        case "signs": signs.map(\.code)
        case "bodies": bodies.map(\.code)
        default: materials.map(\.code)
        }
    }

    private static let keys = [
        "lastVerified", "sources", "danger", "professions", "signs", "bodies", "materials",
        "smallest",
    ]
}

extension ProtectionBook {
    func profession(_ code: String) -> Profession? { professions.first { $0.code == code } }

    func body(_ code: String) -> Body? { bodies.first { $0.code == code } }

    /// What signs a profession is asked for, in the order of the file.
    func signs(of profession: Profession) -> [Choice] {
        profession.signs.compactMap { code in signs.first { $0.code == code } }
    }
}

/// A part of what is known of a child: a body reads the parts that its work needs, and no other.
enum CasePart: String, Codable, Sendable, CaseIterable {
    case facts, health, protection, kinship, justice, status
}

extension ProtectionBook.Said {
    fileprivate init(_ node: YAML, _ book: SourceBook) throws {
        try node.map().unknownKeys(allowed: ["text", "sources", "verified"])
        text = try LocalText(node.required("text"))
        sources = try book.read(node)
        verified = try node.bool("verified")
    }
}

extension ProtectionBook.Choice {
    fileprivate init(_ node: YAML) throws {
        try node.map().unknownKeys(allowed: ["code", "title"])
        code = try node.string("code")
        title = try LocalText(node.required("title"))
    }
}

extension ProtectionBook.Profession {
    fileprivate init(_ node: YAML, _ book: SourceBook) throws {
        try node.map().unknownKeys(allowed: ["code", "title", "signs", "sources", "verified"])
        code = try node.string("code")
        title = try LocalText(node.required("title"))
        signs = try node.strings("signs")
        sources = try book.read(node)
        verified = try node.bool("verified")
    }
}

extension ProtectionBook.Body {
    fileprivate init(_ node: YAML, _ book: SourceBook) throws {
        try node.map().unknownKeys(allowed: [
            "code", "title", "organisation", "sees", "sources", "verified",
        ])
        code = try node.string("code")
        title = try LocalText(node.required("title"))
        organisation = OrganisationID(Int64(try node.int("organisation")))
        sees = Set(try node.list("sees").map { try $0.word(CasePart.self) })
        sources = try book.read(node)
        verified = try node.bool("verified")
    }
}

extension ProtectionBook.Material {
    fileprivate init(_ node: YAML) throws {
        try node.map().unknownKeys(allowed: ["code", "title", "address", "professions"])
        code = try node.string("code")
        title = try LocalText(node.required("title"))
        address = try node.string("address")
        professions = try node.strings("professions")
    }
}
