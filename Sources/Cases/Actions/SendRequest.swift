import Kernel
import Languages
import LegalTime
import Storage

/// A finished request becomes a case: the answers go into its first event, and what was kept unsent goes.
struct SendRequest {
    let request: UnfinishedRequestID
    /// Whether it counts for how many its person files a day.
    var isCounted = true

    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws -> Case {
        let opened = try UnfinishedRequest.open(request, for: principal, at: now, in: db, house)
        let contents = opened.request.contents
        guard let people = contents.people else { throw RequestRefusal.peopleMissing }
        let sheet = try house.sheet(of: opened.request, on: house.zone.day(of: now))
        if !sheet.complaints.isEmpty {
            throw RequestRefusal.answersMissing(sheet.complaints.count)
        }
        let filer = opened.mandate.map {
            CaseEvent.Filer(name: principal.name, mandate: $0.number)
        }
        let action = FileCase(
            procedure: opened.request.procedure, household: people.household,
            municipality: people.municipality, applicant: opened.request.applicant,
            abroad: people.abroad.flatMap(PersonPlace.init(rawValue:)), answers: sheet.answers,
            filer: filer)
        if isCounted {
            try house.countFiling(of: opened.request.applicant, at: now, in: db)
        }
        let kase = try action.perform(by: opened.principal, at: now, in: db, house)
        try tell(kase, opened, at: now, in: db, house)
        try db.run("DELETE FROM unfinished_request WHERE id = \(request)")
        return kase
    }

    /// The person learns who filed for them, and can read it in the file's journal.
    private func tell(
        _ kase: Case, _ opened: OpenedRequest, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws {
        guard let mandate = opened.mandate else { return }
        try OpenedCase(kase: kase, principal: opened.principal, mandate: mandate)
            .noteDeed("filing", at: now, in: db)
        try house.tell(kase, key: "filed-for/\(kase.id)", at: now, in: db) { t in
            .init(
                title: t("A request was filed for you"),
                body: t(
                    "{name} filed the request {reference} for you, under your mandate. If you did not want this, tell the office, and take the mandate back in your account.",
                    ["name": opened.principal.name, "reference": kase.reference.text]))
        }
    }
}
