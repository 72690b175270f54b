import Kernel
import Languages
import Statistics
import Storage
import Web

/// The numbers of the annual report, for those who write it: staff of the room.
struct YearPages: Sendable {
    static let path = "/complaint-figures"
    let room: SealedRoom

    var routes: [Route] {
        [
            .get(
                YearPages.path, may: .role(.jurist),
                "What the annual report on discrimination asks, counted; small counts are hidden",
                show)
        ]
    }

    /// From the list of complaints.
    static func link(below procedure: SealedProcedure, _ t: Translator) -> HTML? {
        procedure.code == Complaints.code
            ? "<p><a href=\"\(path)\">\(t("Numbers for the annual report"))</a></p>" : nil
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let (t, principal) = (exchange.t, try exchange.signedIn())
        let (now, house) = (exchange.now, room.house)
        let year = exchange.query["year"].flatMap { Int($0) } ?? house.zone.day(of: now).year
        guard (2017...9999).contains(year) else { throw Refused.notFound }
        let found = try await room.database.read { db in
            try YearOfComplaints.of(year, for: principal, at: now, t, in: db, house)
        }
        let tables = found.parts.html { part -> HTML in
            let rows = part.lines.map { line -> [HTML] in
                [
                    "\(line.title)",
                    "\(line.count.value.map { t.number($0) } ?? t("too few to show"))",
                ]
            }
            return """
                <h2>\(part.title)</h2>\(sortableTable(t, caption: part.title, captionHidden: true,
                    columns: [Column(t("What is counted")), Column(t("Number"), numeric: true)], rows: rows))
                """
        }
        let title = t("Numbers for the annual report: {year}", ["year": String(year)])
        return .page(
            title, width: .desk,
            """
            <h1>\(title)</h1>
            <p>\(t("What the questions of the annual report ask, in fives. Fewer than five are not shown."))
            <a href="\(YearPages.path)?year=\(String(year - 1))">\(t("The year before"))</a></p>
            \(tables)\(printButton(t))
            """)
    }
}
