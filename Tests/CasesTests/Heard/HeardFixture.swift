import Kernel
import Storage
import TestSupport

@testable import Cases

let protectionCode = "international-protection"

/// Another officer at Lisbon, who heard nothing.
let nunoOfLisbon = Principal(
    account: AccountID(61), person: nil, name: "Nuno", duties: bruno.duties)

extension Fixture {
    /// Somebody of the staff hears that a person asks for protection.
    func hear(
        by officer: Principal = bruno, at now: Moment = noon, of kase: Case? = nil,
        _ procedure: String = protectionCode
    ) async throws -> HeardRequestID {
        let action = HearRequest(procedure: procedure, at: kase?.reference)
        return try await database.write { [house] db in
            try action.perform(by: officer, at: now, in: db, house)
        }
    }

    /// It is noted who asked.
    @discardableResult
    func register(
        _ heard: HeardRequestID, born: String = "1991-07-01", alone: Bool? = nil,
        by officer: Principal = bruno, at now: Moment = noon
    ) async throws -> Case {
        let person = PersonOfFile(
            name: "Yara Exemplo", birth: day(born), relation: .holder, isInPortugal: true)
        let action = RegisterHeard(
            heard: heard, person: person, municipality: lisbon, language: "pt", isAlone: alone)
        return try await database.write { [house] db in
            try action.perform(by: officer, at: now, in: db, house)
        }
    }

    /// A request that was admitted after the statements.
    func admitted(at now: Moment = noon) async throws -> Case {
        let kase = try await register(hear(at: now), at: now)
        try await step("statements-taken", of: kase, at: now, note: "Auto 1")
        try await step("admitted", of: kase, at: now)
        return kase
    }

    func issue(
        _ kase: Case, until: Day?, at now: Moment, by officer: Principal = bruno
    ) async throws {
        var action = TakeStep(reference: kase.reference, step: "title-issued", note: "Decisão 1")
        action.until = until
        let step = action
        try await database.write { [house] db in
            try step.perform(by: officer, at: now, in: db, house)
        }
    }

    func takeBack(_ step: String, of kase: Case, at now: Moment) async throws {
        let action = UndoStep(reference: kase.reference, step: step, reason: "Engano.")
        try await database.write { [house] db in
            try action.perform(by: bruno, at: now, in: db, house)
        }
    }
}
