/// A period that the law sets, as the procedure's file states it.
public struct ClockRule: Hashable, Sendable {
    public enum Unit: String, Sendable, CaseIterable {
        case working, calendar, months
    }

    /// What happens when the period ends and nobody acted.
    public enum Effect: String, Sendable, CaseIterable {
        case none
        /// The sources do not say: stated as unknown, never as law.
        case unknown
        case tacitApproval = "tacit-approval"
        case noObjection = "no-objection"
    }

    public let code: String
    public let title: LocalText
    public let whose: Turn
    /// The kind of the event after which it runs; the day of the event is not counted.
    public let startsOn: String
    public let endsOn: [String]
    public let length: Int
    public let unit: Unit
    public let suspendedFrom: String?
    public let suspendedTo: String?
    public let effect: Effect
    public let effectText: LocalText
    public let article: String
    public let sources: [String]
    public let verified: Bool
    public let effectVerified: Bool
    public let suspensionVerified: Bool
}
