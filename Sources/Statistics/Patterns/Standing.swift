/// Where a unit stands among those it can be compared with.
public enum Standing: String, CaseIterable, Sendable {
    /// Surely better than the middle of the others: its whole interval lies on the better side.
    case leader
    case laggard
    /// Its interval reaches the middle of the others, so that nobody can tell.
    case among
    /// Fewer than three others, or no slope.
    case notAssessed = "not_assessed"
}

/// The standing of each unit by its change a year; nil where a unit has none. The units must be comparable: shares, not counts.
public func standings(_ lines: [TheilSen?], better: Direction) -> [Standing] {
    lines.indices.map { index in
        let others = lines.indices.compactMap { $0 == index ? nil : lines[$0]?.slope }
        guard let line = lines[index], others.count >= 3, let middle = median(others) else {
            return .notAssessed
        }
        if line.low > middle { return better == .up ? .leader : .laggard }
        if line.high < middle { return better == .up ? .laggard : .leader }
        return .among
    }
}
