import Glibc
public import Kernel
import Synchronization

/// A bucket of requests for each key, refilled evenly.
public final class RateLimiter: Sendable {
    public enum Verdict: Equatable, Sendable {
        case go
        case wait(seconds: Int)
    }

    private struct Bucket {
        var left: Double
        var at: Moment
    }

    /// When the younger table is full it becomes the older one, and what stood there is forgotten: who asks
    /// seldom goes first, and nobody ever looks through a table.
    private struct Tables {
        var young: [String: Bucket] = [:]
        var old: [String: Bucket] = [:]

        /// Remembers a bucket; returns what was forgotten for it.
        mutating func keep(_ bucket: Bucket, for key: String, youngMax: Int) -> [String: Bucket] {
            var forgotten: [String: Bucket] = [:]
            if young.count >= youngMax, young[key] == nil {
                forgotten = old
                old = young
                young = [:]
            }
            young[key] = bucket
            return forgotten
        }
    }

    private let perMinute: Int?
    private let youngMax: Int
    private let tables = Mutex(Tables())

    /// nil lets everything pass.
    public convenience init(perMinute: Int?) {
        self.init(perMinute: perMinute, keysMax: limitedKeysMax)
    }

    init(perMinute: Int?, keysMax: Int) {
        self.perMinute = perMinute
        youngMax = keysMax / 2
    }

    public func take(_ key: String, at now: Moment) -> Verdict {
        guard let perMinute else { return .go }
        let full = Double(perMinute)
        let youngMax = self.youngMax
        // What is forgotten comes out of the lock to be freed: that takes its time.
        let (verdict, _) = tables.withLock { tables -> (Verdict, [String: Bucket]) in
            var bucket = tables.young[key] ?? tables.old[key] ?? Bucket(left: full, at: now)
            let passed = Double(now.microseconds - bucket.at.microseconds) / 1_000_000
            bucket.left = min(full, bucket.left + max(0, passed) * full / 60)
            bucket.at = now
            let verdict: Verdict =
                bucket.left >= 1 ? .go : .wait(seconds: max(1, Int(60 / full) + 1))
            if verdict == .go { bucket.left -= 1 }
            return (verdict, tables.keep(bucket, for: key, youngMax: youngMax))
        }
        return verdict
    }

    /// Whether anything is refused at all.
    var isBounded: Bool { perMinute != nil }

    /// How many keys are remembered.
    var known: Int { tables.withLock { $0.young.count + $0.old.count } }
}

extension RateLimiter {
    /// Who an address is to a limit: itself for IPv4; for IPv6 its /64, the least that one line is given
    /// (RFC 6177).
    public static func key(of address: String) -> String {
        guard address.contains(":") else { return address }
        // A zone such as %eth0 names a card of ours.
        let plain = String(address.prefix { $0 != "%" })
        var bytes = [UInt8](repeating: 0, count: 16)
        guard inet_pton(AF_INET6, plain, &bytes) == 1 else { return address }
        // An IPv4 address in IPv6's clothes (RFC 4291, 2.5.5.2).
        if bytes.prefix(10).allSatisfy({ $0 == 0 }), bytes[10] == 255, bytes[11] == 255 {
            return bytes.suffix(4).map { "\($0)" }.joined(separator: ".")
        }
        return bytes.prefix(8).map { String($0, radix: 16) }.joined(separator: ":") + "/64"
    }
}

/// About ten megabytes of memory. A bucket that nobody touched for a minute is full again, so forgetting it
/// takes nothing back; only more new keys than half of this within a minute make the limit milder.
private let limitedKeysMax = 100_000
