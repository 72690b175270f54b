import Kernel
import Storage

/// One number of a document, or one copy of a paper, in the files of several applicants of an office.
struct CaseRepeat: Hashable, Sendable {
    enum Kind: String, Sendable, CaseIterable {
        case number, copy
    }

    let office: LocationID
    let kind: Kind
    /// The number without blanks, or the digest of the copy.
    let value: String

    /// Everything that repeats, with how many applicants have it; the most repeated first, and no more than a board
    /// can be asked about.
    static func counted(in db: Reader) throws -> [CaseRepeat: Int] {
        var found: [CaseRepeat: Int] = [:]
        for kind in Kind.allCases {
            let rows = try db.all(
                """
                SELECT kase.office, thing.\(kind.column), COUNT(DISTINCT kase.applicant)
                FROM \(kind.table) thing JOIN kase ON kase.id = thing.kase
                GROUP BY kase.office, thing.\(kind.column) HAVING COUNT(DISTINCT kase.applicant) >= 2
                ORDER BY COUNT(DISTINCT kase.applicant) DESC, thing.\(kind.column) LIMIT \(repeatsMax)
                """)
            for row in rows {
                found[CaseRepeat(office: try row[0], kind: kind, value: try row[1])] = try row[2]
            }
        }
        return found
    }
}

extension CaseRepeat.Kind {
    var table: SQL { self == .number ? "case_number" : "case_document" }
    var column: SQL { self == .number ? "number" : "digest" }
}

extension Cases {
    /// Looks through all files for what repeats, at night: no page does.
    func findRepeats() async throws {
        let found = try await database.read { db in try CaseRepeat.counted(in: db) }
        try await database.write { db in
            try db.run("DELETE FROM case_repeat")
            for (one, applicants) in found {
                try db.send(
                    """
                    INSERT INTO case_repeat (office, kind, value, applicants)
                    VALUES (\(one.office), \(one.kind.rawValue), \(one.value), \(applicants))
                    """)
            }
        }
    }
}

/// Nobody looks into more in a day, of one kind in all offices.
private let repeatsMax = 1_000
