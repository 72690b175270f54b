import Kernel
import Storage

/// One number of a document, one copy of a paper, one address or one employer in the files of several applicants of an
/// office.
struct CaseRepeat: Hashable, Sendable {
    enum Kind: String, Sendable, CaseIterable {
        case number, copy, address, employer
    }

    let office: LocationID
    let kind: Kind
    /// The digest of the copy, or the keyed hash of the rest in hexadecimal digits: nobody reads it.
    let value: String

    /// What repeats in each office, with how many applicants have it; of each office the most repeated, and no more than
    /// its board can be asked about. What repeats elsewhere crowds nothing out.
    static func counted(
        in db: Reader, ofEach limit: Int = repeatsMax
    ) throws -> [CaseRepeat: Int] {
        var found: [CaseRepeat: Int] = [:]
        for kind in Kind.allCases {
            let rows = try db.all(
                """
                SELECT office, value, applicants FROM (
                    SELECT office, value, applicants, ROW_NUMBER() OVER (
                        PARTITION BY office ORDER BY applicants DESC, value) AS place
                    FROM (
                        SELECT kase.office AS office, thing.value AS value,
                            COUNT(DISTINCT kase.applicant) AS applicants
                        FROM \(kind.source) thing JOIN kase ON kase.id = thing.kase
                        GROUP BY kase.office, thing.value
                        HAVING COUNT(DISTINCT kase.applicant) >= 2) AS counted) AS placed
                WHERE place <= \(limit)
                """)
            for row in rows {
                let value = kind.text(row.values[row.values.startIndex + 1])
                found[CaseRepeat(office: try row[0], kind: kind, value: value)] = try row[2]
            }
        }
        return found
    }
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

/// Nobody looks into more in a day, of one kind in one office.
private let repeatsMax = 200
