import Kernel
import Storage

/// Who was said to be one human being: all that merges which stand lead to, in however many steps. Nothing is kept of
/// it, so what is undone is gone at once.
enum PersonIdentity {
    /// The numbers under which one human being is known, the given one among them.
    static func all(of person: PersonID, in db: Reader) throws -> Set<PersonID> {
        try ahead(of: person, in: db).get()
    }

    static func ahead(of person: PersonID, in db: Reader) throws -> Ahead<Set<PersonID>> {
        let root: SQL = "SELECT CAST(\(person) AS BIGINT), CAST(\(person) AS BIGINT)"
        return try db.ahead(
            "SELECT number FROM \(known(from: root)) LIMIT \(identitiesMax)"
        ) { rows in Set(try rows.map { try $0[0] }).union([person]) }
    }

    /// The numbers of each of a file's people (`root`) of which somebody may know: through merges of which both files
    /// are theirs to work on. What was said through a file of another office leads no step further, also not to a third
    /// file that they may open.
    static func ofPeople(of kase: CaseID, for principal: Principal) -> SQL {
        let one = isOpen("one_member", to: principal)
        let other = isOpen("other_member", to: principal)
        let people: SQL = """
            SELECT person, person FROM case_member WHERE kase = \(kase) AND person IS NOT NULL
            """
        return known(from: people, through: "\(one) AND \(other)")
    }

    private static func isOpen(_ member: SQL, to principal: Principal) -> SQL {
        """
        EXISTS (SELECT 1 FROM case_member m JOIN kase k ON k.id = m.kase
            WHERE m.id = person_merge.\(member) AND \(principal.mayRead("k")))
        """
    }

    /// A table of pairs `root` and `number`: whatever merges lead to from the pairs of a question, in one statement, so
    /// that how many there are shows in no number of statements. Each way round has an index of its own.
    private static func known(from roots: SQL, through condition: SQL = "1 = 1") -> SQL {
        """
        (WITH RECURSIVE known (root, number) AS (
            \(roots)
            UNION
            SELECT known.root, CASE WHEN person_merge.one = known.number
                THEN person_merge.other ELSE person_merge.one END
            FROM known JOIN person_merge
                ON person_merge.one = known.number AND person_merge.undone_at IS NULL
                OR person_merge.other = known.number AND person_merge.undone_at IS NULL
            WHERE \(condition))
        SELECT root, number FROM known) AS known_numbers
        """
    }
}

/// Nobody is known to so many systems: a longer chain of merges is a mistake, and is not followed.
private let identitiesMax = 64
