import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Cases

/// What is somebody's own under another number: all of the person's side works, and nothing of staff's.
struct OwnNumbersTests {
    @Test(arguments: Engine.underTest)
    func
        `whoever is known by the number of a file taken over opens it as their own, also as an officer`(
            engine: Engine
        ) async throws
    {
        let fixture = try await Fixture(engine)
        try await fixture.take(Backlog.text([Backlog.row()]))
        let kase = try await fixture.onlyCase()
        #expect(kase.access(of: ana) == nil)
        let known = ana.known(also: [kase.applicant])
        #expect(kase.access(of: known) == .applicant)
        let (list, looks) = try await fixture.database.read { [house = fixture.house] db in
            (
                try CaseList(page: 1, for: known, at: noon, in: db, house),
                try CaseList(page: 1, for: ana, at: noon, in: db, house)
            )
        }
        #expect(list.cases.map(\.id) == [kase.id] && list.name(of: kase) == nil)
        #expect(looks.all == 0)
        // Nobody works on a file of their own, whatever number it bears.
        let officer = anaAtHerDesk.known(also: [kase.applicant])
        #expect(kase.access(of: anaAtHerDesk) == .staff)
        #expect(kase.access(of: officer) == .applicant)
        #expect(kase.access(of: officer.asSupervisor) == .applicant)
        await #expect(throws: Refused.notFound) {
            try await fixture.database.read { db in
                _ = try Case.findForStaff(kase.reference, officer, in: db)
            }
        }
        let taken = try await fixture.database.write { [house = fixture.house] db in
            try TakeHoldings().perform(by: known, at: noon, in: db, house)
        }
        #expect(taken.map(\.id) == [kase.id])
    }

    @Test(arguments: Engine.underTest)
    func `a merge makes two numbers one for the account, tells both files, and its end parts them`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let (first, second) = try await fixture.twoOfOne()
        let pair = try #require(try await fixture.duplicates(bruno).first?.pair)
        func same() async throws -> Set<PersonID> {
            try await fixture.database.read { [cases = fixture.cases] db in
                Set(try cases.sameHuman(as: first.applicant, in: db))
            }
        }
        #expect(try await same() == [first.applicant])
        try await fixture.merge(pair, by: bruno)
        try await fixture.database.write { [house = fixture.house] db in
            try TellMerge(pair: pair, isUndone: false).perform(at: noon, in: db, house)
        }
        #expect(try await same() == [first.applicant, second.applicant])
        let told = fixture.told.bodies.withLock { $0 }
        #expect(told.count == 2)
        for body in told {
            #expect(body.contains(first.reference.text) && body.contains(second.reference.text))
        }
        try await fixture.reverse(pair, by: bruno)
        #expect(try await same() == [first.applicant])
    }

    @Test func `people are found by the beginnings of their names, however they are written`() {
        let held = ["Zita Ávila", "Maria Ávila", "Zeca Dias"].enumerated().map { index, name in
            CaseMandate(
                number: "\(index)", person: PersonID(Int64(index)), name: name, mayAct: true)
        }
        #expect(held.named("avi z").map(\.name) == ["Zita Ávila"])
        #expect(held.named(" ").count == 3)
        #expect(held.named("quem").isEmpty)
    }
}
