import Kernel
import Storage
import TestSupport

@testable import Cases

/// A degree that is on no list, as its person writes it.
let civilEngineering = [
    "country": "BR", "institution": "Universidade de Demonstração",
    "programme": "Engenharia Civil", "degreeName": "Bacharel", "durationMonths": "60",
    "degreeListed": "notListed", "needsField": "no", "proof": "all",
]

/// Somebody who fled, without papers.
let withoutPapers = [
    "emergencyKind": "other", "country": "UA", "institution": "Universidade do Ensaio",
    "programme": "História", "degreeName": "Licenciatura", "durationMonths": "48", "proof": "none",
]

extension Fixture {
    /// A request for recognition of whoever it is.
    func recognise(
        _ procedure: String, _ answers: [String: String], by person: Principal = ana,
        named name: String = "Ana Exemplo", at now: Moment = noon
    ) async throws -> Case {
        let holder = PersonOfFile(
            name: name, birth: day("1990-05-02"), relation: .holder, isInPortugal: true)
        let action = FileCase(
            procedure: procedure,
            household: Household(holder: holder, holderIsRefugee: false, family: []),
            municipality: lisbon, applicant: person.person ?? PersonID(1), answers: answers)
        return try await database.write { [house] db in
            try action.perform(by: person, at: now, in: db, house)
        }
    }

    /// A level recognition that a jury decided.
    func juried(
        _ outcome: String, _ ground: String, _ answers: [String: String] = civilEngineering,
        by person: Principal = ana, named name: String = "Ana Exemplo"
    ) async throws -> Case {
        let kase = try await recognise("recognition-level", answers, by: person, named: name)
        for code in ["jury-named", "jury-opinion"] {
            try await step(code, of: kase, at: after(1), note: "Sim.")
        }
        if outcome != "granted" {
            try await propose([ground], of: kase, at: after(1), outcome: outcome)
            try await bring(.handed, kase, at: after(1))
            try await answer("Está bem.", to: kase, at: after(2), by: person)
        }
        try await decide(outcome, [ground], of: kase, at: after(3))
        return kase
    }

    func course(_ kase: Case) async throws -> RecognitionCourse? {
        try await database.read { [house] db in
            try house.recognition(of: kase, kase.history(in: db), at: after(5), in: db)
        }
    }

    /// The whole register, every value of it as text.
    func precedents() async throws -> [[String]] {
        try await database.read { db in
            try db.all(
                """
                SELECT entry, kind, country, institution, programme, degree, outcome
                FROM recognition_precedent ORDER BY entry
                """
            ).map { row in try (0..<7).map { try row[$0] as String } }
        }
    }

    func times() async throws -> [Int] {
        try await database.read { db in
            try db.all("SELECT times FROM recognition_precedent ORDER BY entry")
                .map { try $0[0] as Int }
        }
    }
}
