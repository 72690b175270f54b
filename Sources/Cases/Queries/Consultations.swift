import Kernel
import Storage

/// A question that was put to another body: what its list shows, which names nobody.
struct ConsultationLine: Sendable {
    /// Of the question; of the case where it stands at the stage that puts it.
    let id: ConsultationID
    let kase: CaseID
    let reference: Reference
    let procedure: String
    /// As its file calls the body.
    let body: String
    let askedOn: Day
    /// Of its clock, which follows the holidays; once the case is decided, as it was when asked. Nil while it stands.
    let due: Day?
    let answer: ConsultationAnswer?

    /// The open questions put to the bodies of a principal, the first due first; none about a file of their own or of
    /// their family, nor one that a recusal closes to them.
    static func open(
        for principal: Principal, in db: Reader, _ house: CaseHouse
    ) throws -> [ConsultationLine] {
        let put = try db.all(
            """
            \(columns) WHERE consultation.body IN \(list: bodies(of: principal))
                AND consultation.answered_at IS NULL AND kase.decided_at IS NULL
                AND \(principal.mayWork(on: "kase.id"))
            ORDER BY consultation.due, consultation.id LIMIT \(consultationsMax)
            """
        ).map { try ConsultationLine(put: $0, house.zone) }
        let stood = try standing(with: principal, house).flatMap { body, stage in
            try db.all(
                """
                \(atStage(body, stage)) AND \(principal.mayWork(on: "k.id")) ORDER BY c.ends, k.id LIMIT \(consultationsMax)
                """
            ).map { try ConsultationLine(standing: $0, body.code) }
        }
        return (put + stood).sorted { ($0.due ?? $0.askedOn) < ($1.due ?? $1.askedOn) }
    }

    /// Whether a list of so many may have left some out.
    static func isCut(_ lines: [ConsultationLine]) -> Bool { lines.count >= consultationsMax }

    /// One question, for those to whom it was put.
    static func find(
        _ id: ConsultationID, for principal: Principal, in db: Reader, _ house: CaseHouse
    ) throws -> ConsultationLine {
        let row = try db.first(
            """
            \(columns) WHERE consultation.id = \(id)
                AND consultation.body IN \(list: bodies(of: principal))
                AND \(principal.mayWork(on: "kase.id"))
            """)
        if let row { return try ConsultationLine(put: row, house.zone) }
        for (body, stage) in standing(with: principal, house) {
            let row = try db.first(
                "\(atStage(body, stage)) AND k.id = \(id) AND \(principal.mayWork(on: "k.id"))")
            if let row { return try ConsultationLine(standing: row, body.code) }
        }
        throw Refused.notFound
    }

    private static let columns: SQL = """
        SELECT consultation.id, consultation.kase, kase.reference, kase.procedure,
            consultation.code, consultation.asked_at,
            COALESCE((SELECT ends FROM case_clock WHERE case_clock.kase = consultation.kase
                AND case_clock.clock = consultation.clock), consultation.due),
            consultation.answer
        FROM consultation JOIN kase ON kase.id = consultation.kase
        """

    private static func atStage(_ body: ConsultedBody, _ stage: String) -> SQL {
        """
        SELECT k.id, k.reference, k.procedure, c.began, c.ends
        FROM case_clock c JOIN kase k ON k.id = c.kase
        WHERE c.clock = \(body.clock) AND k.state = \(stage)
            AND k.procedure IN \(list: body.procedures)
        """
    }

    private init(put row: Row, _ zone: Zone) throws {
        id = try row[0]
        kase = try row[1]
        reference = try row[2]
        procedure = try row[3]
        body = try row[4]
        askedOn = zone.day(of: try row[5])
        due = try row[6]
        answer = try row[7]
    }

    private init(standing row: Row, _ body: String) throws {
        kase = try row[0]
        id = ConsultationID(kase.value)
        reference = try row[1]
        procedure = try row[2]
        self.body = body
        askedOn = try row[3]
        due = try row[4]
        answer = nil
    }

    /// The bodies of a principal to which cases are put by where they stand.
    private static func standing(
        with principal: Principal, _ house: CaseHouse
    ) -> [(body: ConsultedBody, stage: String)] {
        let own = bodies(of: principal)
        return house.policy.consultations.compactMap { body in
            guard let stage = body.stage, own.contains(body.organisation) else { return nil }
            return (body, stage)
        }
    }

    private static func bodies(of principal: Principal) -> [OrganisationID] {
        principal.duties(.police).filter { $0.purpose == .consultation }.map(\.organisation)
    }
}

/// More than a unit answers in a day; the rest follows when these are answered.
private let consultationsMax = 200
