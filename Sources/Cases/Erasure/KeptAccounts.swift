public import Kernel
import Storage

/// An account that something kept when the last file of its person was erased: a session, a task, a mandate, a course.
enum KeptAccount {
    static func note(_ person: PersonID, at now: Moment, in db: Writer) throws {
        try db.run(
            """
            INSERT INTO kept_account (person, since) VALUES (\(person), \(now))
            ON CONFLICT (person) DO NOTHING
            """)
    }
}

extension Cases {
    /// Looks at every kept account again, so many a write; answers how many of them nothing keeps any more. They are
    /// erased as with the last file; one of somebody who has files again waits for the last of those, and who has begun
    /// a request keeps it.
    public func forgetKeptAccounts(
        at now: Moment, atATime most: Int = keptAccountsMax
    ) async throws -> Int {
        var (gone, last): (Int, PersonID?) = (0, nil)
        repeat {
            let after = last
            let piece = try await database.write { [house] db in
                try house.forgetKept(after: after, most, at: now, in: db)
            }
            gone += piece.gone
            last = piece.last
        } while last != nil
        if gone > 0 { try await database.emptyLog() }
        return gone
    }
}

extension CaseHouse {
    /// The next ones after a person; `last` is nil where none are left to look at.
    fileprivate func forgetKept(
        after: PersonID?, _ most: Int, at now: Moment, in db: Writer
    ) throws -> (gone: Int, last: PersonID?) {
        let rest: SQL = after.map { "WHERE person > \($0)" } ?? ""
        let kept: [PersonID] = try db.all(
            "SELECT person FROM kept_account \(rest) ORDER BY person LIMIT \(most)"
        ).map { try $0[0] }
        var gone = 0
        for person in kept {
            let begun = try db.count(
                "SELECT COUNT(*) FROM unfinished_request WHERE applicant = \(person)")
            if begun > 0 { continue }
            let files = try db.count("SELECT COUNT(*) FROM kase WHERE applicant = \(person)")
            if files == 0 {
                if try neighbours.forgetPerson(person, .house, now, db) { continue }
                gone += 1
            }
            try db.run("DELETE FROM kept_account WHERE person = \(person)")
        }
        return (gone, kept.count < most ? nil : kept.last)
    }
}

/// Few enough that nobody waits for one write.
public let keptAccountsMax = 50
