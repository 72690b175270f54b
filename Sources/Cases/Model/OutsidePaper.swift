public import Kernel
public import Languages

/// A paper of another room, as anybody who has its code learns of it.
public struct OutsidePaper: Sendable {
    public let title: @Sendable (Translator) -> String
    public let madeAt: Moment
    public let isDemo: Bool

    public init(title: @escaping @Sendable (Translator) -> String, madeAt: Moment, isDemo: Bool) {
        (self.title, self.madeAt, self.isDemo) = (title, madeAt, isDemo)
    }
}
