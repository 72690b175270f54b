import Kernel
import Languages
import Storage
import Web

/// Where people who came get a paper for their employer or school.
struct PresencePages: Sendable {
    let database: Database
    let asks: Asks
    let newCode: @Sendable () -> String
    let verifyAddress: @Sendable (_ code: String) -> String

    var routes: [Route] {
        [
            .post(
                "/bookings/{id}/presence", may: .signedIn,
                "Make a proof that somebody came to a visit.", make),
            .get(
                "/bookings/{id}/presence/{code}", may: .signedIn,
                "A proof that somebody came to a visit.", show),
        ]
    }

    @Sendable private func make(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let id = try exchange.id("id", of: VisitThing.self)
        let name = exchange.form.text("name") ?? ""
        return .seeOther(
            try await database.write { db in
                try db.once(exchange.onceKey, at: exchange.now) {
                    let (visit, file) = try Visit.findWithFile(
                        id, for: principal, to: .look(at: exchange.now), asks, in: db)
                    if !file.isOwn { try asks.acts(file.reference, principal, exchange.now, db) }
                    let code = try ProvePresence(
                        visit: visit, people: file.people, name: name, newCode: newCode
                    ).perform(by: principal, at: exchange.now, in: db)
                    return "/bookings/\(id)/presence/\(code)"
                }
            })
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let (t, principal) = (exchange.t, try exchange.signedIn())
        let id = try exchange.id("id", of: VisitThing.self)
        let code = exchange.parameters["code"] ?? ""
        let (html, file) = try await database.read { db in
            let (visit, file) = try Visit.findWithFile(
                id, for: principal, to: .look(at: exchange.now), asks, in: db)
            let proof = try Presence.find(code, of: visit.id, in: db)
            guard let place = try asks.place(visit.location, db) else { throw Refused.notFound }
            let isDemo = try Desk.find(visit.desk, in: db)?.isDemo ?? false
            return (paper(t, proof, visit, place, isDemo: isDemo), file)
        }
        try await asks.keepLook(at: file, exchange, by: principal, in: database)
        return .page(t("Proof of presence"), html)
    }

    private func paper(
        _ t: Translator, _ proof: Presence, _ visit: Visit, _ place: VisitPlace, isDemo: Bool
    ) -> HTML {
        let words = TimeWords(t: t, zone: place.zone)
        let noted = t("noted by the office")
        let from = proof.began == visit.start ? t("the booked time") : noted
        let until = proof.ended == visit.end ? t("the end of the booked time") : noted
        let facts = [
            Fact(t("Name"), "\(proof.name)"),
            Fact(t("Was present at"), placeWords(t, place)),
            Fact(t("Day"), "\(words.day(of: proof.began))"),
            Fact(t("From"), "\(words.clock(proof.began)) (\(from))"),
            Fact(t("Until"), "\(words.clock(proof.ended)) (\(until))"),
            Fact(t("Made on"), "\(words.day(of: proof.madeAt))"),
        ]
        return """
            \(isDemo ? demoNote(t) : HTML())<h1>\(t("Proof of presence"))</h1>
            \(definitionList(t, facts))
            \(seal(t, code: proof.code, verifyURL: verifyAddress(proof.code),
                proves: t("that somebody was present at this place at this time"),
                doesNot: t("who holds the paper: compare the name on it with an identity document")))
            \(actions(printButton(t)))
            """
    }
}

/// Asks for a proof, where the visit took place.
func presenceForm(_ exchange: Exchange, _ visit: Visit, _ people: [String]) -> HTML? {
    guard visit.state == .attended else { return nil }
    let t = exchange.t
    let came = people.prefix(visit.people).map { Choice($0, $0) }
    return card(
        """
        <form method="post" action="/bookings/\(visit.id)/presence">\(exchange.formFields)
        <p>\(t("For an employer or a school: when and where somebody came, not why."))</p>
        \(selectField(t, name: "name", label: t("Who came"), options: came))
        \(actions(button(t("Make a proof of presence"), kind: .secondary)))</form>
        """)
}
