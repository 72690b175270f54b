import Kernel
import Storage

/// What would become of a file that is erased, counted and not done.
struct ErasurePlan: Sendable {
    let kase: Case
    let procedure: Procedure
    let standing: ErasureStanding
    let proposal: ErasureProposal?
    /// Nil where it is there.
    let erased: (said: Erased, at: Moment)?
    /// The tables in which the file has rows; those that are not counted stand there in any case.
    let lines: [(table: FileTable, rows: Int?)]
    /// Of a granted request to erase, the other files of its person that the reader works on.
    let files: [Case]

    init(
        _ kase: Case, for reader: Principal, at now: Moment, in db: Reader, _ house: CaseHouse
    ) throws {
        self.kase = kase
        procedure = try house.procedure(kase.procedure)
        standing = try house.erasure(of: kase, at: now, in: db)
        proposal = kase.isErased ? nil : try ErasureProposal.find(kase.id, in: db)
        erased = try Erased.line(of: kase.id, in: db).flatMap { line in
            line.decoded(Erased.self).map { ($0, line.at) }
        }
        lines = try tablesOfFiles.map {
            ($0, $0.isCounted ? try $0.count(of: kase.id, in: db) : nil)
        }
        .filter { $0.1 != 0 }
        guard try house.isErasing(kase, in: db) else {
            files = []
            return
        }
        files = try db.all(
            """
            SELECT \(Case.columns) FROM kase WHERE applicant = \(kase.applicant)
                AND id <> \(kase.id) AND \(reader.mayRead()) ORDER BY id
            """
        ).map(Case.init)
    }

    var goes: [(table: FileTable, rows: Int?)] { lines.filter { $0.table.fate == .goes } }
    var stays: [(table: FileTable, rows: Int?)] { lines.filter { $0.table.fate != .goes } }
}
