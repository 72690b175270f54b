import Kernel
public import Languages

/// What the day of a visit asks from outside; the App fills it in.
public struct DayAsks: Sendable {
    /// Who is called when.
    public var rules = QueueRules.plain
    /// A service code in words.
    public var serviceTitle: @Sendable (String, Translator) -> String = { code, _ in code }
    /// The codes of all that a desk of ours may serve.
    public var services: @Sendable () -> Set<String> = { [] }
    /// A path of ours with the address under which people reach us.
    public var address: @Sendable (String) -> String = { $0 }
    /// Tells the person of a case that their turn at the office is near; two of one visit are one.
    public var near: Asks.Told = { _, _, _ in }
    /// Reminds the person of a case of a visit that is to come; two of one visit are one.
    public var reminded: Asks.Told = { _, _, _ in }

    public init() {}
}
