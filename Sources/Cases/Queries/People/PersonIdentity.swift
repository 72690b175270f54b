import Kernel
import Storage

/// Who was said to be one human being: all that merges which stand lead to, in however many steps. Nothing is kept of
/// it, so what is undone is gone at once.
enum PersonIdentity {
    /// The numbers under which one human being is known, the given one among them.
    static func all(of person: PersonID, in db: Reader) throws -> Set<PersonID> {
        try all(of: person, where: "1 = 1", in: db)
    }

    /// Those that somebody may know of: through merges of which both files are theirs to work on. What was said through
    /// a file of another office leads no step further, also not to a third file that they may open.
    static func all(
        of person: PersonID, for principal: Principal, in db: Reader
    ) throws -> Set<PersonID> {
        let one = isOpen("one_member", to: principal)
        let other = isOpen("other_member", to: principal)
        return try all(of: person, where: "\(one) AND \(other)", in: db)
    }

    private static func isOpen(_ member: SQL, to principal: Principal) -> SQL {
        """
        EXISTS (SELECT 1 FROM case_member m JOIN kase k ON k.id = m.kase
            WHERE m.id = person_merge.\(member) AND \(principal.mayRead("k")))
        """
    }

    private static func all(
        of person: PersonID, where condition: SQL, in db: Reader
    ) throws -> Set<PersonID> {
        var known: Set<PersonID> = [person]
        var fresh = known
        while !fresh.isEmpty, known.count < identitiesMax {
            let asked = fresh.sorted()
            let rows = try db.all(
                """
                SELECT one, other FROM person_merge
                WHERE undone_at IS NULL AND one IN \(list: asked) AND \(condition)
                UNION SELECT one, other FROM person_merge
                WHERE undone_at IS NULL AND other IN \(list: asked) AND \(condition)
                """)
            let found = try rows.flatMap { row -> [PersonID] in [try row[0], try row[1]] }
            fresh = Set(found).subtracting(known)
            known.formUnion(fresh)
        }
        return known
    }
}

/// Nobody is known to so many systems: a longer chain of merges is a mistake, and is not followed.
private let identitiesMax = 64
