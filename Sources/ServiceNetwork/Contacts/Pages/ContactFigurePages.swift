import Formats
import Kernel
import Languages
import Statistics
import Storage
import Web

/// What contacts come to in a month: one's own centre, or all for who coordinates the plan. Nobody sees a number
/// that the control of disclosure did not let through.
struct ContactFigurePages: Sendable {
    let network: ServiceNetwork

    var routes: [Route] {
        [
            .get(
                "/contacts/figures", may: readers,
                "Contacts of a month by centre, small counts hidden.",
                show),
            .get(
                "/contacts/figures/data.csv", may: readers, "The same as CSV.", gives: "text/csv",
                csv),
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let (t, asked) = (exchange.t, try await asked(exchange))
        let centre = exchange.query["centre"].flatMap { LocationID($0) }
        if centre != nil, !asked.centres.contains(where: { $0.location == centre }) {
            throw Refused.notFound
        }
        let view = ContactFiguresView(t: t, asked: asked, chosen: centre)
        return .page(t("Contacts in figures"), width: .desk, view.html)
    }

    @Sendable private func csv(_ exchange: Exchange) async throws -> Reply {
        let asked = try await asked(exchange)
        var writer = CSVWriter(header: [
            "month", "centre", "breakdown", "value", "contacts", "status",
        ])
        for centre in asked.centres {
            func add(_ breakdown: String, _ value: String, _ count: ProtectedCount) {
                let number = count.value.map { String($0) } ?? ""
                writer.append([
                    asked.figures.month.text, spreadsheetText(asked.name(centre.location)),
                    breakdown,
                    value, number, count.value == nil ? "hidden" : "shown",
                ])
            }
            add("all", "", centre.total)
            for breakdown in ContactBreakdown.allCases where centre.total != .suppressed {
                guard let lines = centre.lines[breakdown] else {
                    add(breakdown.rawValue, "", .suppressed)
                    continue
                }
                for line in lines { add(breakdown.rawValue, line.value, line.count) }
            }
        }
        return .download(
            writer.bytes, type: "text/csv; charset=utf-8",
            name: "contacts-\(asked.figures.month.text).csv")
    }

    /// The month that was asked for, else the newest that is told; refuses one that is not told yet.
    private func asked(_ exchange: Exchange) async throws -> AskedContacts {
        let person = try exchange.signedIn()
        let today = exchange.now.utcDay
        let month =
            exchange.query["month"].map { ContactMonth($0) }
            ?? ContactMonth.lastPublished(on: today)
        guard let month else { throw Refused.notFound }
        let language = network.languageName
        return try await network.database.read { db in
            guard let figures = try ContactFigures.find(month, on: today, in: db) else {
                throw Refused.notFound
            }
            let centres = figures.centres(for: person)
            return AskedContacts(
                figures: figures, centres: centres,
                centreNames: try LocationID.names(of: centres.map(\.location), in: db),
                names: ContactNames(topics: try ContactTopic.all(in: db), language: language),
                newest: .lastPublished(on: today), isOfAll: person.readsContactsOfAll)
        }
    }
}

/// A month's figures as one reader may have them.
struct AskedContacts: Sendable {
    let figures: ContactFigures
    let centres: [ContactFigures.Centre]
    let centreNames: [LocationID: String]
    let names: ContactNames
    let newest: ContactMonth
    let isOfAll: Bool

    func name(_ centre: LocationID) -> String { centreNames[centre] ?? "\(centre)" }
}

private let readers = Permission.role(.mediator, .coordinator)
