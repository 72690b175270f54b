import Formats
import Kernel
import Languages

/// What a branch of a partner body delivers to somebody who comes to one of our places.
struct BranchKind: Hashable, Sendable {
    enum Result: String, CaseIterable, Sendable {
        /// A number of so many digits, which the person gets sealed.
        case number
        /// An act that is done there; nothing comes back but that it was done.
        case act
    }

    let code: String
    let title: PolicyText
    let body: PolicyText
    /// The number under which that body's people work here.
    let organisation: OrganisationID
    /// The contract by which the body reads what is asked.
    let flow: String
    let result: Result
    /// How many digits the number has.
    let digits: Int?
    /// The kinds whose result is needed first; empty where no source says so.
    var after: [String] = []
    let source: String
    let verified: Bool

    /// The number as it is kept: its digits alone; nil where it is none of this kind.
    func number(_ typed: String) -> String? {
        let kept = typed.filter { !" .-".contains($0) }
        let isNumber = kept.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains)
        return isNumber && kept.utf8.count == digits ? kept : nil
    }
}

/// What branches deliver, and why they refuse: `branches/branches.yaml` of the policy.
public struct BranchBook: Sendable {
    let kinds: [BranchKind]
    let reasons: [(code: String, words: PolicyText)]

    public static let path = "branches/branches.yaml"
    /// A State without partner branches.
    public static let none = BranchBook(kinds: [], reasons: [])

    init(kinds: [BranchKind], reasons: [(code: String, words: PolicyText)]) {
        (self.kinds, self.reasons) = (kinds, reasons)
    }

    subscript(code: String) -> BranchKind? { kinds.first { $0.code == code } }

    /// The contracts that the kinds name.
    public var flows: Set<String> { Set(kinds.map(\.flow)) }

    func reason(_ code: String, _ t: Translator) -> String {
        reasons.first { $0.code == code }?.words(t) ?? code
    }

    public init(yaml text: String, file: String) throws {
        let root = try YAML.parse(text, file: file).map()
        try root.unknownKeys(allowed: ["kinds", "reasons"])
        kinds = try root.list("kinds").map(BranchKind.init)
        reasons = try root.list("reasons").map {
            (code: try $0.string("code"), words: try PolicyText($0.required("words")))
        }
        guard Set(kinds.map(\.code)).count == kinds.count,
            Set(reasons.map(\.code)).count == reasons.count
        else { throw root.error("a code stands here twice") }
        let codes = Set(kinds.map(\.code))
        guard kinds.allSatisfy({ codes.isSuperset(of: $0.after) }) else {
            throw root.error("'after' names a kind that there is not")
        }
    }
}

extension BranchKind {
    fileprivate init(_ node: YAML) throws {
        try node.map().unknownKeys(allowed: [
            "code", "title", "body", "organisation", "flow", "result", "digits", "source",
            "verified", "after",
        ])
        code = try node.string("code")
        title = try PolicyText(node.required("title"))
        body = try PolicyText(node.required("body"))
        organisation = OrganisationID(Int64(try node.int("organisation")))
        flow = try node.string("flow")
        guard let result = Result(rawValue: try node.string("result")) else {
            throw node.error("a result is 'number' or 'act'")
        }
        self.result = result
        digits = try node.optionalInt("digits")
        guard (result == .number) == (digits != nil) else {
            throw node.error("a number says how many 'digits' it has, and nothing else does")
        }
        after = try node.optionalStrings("after")
        source = try node.string("source")
        verified = try node.bool("verified")
    }
}
