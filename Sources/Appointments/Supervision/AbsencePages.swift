import Kernel
import Languages
import Storage
import Web

/// What its people do with a visit before and after it: give it back with one tap, say why they did not come.
struct AbsencePages: Sendable {
    let database: Database
    let asks: Asks

    var routes: [Route] {
        [
            .get(
                "/bookings/{id}/giving-back", may: .signedIn,
                "Whether a visit is really given back; where a reminder leads.", askBack),
            .post(
                "/bookings/{id}/absence", may: .signedIn, "Say why nobody came to a visit.", explain
            ),
        ]
    }

    @Sendable private func askBack(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let id = try exchange.id("id", of: VisitThing.self)
        let (visit, file, place, begins) = try await database.read { db in
            let found = try Visit.findWithFile(
                id, for: principal, to: .act(at: exchange.now), asks, in: db)
            guard let place = try asks.place(found.visit.location, db) else {
                throw Refused.notFound
            }
            return (found.visit, found.file, place, try found.visit.begins(in: db))
        }
        // Whoever has nothing to give back sees the visit as it is; the office writes why.
        guard file.isOwn, visit.refusalToCancel(at: exchange.now) == nil else {
            return .seeOther("/bookings/\(id)")
        }
        let t = exchange.t
        let words = TimeWords(t: t, zone: place.zone)
        return .page(
            t("Give this visit back?"),
            """
            <h1>\(t("Give this visit back?"))</h1>
            <p class="lead">\(words.day(of: begins)), \(words.clock(begins)). \(place.name)</p>
            <p>\(t("Somebody else gets the time at once. You can book another one."))</p>
            \(postForm(to: "/bookings/\(id)/cancellation", fields: exchange.formFields, button(t("Yes, give it back"))))
            <p><a href="/bookings/\(id)">\(t("No, we come"))</a></p>
            """)
    }

    @Sendable private func explain(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let id = try exchange.id("id", of: VisitThing.self)
        let cause = AbsenceCause(rawValue: exchange.form.text("cause") ?? "")
        let next = try await database.write { db in
            try db.once(exchange.onceKey, at: exchange.now) {
                let (visit, file) = try Visit.findWithFile(
                    id, for: principal, to: .act(at: exchange.now), asks, in: db)
                guard file.isOwn || principal.serves(visit.location) else { throw Refused.notFound }
                guard let cause else { throw Refused(.invalid, "Choose one of the options.") }
                try NoteAbsence(visit: visit, cause: cause, isOwn: file.isOwn)
                    .perform(by: principal, at: exchange.now, in: db)
                return "/bookings/\(id)"
            }
        }
        return .seeOther(next)
    }
}

/// Asked of whoever did not come; nobody is blamed, and the answer changes no case.
func absenceForm(_ exchange: Exchange, _ visit: Visit) -> HTML {
    let t = exchange.t
    return postForm(
        to: "/bookings/\(visit.id)/absence", fields: exchange.formFields,
        """
        \(radioFields(t, name: "cause", legend: t("Why could nobody come?"), hint: t("It is counted without names, so that we can do better. It changes nothing in your case."), options: AbsenceCause.allCases.map { Choice($0.rawValue, $0.words(t)) }))
        \(actions(button(t("Say why"), kind: .secondary)))
        """)
}
