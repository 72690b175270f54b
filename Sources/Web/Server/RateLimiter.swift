public import Kernel
import Synchronization

/// A bucket of requests for each address, refilled evenly.
public final class RateLimiter: Sendable {
    public enum Verdict: Equatable, Sendable {
        case go
        case wait(seconds: Int)
    }

    private struct Bucket {
        var left: Double
        var at: Moment
    }

    private let perMinute: Int?
    private let buckets = Mutex<[String: Bucket]>([:])

    /// nil lets everything pass.
    public init(perMinute: Int?) {
        self.perMinute = perMinute
    }

    public func take(_ key: String, at now: Moment) -> Verdict {
        guard let perMinute else { return .go }
        let full = Double(perMinute)
        return buckets.withLock { buckets in
            if buckets.count >= bucketsMax {
                buckets = buckets.filter { now.seconds(since: $0.value.at) < 60 }
            }
            // Still full of active addresses: a flood; newcomers wait rather than fill the memory.
            if buckets.count >= bucketsMax, buckets[key] == nil { return .wait(seconds: 60) }
            var bucket = buckets[key] ?? Bucket(left: full, at: now)
            let passed = Double(now.microseconds - bucket.at.microseconds) / 1_000_000
            bucket.left = min(full, bucket.left + max(0, passed) * full / 60)
            bucket.at = now
            defer { buckets[key] = bucket }
            guard bucket.left >= 1 else { return .wait(seconds: max(1, Int(60 / full) + 1)) }
            bucket.left -= 1
            return .go
        }
    }
}

/// About ten megabytes of memory.
private let bucketsMax = 100_000
