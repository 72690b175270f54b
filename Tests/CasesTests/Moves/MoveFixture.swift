import Kernel
import Storage
import TestSupport
import Testing

@testable import Cases

let familyFile = "procedures/family-reunification.yaml"

func move(
    _ from: String, _ to: String, because: String = "Uma sentença.",
    basis: String = "artigo 7.º (inventado para este teste)", even: Bool = false
) -> VersionMove {
    VersionMove(
        procedure: "family-reunification", from: from, to: to, because: because, basis: basis,
        evenUnfavourable: even)
}

/// For the person of a new file: three months instead of nine, and silence approves.
let forward = move("law-61-2025", "law-23-2007")

func even(_ one: VersionMove) -> VersionMove { move(one.from, one.to, even: true) }

func backward(even: Bool) -> VersionMove { move("law-23-2007", "law-61-2025", even: even) }

/// An older law that has a stage of its own.
let stagePolicy = policy(changing: [
    familyFile: { text in
        text.replacing(
            "  - code: hearing\n    title: {pt: Audiência prévia",
            with: """
                  - code: interview
                    title: {pt: Entrevista, en: Interview}
                    turn: state
                    clock: decision
                    when: visits > 0
                    versions: [law-23-2007]
                  - code: hearing
                    title: {pt: Audiência prévia
                """, maxReplacements: 1)
    }
])

/// A paper that only the older law asks for.
let paperPolicy = policy(changing: [
    familyFile: { text in
        text.replacing(
            "  - code: family-tie\n", with: "  - code: family-tie\n    versions: [law-23-2007]\n",
            maxReplacements: 1)
    }
])

extension Fixture {
    /// One of six things that may have happened in a case, or nothing.
    func something(of kase: Case, _ what: Int) async throws {
        switch what {
        case 1:
            try await database.write { [house] db in
                try RecordVisit(reference: kase.reference).perform(
                    by: carla, at: after(3), in: db, house)
            }
        case 2: try await ask("passport", of: kase, at: after(1))
        case 3: try await makeTake(kase, by: bruno, at: after(2))
        case 4: try await draft(kase, at: after(1))
        case 5: try await decide("granted", ["conditions-met"], of: kase, at: after(1))
        default: break
        }
    }

    func makeTake(_ kase: Case, by officer: Principal, at now: Moment = noon) async throws {
        try await database.write { [house] db in
            try TakeCase(reference: kase.reference).perform(by: officer, at: now, in: db, house)
        }
    }

    func draft(_ kase: Case, at now: Moment) async throws {
        let draft = Verdict(
            outcome: "refused", grounds: ["entry-ban"], reasons: "Há uma interdição.")
        try await database.write { [house] db in
            try ProposeRefusal(reference: kase.reference, draft: draft).perform(
                by: bruno, at: now, in: db, house)
        }
    }

    func begin(_ move: VersionMove, by principal: Principal) async throws -> BulkRunID {
        try await database.write { [house] db in
            try BeginMove(move: move).perform(by: principal, at: after(2), in: db, house)
        }
    }

    func verdict(
        _ move: VersionMove, of kase: Case, by principal: Principal = carla,
        at now: Moment = after(2)
    ) async throws -> MoveVerdict {
        try await database.read { [house] db in
            try MoveVersion(move: move).verdict(
                of: Case.stored(kase.id, in: db), by: principal, at: now, in: db, house)
        }
    }

    func stored(_ id: CaseID) async throws -> Case {
        try await database.read { db in try Case.stored(id, in: db) }
    }

    func missing(of kase: Case) async throws -> [String] {
        try await database.read { [house] db in
            let kase = try Case.stored(kase.id, in: db)
            return try house.missing(
                kase, kase.history(in: db), at: after(2), in: db
            ).map(\.code)
        }
    }

    /// What stands in the tables of each case, as text.
    func rows(of cases: [Case]) async throws -> [String] {
        try await database.read { db in
            try cases.map { kase in
                let stored = try Case.stored(kase.id, in: db)
                let clocks = try OpenClock.all(of: kase.id, in: db)
                let take = try Take.of(kase.id, in: db)
                return "\(stored) \(clocks) \(String(describing: take))"
            }
        }
    }

    /// The cases of a run with their verdicts, in order.
    func items(of run: BulkRunID?) async throws -> [String] {
        try await database.read { db in
            try db.all(
                """
                SELECT k.reference, i.verdict FROM bulk_item i JOIN kase k ON k.id = i.kase
                WHERE i.run = \(run)
                """
            ).map { row in
                let (reference, verdict): (String, String) = (try row[0], try row[1])
                return "\(reference) \(verdict)"
            }.sorted()
        }
    }

    /// How many cases are not what their journal amounts to.
    func differing() async throws -> Int {
        try await database.read { [cases] db in
            try cases.rebuild(in: db).count + cases.rebuildTallies(in: db).count
        }
    }
}
