public import Figures
public import Kernel
import Languages
import Storage

/// Figures of what other compartments hand on; each has passed its flow first and passes the guard after.
public enum ReceivedFigures {
    /// The flow whose counts have a figure, and the fields that it must carry for that.
    public static let complaintFlow = "equality-statistics"
    public static let complaintFields = ["month", "count"]

    public static let complaintsKey: FigureKey = "equality.complaints.last-12-months"

    /// `zone` says when a month of the country ends.
    public static func complaints(zone: Zone) -> Figure {
        Figure(
            complaintsKey,
            title: { t in t("Complaints of discrimination in twelve months") },
            definition: { t in
                t(
                    "Complaints told to the equality body through this installation in the last twelve whole months. Only counts leave the body's own room."
                )
            },
            unit: { t in t("complaints") },
            source: { t in
                t("Handed on by the equality body under the flow {flow}", ["flow": complaintFlow])
            },
            direction: .neither,
            query:
                "SELECT SUM(amount) FROM received_row WHERE flow = 'equality-statistics' AND month in the last twelve whole months",
            measure: { db, now in
                let (from, to) = lastTwelveMonths(before: zone.day(of: now))
                let row = try db.first(
                    """
                    SELECT COUNT(*), COALESCE(SUM(amount), 0) FROM received_row
                    WHERE flow = \(complaintFlow) AND month >= \(from) AND month <= \(to)
                    """)
                guard let row else { return .value(nil, people: 0) }
                let (rows, sum): (Int, Int) = (try row[0], try row[1])
                let period = "\(from) – \(to)"
                if rows == 0 { return .value(nil, people: 0, period: period) }
                return .value(Double(sum), people: sum, period: period)
            })
    }
}

/// The first and the last of the twelve months before this one, as `2026-10`.
func lastTwelveMonths(before today: Day) -> (from: String, to: String) {
    let first = today.adding(days: 1 - today.day)
    func name(_ months: Int) -> String {
        String(first.adding(months: months).description.prefix(7))
    }
    return (name(-12), name(-1))
}
