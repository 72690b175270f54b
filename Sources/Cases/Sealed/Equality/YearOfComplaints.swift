import Kernel
import Languages
import Statistics
import Storage

/// What the annual report asks (policy, questions/yearly-discrimination.yaml), counted of one year: each number past the guard,
/// and no word of any complaint.
struct YearOfComplaints: Sendable {
    /// Numbers that are hidden together, so that none follows from the others.
    struct Part: Sendable {
        let title: String
        let lines: [(title: String, count: ProtectedCount)]
    }

    let parts: [Part]

    /// Staff of the room count; nobody else does.
    static func of(
        _ year: Int, for principal: Principal, at now: Moment, _ t: Translator, in db: Reader,
        _ house: SealedHouse
    ) throws -> YearOfComplaints {
        let procedure = try house.procedure(Complaints.code)
        guard procedure.mayWork(principal) else { throw Refused.notFound }
        return YearOfComplaints(
            parts: YearCount(
                year: year, today: house.zone.day(of: now), zone: house.zone,
                procedure: procedure, complaints: try histories(Complaints.code, in: db),
                sent: try histories(Complaints.sent, in: db)
            ).parts(t))
    }

    private static func histories(_ code: String, in db: Reader) throws -> [SealedHistory] {
        let kind = SealedState.kind(code, db.keys)
        let ids: [SealedCaseID] = try db.all(
            "SELECT id FROM sealed_case WHERE kind_hash = \(kind)"
        ).map { try $0[0] }
        return try SealedHistory.all(ids, in: db).map(\.history)
    }
}

private struct YearCount {
    let year: Int
    let today: Day
    let zone: Zone
    let procedure: SealedProcedure
    let complaints: [SealedHistory]
    let sent: [SealedHistory]

    func parts(_ t: Translator) -> [YearOfComplaints.Part] {
        let received = complaints.filter { zone.day(of: $0.filedAt).year == year }
        let shelved = complaints.filter { happened("shelve", $0) }
        return [
            part(t("Complaints by ground"), "ground", of: received, t),
            part(t("Complaints by field"), "area", of: received, t),
            waiting(t),
            decided(t),
            part(t("Shelved, and why"), "shelvedWhy", of: shelved, t),
            part(
                t("Appeals and their results"), "appealResult",
                of: complaints.filter { happened("becomeFinal", $0) }, t),
            part(
                t("Fines and what became of them"), "executedHow",
                of: complaints.filter { happened("execute", $0) }, t),
            guarded(
                t("Sanctions in the register"),
                [
                    (t("Of this body"), complaints.count { isSanction($0) }),
                    (t("Sent by courts and other bodies"), sent.count { isSanction($0) }),
                ]),
        ]
    }

    /// How many of some gave each answer that a field has, and how many none.
    private func part(
        _ title: String, _ field: String, of all: [SealedHistory], _ t: Translator
    ) -> YearOfComplaints.Part {
        let answers = all.map { $0.answers[field] }
        let options = procedure.fields[field]?.options ?? []
        let given = options.map { one in (one.title(t), answers.count { $0 == one.code }) }
        return guarded(title, given + [(t("Not said"), answers.count { $0 == nil })])
    }

    private func decided(_ t: Translator) -> YearOfComplaints.Part {
        let over = complaints.filter { endDay($0)?.year == year }
        let outcomes = over.map { procedure.outcome(of: $0)?.code }
        return guarded(
            t("How they ended"),
            procedure.outcomes.map { one in
                (one.title(t), outcomes.count { $0 == one.code })
            })
    }

    /// Not decided on the last day of the year, or today in one that runs, by how long they had waited then.
    private func waiting(_ t: Translator) -> YearOfComplaints.Part {
        let end = min(today, Day(year: year, month: 12, day: 31) ?? today)
        let days = complaints.compactMap { one -> Int? in
            let came = zone.day(of: one.filedAt)
            guard came <= end, endDay(one).map({ $0 > end }) ?? true else { return nil }
            return Int(end.number - came.number)
        }
        return guarded(
            t("Not decided, by how long they waited"),
            [
                (t("Up to half a year"), days.count { $0 <= 182 }),
                (t("Up to a year"), days.count { (183...365).contains($0) }),
                (t("Longer"), days.count { $0 > 365 }),
            ])
    }

    private func guarded(
        _ title: String, _ lines: [(String, Int)]
    ) -> YearOfComplaints.Part {
        let cells = helpGuard.protect(lines.map(\.1)).cells
        return YearOfComplaints.Part(
            title: title, lines: zip(lines, cells).map { (title: $0.0, count: $1) })
    }

    /// The day of the act that gave it its outcome.
    private func endDay(_ history: SealedHistory) -> Day? {
        history.acts.last { done in
            let act = procedure.act(done.act.act)
            return act?.outcome != nil || act?.outcomeField != nil
        }?.act.day
    }

    private func happened(_ act: String, _ history: SealedHistory) -> Bool {
        history.acts.contains { $0.act.act == act && $0.act.day.year == year }
    }

    /// Final in this year, and not annulled.
    private func isSanction(_ history: SealedHistory) -> Bool {
        Sanction.finalDay(history.answers)?.year == year
    }
}
