import Kernel

/// A code that is sent or handed over, typed once, and short-lived: drawn at random, with a check character so that a
/// slip of the pen is told from a wrong code.
enum AccessCode {
    /// Of access, beside the files (RF) and mandates (MD) that people hold references of.
    static let kind = "RC"
    /// Long enough for a mail to come and be read.
    static let channelSecondsMax: Int64 = 15 * 60
    /// From the counter to a phone or a computer at home: a choice of this installation.
    static let deskSecondsMax: Int64 = 24 * 3_600
    /// A day in which the person can stop a code on paper, and in which what is read shows no receipt: a choice of this
    /// installation.
    static let deskWaitSeconds: Int64 = 24 * 3_600
    /// A new address counts for the way back only when its owner had time to see that it is there; an old one is told
    /// as long after it was taken away. A choice of this installation.
    static let restSeconds: Int64 = 72 * 3_600
    /// Five guesses at one of 850 thousand million codes.
    static let triesMax = 5
    /// Whoever gets no mail at the third try gets none at the fourth, and nobody floods a stranger's mailbox.
    static let perHourMax = 3
    /// From all lines together: strangers who ask elsewhere use up nothing of the owner's own, until here.
    static let perHourOfAllMax = 12

    static func new() -> Reference { Reference.new(kind) }

    /// What was typed, however it was written; nil where it is no such code.
    static func read(_ typed: String) -> Reference? {
        guard let code = Reference(typed), code.text.hasPrefix(kind + "-") else { return nil }
        return code
    }

    enum Way: String, Sendable {
        /// Proves that a channel is its person's.
        case check
        /// Gives the account back through such a channel.
        case channel
        /// Gives it back through an officer, who saw the person.
        case desk

        var secondsMax: Int64 {
            self == .desk ? AccessCode.deskSecondsMax : AccessCode.channelSecondsMax
        }
    }
}
