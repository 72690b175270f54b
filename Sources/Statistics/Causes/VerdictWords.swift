/// A sentence with places in braces, so that it can be said in another language, and what stands in them.
public struct VerdictWords: Equatable, Sendable {
    public let template: String
    public let values: [String: String]

    /// In English.
    public var text: String {
        // In one pass, so that a brace within a name opens nothing.
        var (text, rest) = ("", template[...])
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let key = String(rest[rest.index(after: open)..<close])
            text += rest[..<open] + (values[key] ?? "")
            rest = rest[rest.index(after: close)...]
        }
        return text + rest
    }

    /// The sentence that a verdict allows: words of cause stand in `supported` alone.
    ///
    /// `amount` and its interval are what the reader is to see, with unit; `isAccount` is for studies that split a
    /// difference into parts, which is arithmetic and says nothing of why.
    public init(
        _ verdict: Verdict, cause: String, outcome: String, effect: Amounts?,
        isAccount: Bool = false
    ) {
        var values = ["cause": cause, "outcome": outcome]
        if let effect {
            values["size"] = effect.size
            values["low"] = effect.low
            values["high"] = effect.high
        }
        if case .cannotTell(let settledBy) = verdict {
            values["settled"] = settledBy.joined(separator: "; ")
        }
        self.values = values
        template =
            isAccount
            ? VerdictWords.account(verdict, hasEffect: effect != nil)
            : VerdictWords.template(verdict, hasEffect: effect != nil)
    }

    /// Size and interval as they are written.
    public struct Amounts: Equatable, Sendable {
        public let size: String
        public let low: String
        public let high: String

        public init(size: String, low: String, high: String) {
            (self.size, self.low, self.high) = (size, low, high)
        }
    }

    /// All sentences there are, for whoever translates them.
    public static var templates: [String] {
        let verdicts: [Verdict] = [.supported, .weak, .contradicted, .cannotTell(settledBy: [])]
        return [true, false].flatMap { hasEffect in
            verdicts.flatMap {
                [template($0, hasEffect: hasEffect), account($0, hasEffect: hasEffect)]
            }
        }
    }

    private static func template(_ verdict: Verdict, hasEffect: Bool) -> String {
        switch (verdict, hasEffect) {
        case (.supported, true):
            "The numbers support that {cause} changed {outcome}: by {size}, between {low} and {high}."
        case (.supported, false): "The numbers support that {cause} changed {outcome}."
        case (.weak, true):
            "After {cause}, {outcome} differed by {size}, between {low} and {high}; "
                + "that it was {cause} is not shown."
        case (.weak, false):
            "After {cause}, {outcome} differed; that it was {cause} is not shown."
        case (.contradicted, true):
            "The numbers speak against what is claimed of {cause}: {outcome} differed by {size}, "
                + "between {low} and {high}."
        case (.contradicted, false): "The numbers speak against what is claimed of {cause}."
        case (.cannotTell, _):
            "Whether {cause} changed {outcome} cannot be told from these numbers. "
                + "What would settle it: {settled}."
        }
    }

    private static func account(_ verdict: Verdict, hasEffect: Bool) -> String {
        switch (verdict, hasEffect) {
        case (.supported, true):
            "{cause} accounts for {size} of the difference in {outcome}, between {low} and {high}; "
                + "this is arithmetic and does not say why."
        case (.supported, false):
            "{cause} accounts for most of the difference in {outcome}; "
                + "this is arithmetic and does not say why."
        case (.weak, true):
            "{cause} goes with {size} of the difference in {outcome}, between {low} and {high}, "
                + "but other ways of counting differ; it does not say why."
        case (.weak, false):
            "{cause} goes with some of the difference in {outcome}, "
                + "but other ways of counting differ; it does not say why."
        case (.contradicted, true):
            "{cause} does not account for most of the difference in {outcome}: "
                + "for {size}, between {low} and {high}."
        case (.contradicted, false):
            "{cause} does not account for most of the difference in {outcome}."
        case (.cannotTell, _):
            "Whether {cause} accounts for most of the difference in {outcome} cannot be told from these "
                + "numbers. What would settle it: {settled}."
        }
    }
}
