import Kernel
import Storage
import TestSupport
import Testing

@testable import Cases

/// A supervisor of the whole country.
let wholeCountry = Principal(
    account: AccountID(50), person: nil, name: "Sofia",
    duties: [Duty(role: .supervisor, organisation: agency, location: nil, purpose: .status)])

extension Fixture {
    /// Compares until nobody is left.
    func matchPeople() async throws {
        while try await cases.matchPeople(at: noon) > 0 {}
    }

    func duplicates(_ who: Principal) async throws -> [PossibleDuplicate] {
        try await database.read { db in
            let result = try DuplicateList().run(who, in: db)
            #expect(result.count == result.pairs.count)
            return result.pairs
        }
    }

    /// Two rows of two predecessors that name one human being, in Lisbon or in another place.
    func twoOfOne(other place: String = "1106") async throws -> (Case, Case) {
        try await take(
            Backlog.text([
                Backlog.row(["source": "SEF", "number": "1", "name": "María José Pérez"]),
                Backlog.row([
                    "source": "ACM", "number": "9", "name": "Maria Jose Perez",
                    "municipality": place,
                ]),
            ]))
        try await matchPeople()
        let rows = try await database.read { db in
            try db.all("SELECT \(Case.columns) FROM kase ORDER BY id").map(Case.init)
        }
        return (try #require(rows.first), try #require(rows.last))
    }

    func merge(_ pair: MemberPair, by who: Principal) async throws {
        try await database.write { db in
            try MergePeople(pair: pair, reason: "Vi o passaporte.").perform(
                by: who, at: noon, in: db)
        }
    }

    func reverse(_ pair: MemberPair, by who: Principal) async throws {
        try await database.write { db in
            try ReverseMatch(pair: pair, reason: "Enganei-me.").perform(by: who, at: noon, in: db)
        }
    }

    func files(of kase: Case, _ who: Principal) async throws -> [Reference] {
        try await database.read { db in
            try OtherFile.all(of: kase.id, for: who, in: db).map(\.mention.reference)
        }
    }

    func noteKey(
        _ kind: PersonKeyKind, _ value: String, of kase: Case, by who: Principal = bruno
    ) async throws {
        let member = try await members(of: kase)[0].id
        let action = NoteKey(reference: kase.reference, member: member, kind: kind, value: value)
        try await database.write { [house] db in
            try action.perform(by: who, at: after(1), in: db, house)
        }
    }

    /// Who is who now: the sets of numbers that are one.
    func identities() async throws -> Set<Set<PersonID>> {
        try await database.read { db in
            let people = try db.all("SELECT person FROM case_member").map { try $0[0] as PersonID }
            return Set(try people.map { try PersonIdentity.all(of: $0, in: db) })
        }
    }

    /// Everything that tells who is who, but what was said and undone.
    func everything() async throws -> [String] {
        try await database.read { db in
            let questions: [SQL] = [
                "SELECT id, kase, position, name, birth, relation, person FROM case_member ORDER BY id",
                "SELECT one, other, score, reasons, settled, merge FROM member_match ORDER BY one, other",
                "SELECT id, person, kind, ended_at FROM person_key ORDER BY id",
                "SELECT id, applicant, state, turn, next_date, outcome FROM kase ORDER BY id",
                "SELECT one, other, kin, one_via, other_via FROM case_kin ORDER BY one, other",
                "SELECT one, other FROM person_merge WHERE undone_at IS NULL ORDER BY id",
            ]
            return try questions.flatMap { try db.all($0).map { "\(Array($0.values))" } }
        }
    }
}
