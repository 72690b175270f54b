import Kernel

/// How long a login waits after wrong attempts: nothing at first, then twice as long each time.
///
/// It counts for logins that do not exist as well, so that waiting tells nobody which exist.
enum Lockout {
    /// A person who mistypes is not made to wait.
    static let freeAttempts = 5
    /// Longer would punish who mistyped. A stranger who goes on trying keeps a login locked for other strangers
    /// and new browsers, not for a `KnownBrowser`.
    static let secondsMax: Int64 = 3_600
    /// After this long without an attempt the count starts again.
    static let forgottenAfterSeconds: Int64 = 86_400

    static func until(failed: Int, at now: Moment) -> Moment {
        guard failed >= freeAttempts else { return now }
        let doublings = min(failed - freeAttempts, 6)
        return now.adding(seconds: min(secondsMax, 60 << Int64(doublings)))
    }
}
