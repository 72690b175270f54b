import Formats
import Kernel

/// Who supports adult victims, who is told of trouble at work, and who hears of care that was denied; a State without the
/// file names nobody.
struct SupportDirectory: Sendable {
    static let path = "help/support.yaml"
    let services: [SupportService]
    /// Where "leave this page" leads; nil where no such page is named.
    let leaveTo: String?
    let lastVerified: Day?

    /// Every error names file, line and key.
    init(_ folder: PolicyFolder) throws {
        guard let text = folder.texts[SupportDirectory.path] else {
            (services, leaveTo, lastVerified) = ([], nil, nil)
            return
        }
        let root = try YAML.parse(text, file: SupportDirectory.path).map()
        try root.unknownKeys(allowed: ["lastVerified", "leaveTo", "sources", "services"])
        let book = try SourceBook(root.map("sources"))
        lastVerified = try root.required("lastVerified").day()
        leaveTo = try root.optionalString("leaveTo")
        services = try root.list("services").map { try SupportService($0, book) }
        try root.required("services").refuseRepeated(services.map(\.code))
        guard leaveTo?.hasPrefix("https://") ?? true else {
            throw try root.required("leaveTo").error("write an address that begins with https://")
        }
    }

    func services(_ kind: SupportService.Kind) -> [SupportService] {
        services.filter { $0.kind == kind }
    }
}

/// A body or an office that helps.
struct SupportService: Sendable {
    enum Kind: String, Sendable, CaseIterable {
        case victims, work, health
    }

    let code: String
    let kind: Kind
    let title: LocalText
    let does: LocalText
    /// Where to go on: a page of the house or of that body.
    let link: String?
    /// Addresses or descriptions, never bare keys.
    let sources: [String]
    let verified: Bool

    fileprivate init(_ node: YAML, _ book: SourceBook) throws {
        try node.map().unknownKeys(allowed: SupportService.keys)
        code = try node.string("code")
        kind = try node.required("kind").word(Kind.self)
        title = try LocalText(node.required("title"))
        does = try LocalText(node.required("does"))
        link = try node.optionalString("link")
        sources = try book.read(node)
        verified = try node.bool("verified")
    }

    private static let keys = ["code", "kind", "title", "does", "link", "sources", "verified"]
}
