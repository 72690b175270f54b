import Foundation

/// How far a long run is, on one line of a terminal at standard error; nothing where no terminal is.
struct ProgressLine {
    private let bytes: Int
    private let unit: String
    private let isShown: Bool
    private let start = ContinuousClock.now
    private var shownAt: ContinuousClock.Instant?

    /// `bytes` is the length of what is read: the rest is told from it.
    init(bytes: Int, unit: String = "rows", isShown: Bool = isatty(STDERR_FILENO) == 1) {
        self.bytes = bytes
        self.unit = unit
        self.isShown = isShown
    }

    /// Shows rows, rows a second and about how long it still takes, a few times a second.
    mutating func show(rows: Int, bytes taken: Int) {
        let now = ContinuousClock.now
        guard isShown, shownAt.map({ now - $0 > .milliseconds(200) }) ?? true else { return }
        shownAt = now
        let words = ProgressLine.words(
            rows: rows, unit, part: Double(taken) / Double(max(1, bytes)), spent: now - start)
        write("\r" + words + "\u{1B}[K")
    }

    /// Leaves the line, so that what follows stands below it.
    func end() {
        if shownAt != nil { write("\n") }
    }

    static func words(
        rows: Int, _ unit: String = "rows", part: Double, spent: Duration
    ) -> String {
        let (whole, atto) = spent.components
        let seconds = max(0.001, Double(whole) + Double(atto) / 1e18)
        let known = min(1, max(part, 0.000_001))
        let rest = Int((seconds / known - seconds).rounded())
        let clock = "\(rest / 60):" + (rest % 60 < 10 ? "0" : "") + "\(rest % 60)"
        let full = Int(known * 20)
        let bar = String(repeating: "#", count: full) + String(repeating: "·", count: 20 - full)
        return "[\(bar)] \(rows) \(unit), \(Int(Double(rows) / seconds)) \(unit)/s, \(clock) left"
    }

    private func write(_ text: String) {
        FileHandle.standardError.write(Data(text.utf8))
    }
}
