import Formats

extension UndoRule {
    init(_ node: YAML, _ book: SourceBook) throws {
        try node.map().unknownKeys(allowed: ["minutes", "article", "sources", "verified"])
        minutes = try node.int("minutes")
        guard (1...undoMinutesMax).contains(minutes) else {
            throw try node.required("minutes").error("write 1 to \(undoMinutesMax) minutes")
        }
        article = try node.string("article")
        verified = try node.bool("verified")
        _ = try book.read(node)
    }
}
