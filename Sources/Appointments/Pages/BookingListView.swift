import Kernel
import Languages
import Storage
import Web

/// All visits of somebody's files, and the files that still wait for one.
struct BookingListView: Sendable {
    let t: Translator
    let waiting: [(file: BookableCase, standing: Standing, zone: Zone)]
    let visits: [(visit: Visit, begins: Moment, place: VisitPlace)]
    /// Under which the files of others stand here.
    let mandates: Set<String>

    init(_ exchange: Exchange, _ asks: Asks, for principal: Principal, in db: Reader) throws {
        t = exchange.t
        let files = try asks.casesOf(principal, exchange.now, db)
        mandates = Set(files.compactMap(\.mandate))
        let found = try Visit.of(files.map(\.id), in: db)
        let booked = Set(found.filter { $0.state == .booked }.map(\.caseID))
        let came = Set(found.filter { $0.state == .attended }.map(\.caseID))
        // Nothing to book once they came, unless they have to come again.
        let needing = files.filter { file in
            file.awaitsVisit && !booked.contains(file.id)
                && (file.comesAgain || !came.contains(file.id))
        }
        let standing: [(file: BookableCase, standing: Standing, zone: Zone)] =
            try needing.compactMap { file in
                try asks.place(file.office, db).map {
                    (file, try Standing(of: file.id, at: exchange.now, in: db), $0.zone)
                }
            }
        // What somebody has to answer stands first.
        waiting = standing.filter(\.standing.isHeld) + standing.filter { !$0.standing.isHeld }
        let begins = try VisitLeg.begins(of: found.map(\.id), in: db)
        visits = try found.compactMap { visit in
            try asks.place(visit.location, db).map {
                (visit, begins[visit.id] ?? visit.start, $0)
            }
        }
    }

    var html: HTML {
        let top = waiting.html { file, standing, zone in
            StandingWords(t: t, zone: zone).card(standing) ?? invitation(file)
        }
        return """
            <h1>\(t("Your visits"))</h1>\(top)\(visits.isEmpty ? nothing : list)
            <p><a href="/visits/how">\(t("How times are given out"))</a> · <a href="/visits/rounds">\(t("Rounds of allocation"))</a></p>
            """
    }

    private func invitation(_ file: BookableCase) -> HTML {
        let address = Address("/bookings/new").setting("case", to: file.reference.text).text
        let words = t("The file {reference} needs a visit.", ["reference": file.reference.text])
        return card("<p>\(words)</p>\(buttonLink(t("Choose a day and time"), to: address))")
    }

    private var nothing: HTML {
        emptyState(
            title: t("No visit is booked"),
            words: t("When one of your files needs a visit, you can choose the time here."))
    }

    private var list: HTML {
        let columns = [
            Column(t("When")), Column(t("Where")), Column(t("File")), Column(t("State")),
        ]
        let rows = visits.map { visit, begins, place -> [HTML] in
            let words = TimeWords(t: t, zone: place.zone)
            let when = words.day(of: begins) + ", " + words.clock(begins)
            return [
                "<a href=\"/bookings/\(visit.id)\">\(when)</a>", "\(place.name)",
                "\(visit.reference)",
                stateTag(t, visit),
            ]
        }
        return sortableTable(
            t, caption: t("Your visits"), captionHidden: true, columns: columns, rows: rows)
    }
}
