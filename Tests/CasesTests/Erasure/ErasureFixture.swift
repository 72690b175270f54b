import Foundation
import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

extension Fixture {
    /// A file of Ana's that was granted and carried out, with a paper and a noted number: over three days after `now`.
    func over(
        _ name: String = "Zulmira Quintanova", birth: Day = day("1985-04-03"),
        at now: Moment = noon,
        paper: String = "A carta da Zulmira."
    ) async throws -> Case {
        let kase = try await request(["dataWish": "access"], by: name, birth, at: now)
        let member = try await members(of: kase)[0].id
        let stored = try cases.store(
            UploadedFile(name: "p", bytes: Array(paper.utf8), in: cases.documents.draft()), .pdf)
        try await add(stored, "identity", to: kase, at: now.adding(seconds: 60), member: member)
        let number = try #require(DocumentNumber("QX998877"))
        try await database.write { [house] db in
            try NoteNumber(reference: kase.reference, member: member, number: number)
                .perform(by: bruno, at: now.adding(seconds: 120), in: db, house)
        }
        try await decide(
            "granted", ["right-holds"], of: kase, at: now.adding(seconds: 86_400))
        try await step(
            "done-as-decided", of: kase, at: now.adding(seconds: 172_800), note: "Cópia entregue.")
        return try await self.stored(kase)
    }

    /// Ana's request to have her data erased, granted.
    func granted(at now: Moment) async throws -> Case {
        let kase = try await request(
            ["dataWish": "erasure", "eraseWhat": "Tudo."], by: "Ana Exemplo", day("1990-05-02"),
            at: now)
        try await decide("granted", ["right-holds"], of: kase, at: now.adding(seconds: 3_600))
        return try await stored(kase)
    }

    private func request(
        _ answers: [String: String], by name: String, _ birth: Day, at now: Moment
    ) async throws -> Case {
        let holder = PersonOfFile(name: name, birth: birth, relation: .holder, isInPortugal: true)
        let action = FileCase(
            procedure: "data-request",
            household: Household(holder: holder, holderIsRefugee: false, family: []),
            municipality: lisbon, applicant: ana.person ?? PersonID(1), answers: answers)
        return try await database.write { [house] db in
            try action.perform(by: ana, at: now, in: db, house)
        }
    }

    func propose(
        toErase kase: Case, at now: Moment, by principal: Principal = bruno
    ) async throws {
        try await database.write { [house] db in
            try ProposeErasure(reference: kase.reference)
                .perform(by: principal, at: now, in: db, house)
        }
    }

    /// Confirms what waits now.
    @discardableResult
    func erase(
        _ kase: Case, at now: Moment, by principal: Principal = carla
    ) async throws -> [String] {
        try await database.write { [house] db in
            let proposal = try ErasureProposal.find(kase.id, in: db)
            return try EraseFile(
                reference: kase.reference, proposedAt: proposal?.at ?? Moment(microseconds: 0)
            ).perform(by: principal, at: now, in: db, house)
        }
    }

    /// Every sum that boards read, and whether it is that of the files.
    func allSums() async throws -> AllSums {
        try await database.read { [cases] db in
            AllSums(
                tallies: try Tally.sums(in: db), measures: try Measure.sums(in: db),
                wrong: try cases.rebuildTallies(in: db))
        }
    }

    struct AllSums: Equatable {
        let tallies: [Tally: Int]
        let measures: [Measure: Int]
        let wrong: [TallyDifference]
    }

    /// How many rows a file has in each table that should have none once it is erased.
    func left(of kase: Case) async throws -> [String: Int] {
        try await database.read { db in
            var found: [String: Int] = [:]
            for table in tablesOfFiles where table.fate == .goes {
                let rows = try table.count(of: kase.id, in: db)
                if rows > 0 { found[table.name] = rows }
            }
            return found
        }
    }
}

/// The real policy where the law keeps the files of a procedure for so many months.
func keptByLaw(months: Int) -> PolicyFolder {
    policy(changing: [
        "procedures/data-request.yaml": {
            $0.replacing(
                "retention: {months: 36, article: escolha desta instalação, sources: [design], verified: false}",
                with:
                    "retention: {months: \(months), article: artigo 1.º, sources: [memory], verified: true}"
            )
        }
    ])
}

/// Now, as the folder of documents tells it.
func realNow() -> Moment { Moment(secondsSince1970: Int64(Date().timeIntervalSince1970) + 5) }
