import Kernel
import Storage

/// Who was said to be one human being: all that merges which stand lead to, in however many steps. Nothing is kept of
/// it, so what is undone is gone at once.
enum PersonIdentity {
    /// The numbers under which one human being is known, the given one among them.
    static func all(of person: PersonID, in db: Reader) throws -> Set<PersonID> {
        var known: Set<PersonID> = [person]
        var fresh = known
        while !fresh.isEmpty, known.count < identitiesMax {
            let asked = fresh.sorted()
            let rows = try db.all(
                """
                SELECT one, other FROM person_merge WHERE undone_at IS NULL AND one IN \(list: asked)
                UNION SELECT one, other FROM person_merge
                WHERE undone_at IS NULL AND other IN \(list: asked)
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
