import Kernel
import Storage

/// A question that was put to another body: what that body sees, and nothing more.
struct ConsultationLine: Sendable {
    let id: ConsultationID
    let kase: CaseID
    let reference: Reference
    let procedure: String
    let askedAt: Moment
    /// Of its clock, which follows the holidays; once the case is decided, as it was when asked.
    let due: Day
    let answer: ConsultationAnswer?

    private static let columns: SQL = """
        consultation.id, consultation.kase, kase.reference, kase.procedure, consultation.asked_at,
        COALESCE((SELECT ends FROM case_clock WHERE case_clock.kase = consultation.kase AND clock = 'consultation'),
            consultation.due),
        consultation.answer
        """

    private init(row: Row) throws {
        id = try row[0]
        kase = try row[1]
        reference = try row[2]
        procedure = try row[3]
        askedAt = try row[4]
        due = try row[5]
        answer = try row[6]
    }

    /// The open questions put to the bodies of a principal, the first due first; none about a file of their own or of
    /// their family, nor one that a recusal closes to them.
    static func open(for principal: Principal, in db: Reader) throws -> [ConsultationLine] {
        try db.all(
            """
            SELECT \(columns) FROM consultation JOIN kase ON kase.id = consultation.kase
            WHERE consultation.body IN \(list: bodies(of: principal)) AND consultation.answered_at IS NULL
                AND kase.decided_at IS NULL AND \(principal.mayWork(on: "kase.id"))
            ORDER BY consultation.due, consultation.id LIMIT \(consultationsMax)
            """
        ).map(ConsultationLine.init)
    }

    /// One question, for those to whom it was put.
    static func find(
        _ id: ConsultationID, for principal: Principal, in db: Reader
    ) throws -> ConsultationLine {
        let row = try db.first(
            """
            SELECT \(columns) FROM consultation JOIN kase ON kase.id = consultation.kase
            WHERE consultation.id = \(id) AND consultation.body IN \(list: bodies(of: principal))
                AND \(principal.mayWork(on: "kase.id"))
            """)
        guard let row else { throw Refused.notFound }
        return try ConsultationLine(row: row)
    }

    private static func bodies(of principal: Principal) -> [OrganisationID] {
        principal.duties(.police).filter { $0.purpose == .consultation }.map(\.organisation)
    }
}

/// More than a unit answers in a day; the rest follows when these are answered.
private let consultationsMax = 200
