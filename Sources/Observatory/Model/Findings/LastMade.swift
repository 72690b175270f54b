import Synchronization

/// Keeps the last thing made of some state of the store, so that it is not made again for every page.
///
/// A class, because all pages share one; bounded, because it keeps one value.
final class LastMade<Value: Sendable>: Sendable {
    private let kept = Mutex<(version: String, value: Value)?>(nil)

    func value(of version: String) -> Value? {
        kept.withLock { $0?.version == version ? $0?.value : nil }
    }

    func keep(_ value: Value, of version: String) {
        kept.withLock { $0 = (version, value) }
    }
}
