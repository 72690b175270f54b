import Formats

/// What a command says: for people, for programs, and whether the thing checked holds.
public struct Answer: Sendable {
    public let text: String
    public let json: String
    public let isGood: Bool

    init(_ text: String, _ json: JSON, isGood: Bool = true) {
        self.text = text
        self.json = json.canonical
        self.isGood = isGood
    }

    /// The same with more lines for people; programs find them in the JSON.
    func adding(_ lines: [String]) -> Answer {
        Answer(text: ([text] + lines).joined(separator: "\n"), json: json, isGood: isGood)
    }

    private init(text: String, json: String, isGood: Bool) {
        self.text = text
        self.json = json
        self.isGood = isGood
    }

    init(lines: [String], isGood: Bool = true) {
        self.init(
            lines.joined(separator: "\n"), ["lines": .array(lines.map(JSON.string))], isGood: isGood
        )
    }
}

public let productVersion = "0.1.0"

public enum DemoScale: String, Sendable, CaseIterable {
    case small
    /// A nation's work in its size; see docs/scale.md.
    case national
}
