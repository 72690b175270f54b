import Kernel
import Synchronization

/// One list at a time for each account: a whole queue is a million rows, and each row is a look that is kept.
final class ListGate: Sendable {
    private let running = Mutex<[AccountID: Moment]>([:])

    /// Begins one; refuses while another is on its way.
    func enter(_ account: AccountID, at now: Moment) throws {
        let isFree = running.withLock { running -> Bool in
            if let since = running[account], now.seconds(since: since) < secondsMax { return false }
            running[account] = now
            return true
        }
        if !isFree {
            throw Refused(
                .conflict,
                "A list is on its way to you. Wait until it is whole, then take the next one.")
        }
    }

    func leave(_ account: AccountID) {
        running.withLock { $0[account] = nil }
    }
}

/// One whose line broke before it began holds nobody up for longer.
private let secondsMax: Int64 = 900
