import Kernel

/// How long a session lives.
enum SessionRule {
    /// A working day; after it everybody signs in again.
    static let secondsMax: Int64 = 12 * 3_600
    /// A screen left alone at a desk.
    static let staffIdleSecondsMax: Int64 = 30 * 60
    /// People fill long forms with papers to look for; a library's computer is still not theirs.
    static let personIdleSecondsMax: Int64 = 2 * 3_600
    /// Time to take out the phone and type a code.
    static let codeSecondsMax: Int64 = 300
    /// Noting every click would make each reading a writing.
    static let noteEverySeconds: Int64 = 300

    static func isIdle(lastSeen: Moment, hasDuties: Bool, at now: Moment) -> Bool {
        now.seconds(since: lastSeen) > (hasDuties ? staffIdleSecondsMax : personIdleSecondsMax)
    }

    static func isToBeNoted(lastSeen: Moment, at now: Moment) -> Bool {
        now.seconds(since: lastSeen) >= noteEverySeconds
    }
}
