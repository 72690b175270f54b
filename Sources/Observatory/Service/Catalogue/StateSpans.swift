import Kernel
import SDMX
import Storage
import Synchronization

/// From when to when the values of a series go. A state never changes, so that each is looked through once.
final class StateSpans: Sendable {
    struct Span: Sendable, Equatable {
        let from: String
        let to: String
    }

    private struct Key: Hashable {
        let state: Int64
        let vintage: String
    }

    private let known = Mutex<[Key: Span]>([:])

    func span(of series: Series, in db: Reader) throws -> Span? {
        let key = Key(state: series.state, vintage: series.vintage)
        if let span = known.withLock({ $0[key] }) { return span }
        let row = try db.first(
            "SELECT MIN(starts), MAX(starts) FROM series_value WHERE state = \(series.state) AND starts > 0"
        )
        guard let row, let first: Int64 = try row[0], let last: Int64 = try row[1] else {
            return nil
        }
        let periods = try [first, last].map { starts -> String? in
            try db.value(
                "SELECT period FROM series_value WHERE state = \(series.state) AND starts = \(starts) LIMIT 1"
            )
        }
        guard let from = periods[0].flatMap({ TimePeriod($0) }),
            let to = periods[1].flatMap({ TimePeriod($0) })
        else { return nil }
        let span = Span(from: from.firstDay.description, to: to.lastDay.description)
        known.withLock { known in
            if known.count >= keptMax { known = [:] }
            known[key] = span
        }
        return span
    }
}

private let keptMax = 5_000
