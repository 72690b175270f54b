import Foundation
import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Cases

/// What is erased is gone, and counts as before.
@Suite struct ErasureTests {
    @Test(arguments: Engine.underTest)
    func `a file that is erased names nobody, equals its journal, and moves no sum`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.over()
        let request = try await fixture.granted(at: after(5))
        let before = try await fixture.allSums()
        #expect(before.wrong.isEmpty && !before.measures.isEmpty)
        #expect(try await fixture.left(of: kase)["case_member"] == 1)
        try await fixture.propose(toErase: kase, at: after(6))
        #expect(try await fixture.stored(kase).applicant == kase.applicant)
        let papers = try await fixture.erase(kase, at: after(7))
        #expect(papers.count == 1)
        #expect(try await fixture.left(of: kase).isEmpty)
        #expect(try await fixture.allSums() == before)
        try await fixture.cases.foldTallies()
        #expect(try await fixture.allSums() == before)
        let erased = try await fixture.stored(kase)
        #expect(erased.isErased && erased.filedBy == AccountID(0))
        #expect(erased.projection == kase.projection && erased.filedAt == kase.filedAt)
        #expect(try await fixture.differences().isEmpty)
        let lines = try await fixture.database.read { db in
            try db.journal(of: Case.subject(kase.id))
        }
        #expect(lines.map(\.kind).suffix(2) == ["subject.erased", Erased.kind])
        #expect(lines.dropLast(2).allSatisfy { $0.payload == nil })
        let said = try #require(lines.last?.decoded(Erased.self))
        #expect(said.ground == .request && said.by == "Carla" && said.proposedBy == "Bruno")
        #expect(try await fixture.database.read { db in try db.verifyJournal() }.problems.isEmpty)
        #expect(try await fixture.kinds(of: request).contains("file.erased"))
        await #expect(throws: Refused.notFound) {
            try await fixture.database.read { db in
                _ = try Case.find(kase.reference, for: ana, in: db)
            }
        }
    }

    @Test(arguments: Engine.underTest)
    func `an erased file that was changed from outside is found, and repaired`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.over()
        _ = try await fixture.granted(at: after(5))
        try await fixture.propose(toErase: kase, at: after(6))
        try await fixture.erase(kase, at: after(7))
        try await fixture.database.write { db in
            _ = try db.run(
                "UPDATE kase SET state = 'submitted', applicant = 11 WHERE id = \(kase.id)")
        }
        let found = try await fixture.differences()
        #expect(found.map(\.reference) == [kase.reference])
        let cases = fixture.cases
        let repaired = try await fixture.database.write { db in try cases.repair(found, in: db) }
        #expect(repaired == 1)
        #expect(try await fixture.differences().isEmpty)
        #expect(try await fixture.allSums().wrong.isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `two human beings of the office erase it, the second a supervisor`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.over()
        await #expect(throws: ErasureRefusal.noGround) {
            try await fixture.propose(toErase: kase, at: after(4))
        }
        _ = try await fixture.granted(at: after(5))
        await #expect(throws: ErasureRefusal.nothingProposed) {
            try await fixture.erase(kase, at: after(6))
        }
        for nobody in [ana, beatriz, dinis] {
            await #expect(throws: Refused.notFound) {
                try await fixture.propose(toErase: kase, at: after(6), by: nobody)
            }
        }
        try await fixture.propose(toErase: kase, at: after(6), by: carla)
        await #expect(throws: ErasureRefusal.sameHuman) {
            try await fixture.erase(kase, at: after(7), by: carla)
        }
        let again = Principal(
            account: AccountID(99), person: nil, name: "Carla", duties: carla.duties,
            selves: [PersonID(500)])
        try await fixture.propose(toErase: kase, at: after(8), by: again)
        let third = Principal(
            account: AccountID(98), person: nil, name: "C.", duties: carla.duties,
            selves: [PersonID(500)])
        await #expect(throws: ErasureRefusal.sameHuman) {
            try await fixture.erase(kase, at: after(9), by: third)
        }
        await #expect(throws: ErasureRefusal.notSupervised) {
            try await fixture.erase(kase, at: after(9), by: bruno)
        }
        #expect(try await !fixture.stored(kase).isErased)
        try await fixture.erase(kase, at: after(9), by: carla)
        #expect(try await fixture.stored(kase).isErased)
        await #expect(throws: ErasureRefusal.alreadyErased) {
            try await fixture.propose(toErase: kase, at: after(10))
        }
    }

    @Test(arguments: Engine.underTest)
    func `what the law keeps stays until its day, whoever asks; an open file stays anyway`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine, folder: keptByLaw(months: 12))
        let kase = try await fixture.over()
        let request = try await fixture.granted(at: after(5))
        // Decided on 24 November 2026.
        await #expect(throws: ErasureRefusal.keptByLaw("artigo 1.º", day("2027-11-24"))) {
            try await fixture.propose(toErase: kase, at: after(6))
        }
        await #expect(throws: ErasureRefusal.stillRuns) {
            try await fixture.propose(toErase: request, at: after(6))
        }
        await #expect(throws: ErasureRefusal.self) {
            try await fixture.propose(toErase: kase, at: after(365))
        }
        // 366 days after 23 November 2026 is 24 November 2027.
        try await fixture.propose(toErase: kase, at: after(366))
        try await fixture.erase(kase, at: after(367))
        let said = try await fixture.database.read { db in try Erased.find(kase.id, in: db) }
        #expect(said?.ground == .retention)
    }

    @Test(arguments: Engine.underTest)
    func `files whose time is over are found and erased once, and no others`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine, folder: keptByLaw(months: 12))
        let old = try await fixture.over()
        _ = try await fixture.over("Outra Pessoa", at: after(30))
        let before = try await fixture.allSums()
        #expect(try await fixture.due(at: after(365)).isEmpty)
        let due = try await fixture.due(at: after(366))
        #expect(due.map(\.reference) == [old.reference])
        #expect(due.map(\.since) == [day("2027-11-24")] && due[0].isVerified)
        #expect(try await fixture.cases.erase(due[0], at: after(366)))
        #expect(try await !fixture.cases.erase(due[0], at: after(366)))
        #expect(try await fixture.due(at: after(366)).isEmpty)
        #expect(try await fixture.allSums() == before)
        #expect(try await fixture.differences().isEmpty)
        #expect(fixture.told.forgotten.withLock { $0 } == [], "Ana has another file")
        // Decided on 24 December 2026.
        let last = try #require(try await fixture.due(at: after(396)).first)
        #expect(try await fixture.cases.erase(last, at: after(396)))
        #expect(fixture.told.forgotten.withLock { $0.map { Optional($0) } } == [ana.person])
    }

    @Test(arguments: Engine.underTest, [3, 17, 2026] as [UInt64])
    func `whichever of some random files are erased, the others and all sums stay`(
        engine: Engine, seed: UInt64
    ) async throws {
        var random = SeededRandom(seed)
        let fixture = try await Fixture(engine)
        var files: [Case] = []
        for number in 0..<4 {
            let birth = Day(number: Int32.random(in: -20_000...20_000, using: &random))
            files.append(
                try await fixture.over(
                    "Pessoa \(number) Sintra", birth: birth, at: after(number * 4),
                    // Some papers are the same bytes in two files.
                    paper: "papel \(Int.random(in: 0...1, using: &random))"))
        }
        _ = try await fixture.granted(at: after(30))
        let before = try await fixture.allSums()
        var gone: Set<Reference> = []
        for file in files where Bool.random(using: &random) || file.id == files[0].id {
            try await fixture.propose(toErase: file, at: after(31))
            let papers = try await fixture.erase(file, at: after(32))
            try await fixture.cases.removeErased(papers, untouchedSince: realNow())
            gone.insert(file.reference)
            #expect(try await fixture.left(of: file).isEmpty)
        }
        #expect(try await fixture.allSums() == before)
        #expect(try await fixture.differences().isEmpty)
        for file in files where !gone.contains(file.reference) {
            #expect(try await fixture.stored(file) == file)
            let papers = try await fixture.database.read { db in
                try CaseDocument.all(of: file.id, in: db)
            }
            #expect(papers.count == 1)
            for paper in papers { _ = try fixture.cases.documents.load(paper.digest) }
        }
        #expect(try await fixture.database.read { db in try db.verifyJournal() }.problems.isEmpty)
    }
}

extension Fixture {
    func due(at now: Moment) async throws -> [DueErasure] {
        let found = Found()
        try await cases.eachDueErasure(at: now) { await found.add($0) }
        return await found.files
    }
}

private actor Found {
    private(set) var files: [DueErasure] = []
    func add(_ more: [DueErasure]) { files += more }
}
