import Formats
import Kernel

extension Wizard {
    /// Reads a wizard's file; every error names file, line and key.
    init(yaml text: String, file: String) throws {
        let root = try YAML.parse(text, file: file).map()
        try root.unknownKeys(allowed: Wizard.keys)
        code = try root.string("code")
        title = try LocalText(root.required("title"))
        intro = try LocalText(root.required("intro"))
        procedure = try root.optionalString("procedure")
        lastVerified = try root.required("lastVerified").day()
        var sources: [String: String] = [:]
        for entry in try root.optionalMap("sources")?.entries ?? [] {
            sources[entry.key] = try entry.value.address()
        }
        self.sources = sources
        questions = try root.list("questions").map { try WizardQuestion($0) }
        answers = try root.list("answers").map { try WizardAnswer($0) }
        try root.required("questions").refuseRepeated(questions.map(\.input))
        try root.required("answers").refuseRepeated(answers.map(\.name))
        guard file.hasSuffix("/\(code).yaml"), code.utf8.allSatisfy(isSlugByte) else {
            throw try root.required("code").error(
                "the code is the name of the file in small letters, digits and '-'")
        }
        guard !questions.isEmpty, !answers.isEmpty else {
            throw root.error("a wizard has at least one question and one answer")
        }
    }

    static let keys = [
        "code", "title", "intro", "procedure", "lastVerified", "sources", "questions", "answers",
    ]
}

extension WizardQuestion {
    init(_ node: YAML) throws {
        try node.unknownKeys(allowed: WizardQuestion.keys)
        input = try node.string("input")
        kind = try node.required("kind").word(Kind.self)
        text = try LocalText(node.required("text"))
        help = try node["help"].map { try LocalText($0) }
        options = try node.optionalList("options").map { try Option($0) }
        let least = try node.optionalInt("min") ?? 0
        let most = try node.optionalInt("max") ?? WizardQuestion.numberMax
        guard least <= most else { throw node.error("'min' is greater than 'max'") }
        bounds = least...most
        unit = try node["unit"].map { try LocalText($0) }
        startsToday = try node.optionalBool("today") ?? false
        isRequired = try node.optionalBool("required") ?? false
        isKept = try node.optionalBool("keep") ?? false
        try check(node)
    }

    private func check(_ node: YAML) throws {
        let name = try node.required("input")
        guard let first = input.utf8.first, isLetter(first),
            input.utf8.allSatisfy({ isLetter($0) || isDigit($0) })
        else { throw name.error("an input is a word of letters and digits, as the model names it") }
        guard !WizardQuestion.reserved.contains(input) else {
            throw name.error("'\(input)' has another meaning in the address; rename the input")
        }
        if kind == .choice {
            try node.required("options").refuseRepeated(options.map(\.code))
            guard options.count > 1 else {
                throw try node.required("options").error("a choice has at least two options")
            }
            guard !options.contains(where: { $0.code == WizardQuestion.notKnown }) else {
                throw try node.required("options").error(
                    "'\(WizardQuestion.notKnown)' means that somebody does not know; the page offers it itself"
                )
            }
        }
        try refuse("options", in: node, unless: kind == .choice)
        try refuse("today", in: node, unless: kind == .date)
        for key in ["min", "max", "unit"] { try refuse(key, in: node, unless: kind == .number) }
    }

    private func refuse(_ key: String, in node: YAML, unless fits: Bool) throws {
        if let value = node[key], !fits {
            throw value.error("'\(key)' says nothing for a question of kind '\(kind.rawValue)'")
        }
    }

    static let keys = [
        "input", "kind", "text", "help", "options", "min", "max", "unit", "today", "required",
        "keep",
    ]
    /// What the address says besides: the language, the answer to change, the unknown one.
    static let reserved: Set<String> = ["lang", "change", "unknown"]
    /// Where a file names no bound: more than any household, age or monthly income.
    static let numberMax = 1_000_000
}

