import Kernel
import Languages
import Storage
import Web

/// The day of an office, for those who work there.
struct DeskRoutes: Sendable {
    let database: Database
    let asks: Asks

    var all: [Route] {
        let officers = Permission.role(.officer, .supervisor)
        return [
            .get("/desk/day", may: officers, "The visits of one's own office on a day.", day),
            .post(
                "/desk/visits/{id}/outcome", may: officers,
                "Note who arrived, was seen or did not come.", note),
        ]
    }

    @Sendable private func day(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let html = try await database.read { db in
            try DayView(exchange, asks, for: principal, in: db).html
        }
        return .page(exchange.t("Visits of the day"), width: .desk, html)
    }

    @Sendable private func note(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let id = try exchange.id("id", of: VisitThing.self)
        guard let outcome = VisitOutcome(rawValue: exchange.form.text("outcome") ?? "") else {
            throw Refused(.invalid, "Choose one of the options.")
        }
        let next = try await database.write { db in
            try db.once(exchange.onceKey, at: exchange.now) {
                try note(
                    outcome, of: id, exchange.t.language.code, by: principal, at: exchange.now,
                    in: db)
            }
        }
        return .seeOther(next)
    }

    private func note(
        _ outcome: VisitOutcome, of id: VisitID, _ language: String, by principal: Principal,
        at now: Moment, in db: Writer
    ) throws -> String {
        let visit = try Visit.findForStaff(id, principal, at: now, asks, in: db)
        guard let place = try asks.place(visit.location, db) else { throw Refused.notFound }
        if outcome == .arrived {
            _ = try CheckIn(
                visit: visit, priority: .none, language: language, zone: place.zone
            ).perform(by: principal, at: now, in: db)
        } else {
            try NoteVisit(
                visit: visit, outcome: outcome, zone: place.zone, attended: asks.attended
            ).perform(by: principal, at: now, in: db)
        }
        return dayAddress(visit.location, place.zone.day(of: visit.start))
    }
}

func dayAddress(_ office: LocationID, _ day: Day) -> String {
    Address("/desk/day").setting("location", to: office.description).setting(
        "day", to: day.description
    ).text
}
