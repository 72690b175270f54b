import Formats
import Kernel

/// A text that an officer may send as it is, where somebody asks what many ask (answers/answers.yaml).
struct PreparedAnswer: Sendable, Equatable {
    let code: String
    let title: LocalText
    let text: LocalText

    static let path = "answers/answers.yaml"

    /// Those of a folder, in the order of its file; none where there is none.
    static func read(_ folder: PolicyFolder) throws -> [PreparedAnswer] {
        guard let text = folder.texts[path] else { return [] }
        let root = try YAML.parse(text, file: path).map()
        try root.unknownKeys(allowed: ["lastReviewed", "answers"])
        _ = try root.required("lastReviewed").day()
        let answers = try root.list("answers").map { try PreparedAnswer($0) }
        try root.required("answers").refuseRepeated(answers.map(\.code))
        return answers
    }

    private init(_ node: YAML) throws {
        try node.map().unknownKeys(allowed: ["code", "title", "text"])
        code = try node.string("code")
        title = try LocalText(node.required("title"))
        text = try LocalText(node.required("text"))
        for words in [text.pt, text.en] where words.count > questionCharactersMax / 2 {
            throw try node.required("text").error(
                "write at most \(questionCharactersMax / 2) characters")
        }
    }
}
