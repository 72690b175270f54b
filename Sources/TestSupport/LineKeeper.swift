public import Logging
import Synchronization

/// Keeps what was logged: a line for each, with its facts in order.
public final class LineKeeper: Sendable {
    private let kept = Mutex<[String]>([])

    public init() {}

    public var lines: [String] { kept.withLock { $0 } }

    public var logger: Logger {
        Logger(label: "kept", factory: { _ in LineLog(keeper: self) })
    }

    fileprivate func add(_ line: String) { kept.withLock { $0.append(line) } }
}

private struct LineLog: LogHandler {
    let keeper: LineKeeper
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info

    init(keeper: LineKeeper) {
        self.keeper = keeper
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let facts = metadata.merging(event.metadata ?? [:]) { $1 }.map { "\($0.key)=\($0.value)" }
            .sorted()
        keeper.add("\(event.level) \(event.message) " + facts.joined(separator: " "))
    }
}
