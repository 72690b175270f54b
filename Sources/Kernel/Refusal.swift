/// Why something is not done: a value with a kind, which one middleware turns into a page.
public protocol Refusal: Error, Sendable {
    var kind: RefusalKind { get }
    /// What happened and the way out, in English: the key of the translation.
    var explanation: String { get }
    /// Values for the `{name}` places of the explanation.
    var values: [String: String] { get }
}

extension Refusal {
    public var values: [String: String] { [:] }
}

public enum RefusalKind: String, Sendable {
    case notFound
    case forbidden
    case conflict
    case invalid
    case tooMany
    case tooLarge
    case tooSlow
    case unavailable
    case signInFirst
}

/// A refusal that needs no enum of its own.
public struct Refused: Refusal, Equatable {
    public let kind: RefusalKind
    public let explanation: String
    public let values: [String: String]

    public init(_ kind: RefusalKind, _ explanation: String, _ values: [String: String] = [:]) {
        self.kind = kind
        self.explanation = explanation
        self.values = values
    }

    /// The one answer for a thing that is not there and for one that must not be seen.
    public static let notFound = Refused(
        .notFound, "This page or file does not exist, or is not yours to see.")
}
