import FoundationEssentials
import Kernel
import Languages
import Storage

/// What the outbox carries to a body outside: of which case, and nothing of it.
struct BodyErrand: Codable, Sendable, Equatable {
    let kase: CaseID
    let body: String

    static let kind = "cases.body-notice"
    var key: String { "\(BodyErrand.kind)/\(kase)/\(body)" }

    init(_ kase: CaseID, _ body: String) {
        (self.kase, self.body) = (kase, body)
    }

    init(_ message: OutboxMessage) throws {
        self = try JSONDecoder().decode(BodyErrand.self, from: Data(message.body))
    }
}

extension Case {
    /// Puts the notices to the bodies of its procedure on their way. An invented file is told to nobody.
    func tellBodies(of procedure: Procedure, at now: Moment, in db: Writer) throws {
        if isDemo { return }
        for body in procedure.bodies {
            let errand = BodyErrand(id, body.code)
            try db.post(
                BodyErrand.kind, key: errand.key, body: [UInt8](try JSONEncoder().encode(errand)),
                due: now, at: now)
        }
    }
}

extension Cases {
    /// Tells one body, and does the step that keeps the proof. Somebody who told them by hand meanwhile was faster.
    func tellBody(_ errand: BodyErrand, _ clock: Clock) async throws {
        let house = self.house
        let found = try await database.read { db in try errand.notice(in: db, house) }
        guard let notice = found else { return }
        let answer = try await house.neighbours.tellBody(notice)
        let now = clock()
        try await database.write { db in try errand.note(answer, at: now, in: db, house) }
    }
}

extension BodyErrand {
    /// What to say; nil where the proof stands already, or the policy knows the body no longer.
    fileprivate func notice(in db: Reader, _ house: CaseHouse) throws -> BodyNotice? {
        let stored = try Case.stored(kase, in: db)
        let procedure = try house.procedure(stored.procedure)
        let history = try stored.history(in: db)
        guard let told = procedure.bodies.first(where: { $0.code == body }),
            !history.isDone(told.step)
        else { return nil }
        let t = house.neighbours.translator(legalLanguage)
        let day = t.date(house.zone.day(of: history.filedAt))
        let place = try house.neighbours.placeName(stored.office, db) ?? ""
        return BodyNotice(
            id: "\(body)-\(kase)", to: body, name: told.title.pt, subject: procedure.official,
            text: "\(told.says.pt)\n\(stored.reference)\n\(day)\n\(place)\n")
    }

    /// Keeps what became of it; told, the step is done where there is still room for it.
    fileprivate func note(
        _ answer: BodyAnswer, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws {
        let stored = try Case.stored(kase, in: db)
        let procedure = try house.procedure(stored.procedure)
        guard let told = procedure.bodies.first(where: { $0.code == body }) else { return }
        let (kind, words) = answer.kept
        let known = try CaseEvent.all(of: kase, in: db).contains { event in
            event.kind == kind && event.what == .bodyTold(.init(body: body, words: words))
        }
        if known { return }
        try stored.note(
            kind, CaseEvent.BodyTold(body: body, words: words), by: .house, at: now, in: db)
        guard case .told(let proof) = answer, let rule = procedure.step(told.step) else { return }
        let history = try stored.history(in: db)
        let note = String(proof.prefix(noteMax))
        if try procedure.refusal(of: rule, for: nil, history, note: note) != nil { return }
        try stored.enter(rule, rule.done(note: note), by: .house, at: now, in: db, house)
    }
}

extension BodyAnswer {
    fileprivate var kept: (kind: String, words: String) {
        switch self {
        case .told(let proof): (CaseEvent.bodyToldKind, proof)
        case .notTold(let reason): (CaseEvent.bodyNotToldKind, reason)
        }
    }
}
