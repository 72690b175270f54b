import Formats
import Kernel

/// What somebody can do elsewhere when an office is late or decides against them (ways/escalation.yaml).
struct EscalationWay: Sendable, Equatable {
    enum When: String, CaseIterable, Sendable {
        /// A period of the office ended without its act.
        case late
        /// Decided, and not as asked.
        case refused
        case always
    }

    let code: String
    let when: When
    let title: LocalText
    let rule: StatedRule

    static let path = "ways/escalation.yaml"

    /// The ways of a folder, in the order of its file; none where there is none.
    static func read(_ folder: PolicyFolder) throws -> [EscalationWay] {
        guard let text = folder.texts[path] else { return [] }
        let root = try YAML.parse(text, file: path).map()
        try root.unknownKeys(allowed: ["lastVerified", "sources", "ways"])
        _ = try root.required("lastVerified").day()
        let book = try SourceBook(root.map("sources"))
        let ways = try root.list("ways").map { try EscalationWay($0, book) }
        try root.required("ways").refuseRepeated(ways.map(\.code))
        return ways
    }

    private init(_ node: YAML, _ book: SourceBook) throws {
        try node.map().unknownKeys(allowed: [
            "code", "when", "title", "text", "article", "sources", "verified",
        ])
        code = try node.string("code")
        when = try node.required("when").word(When.self)
        title = try LocalText(node.required("title"))
        rule = StatedRule(
            text: try LocalText(node.required("text")), article: try node.string("article"),
            sources: try book.read(node), verified: try node.bool("verified"))
    }
}
