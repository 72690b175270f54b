import Kernel
import Synchronization

/// Times that somebody was just refused. Whoever wants one of them is told by a look whether it is gone still: a
/// crowd before a full office does not stand in the way of those who write. It decides nothing, and may forget.
final class ContestedTimes: Sendable {
    private let seen = Mutex<[Moment: Moment]>([:])

    func note(_ start: Moment, at now: Moment) {
        seen.withLock { seen in
            if seen.count >= contestedMax {
                seen = seen.filter { now.seconds(since: $0.value) < contestedSeconds }
            }
            if seen.count < contestedMax { seen[start] = now }
        }
    }

    func has(_ start: Moment, at now: Moment) -> Bool {
        seen.withLock { seen in
            seen[start].map { now.seconds(since: $0) < contestedSeconds } ?? false
        }
    }
}

/// Every start of all offices for some weeks.
private let contestedMax = 4_096
private let contestedSeconds: Int64 = 60
