import Synchronization

/// What was made of files, kept as long as they say the same: a command that opens the house twice reads its policy once.
final class LastRead<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private let kept = Mutex<[(key: Key, value: Value)]>([])

    /// The value of a key, made anew only where it is none of the last few.
    func value(of key: Key, _ make: () throws -> Value) rethrows -> Value {
        if let known = kept.withLock({ $0.take(key) }) { return known }
        let value = try make()
        kept.withLock { kept in
            kept.insert((key, value), at: 0)
            if kept.count > keptMax { kept.removeLast() }
        }
        return value
    }
}

extension Array {
    /// The value of a key, which is now the last that was asked for.
    fileprivate mutating func take<Key: Equatable, Value>(_ key: Key) -> Value?
    where Element == (key: Key, value: Value) {
        guard let place = firstIndex(where: { $0.key == key }) else { return nil }
        if place > 0 { insert(remove(at: place), at: 0) }
        return self[0].value
    }
}

private let keptMax = 3
