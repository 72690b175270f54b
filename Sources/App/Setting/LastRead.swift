import Synchronization

/// What was made of files, kept as long as they say the same: a command that opens the house twice reads its policy once.
final class LastRead<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private let kept = Mutex<[(key: Key, value: Value)]>([])

    /// The value of a key, made anew only where it is none of the last few.
    func value(of key: Key, _ make: () throws -> Value) rethrows -> Value {
        if let known = kept.withLock({ $0.first { $0.key == key }?.value }) { return known }
        let value = try make()
        kept.withLock { kept in
            kept.insert((key, value), at: 0)
            if kept.count > keptMax { kept.removeLast() }
        }
        return value
    }
}

private let keptMax = 3
