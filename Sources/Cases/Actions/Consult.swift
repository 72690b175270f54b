import Kernel
import LegalTime
import Storage

/// An officer puts the question of a file of consultations/ to its body. What its silence means stands in the clock of
/// the procedure, and nowhere else.
struct Consult {
    let reference: Reference
    /// As its file calls the body.
    let body: String

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse) throws
    {
        let kase = try Case.findToAct(reference, principal, at: now, in: db)
        let asked = house.policy.bodiesToAsk(about: kase.procedure).first { $0.code == body }
        guard let asked else { throw CaseRefusal.notConsulted }
        let procedure = try house.procedure(kase.procedure)
        let refusal = try kase.history(in: db).consultationRefusal(asked, procedure, house.zone)
        if let refusal { throw refusal }
        let today = house.zone.day(of: now)
        let rule = procedure.clocks.rule(asked.clock, on: procedure.lawDay(of: kase, house.zone))
        let due = try rule?.derive(from: today, in: house.calendar(of: kase)).end
        guard let due else { throw CaseRefusal.noLawInForce }
        let id = ConsultationID.new(at: now)
        try db.run(
            """
            INSERT INTO consultation (id, kase, body, asked_at, due, code, clock)
            VALUES (\(id), \(kase.id), \(asked.organisation), \(now), \(due), \(asked.code),
                \(asked.clock))
            """)
        let event = CaseEvent.Consulted(id: id, body: asked.code, clock: asked.clock)
        try kase.record(
            CaseEvent.consultationAskedKind, event, by: principal, at: now, in: db, house)
    }
}

extension ConsultedBody {
    /// Why it is not asked now, or nil: not while it has a question, and once more only where its file says so.
    func refusal(_ history: CaseHistory) -> CaseRefusal? {
        let asked = history.consultations(of: code)
        if asked.contains(where: { $0.answer == nil }) { return .alreadyConsulted }
        return asked.isEmpty || isRepeatable ? nil : .alreadyConsulted
    }
}
