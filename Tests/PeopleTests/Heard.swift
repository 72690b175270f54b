import Synchronization

/// What another room was told.
final class Heard: Sendable {
    private let kept = Mutex<[String]>([])

    var lines: [String] { kept.withLock { $0 } }

    func note(_ line: String) { kept.withLock { $0.append(line) } }
}
