import Kernel
import LegalTime
import Storage

/// An officer consults the border coordination unit; its silence after the period means no objection.
struct AskPolice {
    let reference: Reference

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse) throws
    {
        let kase = try Case.findToAct(reference, principal, at: now, in: db)
        let procedure = try house.procedure(kase.procedure)
        let refusal = try kase.history(in: db).consultationRefusal(procedure, house.zone)
        if let refusal { throw refusal }
        let today = house.zone.day(of: now)
        let rule = procedure.clocks.rule(
            "consultation", on: procedure.lawDay(of: kase, house.zone))
        let due = try rule?.derive(from: today, in: house.calendar(of: kase)).end
        guard let due else { throw CaseRefusal.noLawInForce }
        let id = ConsultationID.new(at: now)
        try db.run(
            """
            INSERT INTO consultation (id, kase, body, asked_at, due)
            VALUES (\(id), \(kase.id), \(borderCoordinationUnit), \(now), \(due))
            """)
        let event = CaseEvent.Consulted(id: id)
        try kase.record(
            CaseEvent.consultationAskedKind, event, by: principal, at: now, in: db, house)
    }
}

/// The organisation of the police principals who are consulted (UCFE).
let borderCoordinationUnit = OrganisationID(3)
