import Synchronization

/// What was made of one snapshot of the directory. It goes with the snapshot, so nothing is older than what that says.
final class Kept<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private let values = Mutex<[Key: Value]>([:])
    private let valuesMax: Int

    init(valuesMax: Int = 1_000) {
        self.valuesMax = valuesMax
    }

    /// The value of a key, made once: two who ask first at the same moment both make it.
    func value(of key: Key, _ make: () throws -> Value) rethrows -> Value {
        if let known = values.withLock({ $0[key] }) { return known }
        let value = try make()
        values.withLock { values in
            if values.count >= valuesMax { values = [:] }
            values[key] = value
        }
        return value
    }
}