extension WizardQuestion.Option {
    init(_ node: YAML) throws {
        try node.unknownKeys(allowed: ["code", "text"])
        code = try node.string("code")
        text = try LocalText(node.required("text"))
    }
}

extension WizardAnswer {
    init(_ node: YAML) throws {
        try node.unknownKeys(allowed: WizardAnswer.keys)
        model = try node.string("model")
        decision = try node.string("decision")
        title = try LocalText(node.required("title"))
        kind = try node.required("kind").word(Kind.self)
        unit = try node["unit"].map { try LocalText($0) }
        outcomes = try node.optionalList("outcomes").map { try Outcome($0) }
        if kind == .verdict || kind == .list {
            try node.required("outcomes").refuseRepeated(outcomes.map(\.code))
        }
        let toneless = outcomes.firstIndex { $0.tone == nil && !$0.isHidden }
        if kind == .verdict, let toneless {
            throw try node.list("outcomes")[toneless].error("an outcome of a verdict has a 'tone'")
        }
        if kind != .verdict, let hidden = outcomes.firstIndex(where: \.isHidden) {
            throw try node.list("outcomes")[hidden].error(
                "only the outcome of a verdict is hidden, as its section goes with it")
        }
        if let unit = node["unit"], kind != .amount {
            throw unit.error("only an amount has a unit")
        }
        if kind == .amount, outcomes.contains(where: { $0.code != WizardAnswer.nothing }) {
            throw try node.required("outcomes").error(
                "an amount has words only for '\(WizardAnswer.nothing)': where there is none")
        }
    }

    static let keys = ["model", "decision", "title", "kind", "unit", "outcomes"]
}

extension WizardAnswer.Outcome {
    init(_ node: YAML) throws {
        try node.unknownKeys(allowed: WizardAnswer.Outcome.keys)
        code = try node.string("code")
        text = try LocalText(node.required("text"))
        tone = try node["tone"]?.word(WizardAnswer.Tone.self)
        ways = try node.optionalList("next").map { try WizardAnswer.Way($0) }
        isHidden = try node.optionalBool("hidden") ?? false
        if let tone, tone.needsWays, ways.isEmpty, !isHidden {
            throw node.error(
                "tone '\(tone.rawValue)' of '\(code)' leaves nobody alone: say under 'next' what to do"
            )
        }
    }

    static let keys = ["code", "text", "tone", "next", "hidden"]
}

extension WizardAnswer.Way {
    init(_ node: YAML) throws {
        try node.unknownKeys(allowed: WizardAnswer.Way.keys)
        text = try LocalText(node.required("text"))
        link = try node.optionalString("link")
        source = try node.optionalString("source")
        let verified = try node.optionalBool("verified")
        isVerified = verified ?? true
        if let link, !link.hasPrefix("/") || link.hasPrefix("//") {
            _ = try node.required("link").address()
        }
        if let mark = node["verified"], isVerified, source == nil {
            throw mark.error("nothing is verified by no source; name its key under 'source'")
        }
        guard verified == nil else { return }
        if let named = node["source"] {
            throw named.error("what has a source is verified or not: say which under 'verified'")
        }
        if let word = StatedLaw.word(in: text.pt) ?? StatedLaw.word(in: text.en) {
            throw node.error("'\(word)' states law: say under 'verified' whether it is confirmed")
        }
    }

    static let keys = ["text", "link", "source", "verified"]
}

extension YAML {
    /// An address of the web.
    fileprivate func address() throws -> String {
        let text = try string()
        guard text.hasPrefix("https://") || text.hasPrefix("http://") else {
            throw error("'\(text)' is no address; write https://…")
        }
        return text
    }
}

private func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
private func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte & 0xDF) }
private func isSlugByte(_ byte: UInt8) -> Bool {
    isDigit(byte) || (97...122).contains(byte) || byte == UInt8(ascii: "-")
}
