import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Cases

/// What the demonstration tells beside its backlog.
@Suite struct DemoStatesTests {
    @Test(arguments: Engine.underTest)
    func `what takes days to come about is told, marked as invented and loaded once`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        #expect(try await fixture.loadStates() == 9)
        #expect(try await fixture.loadStates() == 0)
        #expect(try await fixture.differences().isEmpty)
        #expect(fixture.told.notices.withLock { $0.isEmpty })
        let house = fixture.house
        let (count, own, fees, unfinished) = try await fixture.database.read { db in
            let own = try anasFiles(in: db)
            return (
                try db.count("SELECT COUNT(*) FROM kase WHERE demo = 1"), own,
                try own.map { try $0.history(in: db).feeWord },
                try UnfinishedRequest.all(for: ana, at: noon, in: db, house).count
            )
        }
        #expect(count == 9 && unfinished == 1)
        #expect(fees.sorted() == ["expired", "none", "none", "none", "open"])
        #expect(own.contains { $0.procedure == "cplp" && $0.projection.state == "lost" })
        // An expired document can be had again.
        let expired = try #require(own.first { $0.procedure == "residence-permit" })
        try await fixture.database.write { db in
            try RenewFee(reference: expired.reference).perform(by: ana, at: noon, in: db, house)
        }
    }

    @Test(arguments: Engine.underTest)
    func `the desk has a pair, children apart, one nearly of age, a late question, a run, a goal`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        _ = try await fixture.loadStates()
        while try await fixture.cases.matchPeople(at: noon) > 0 {}
        let house = fixture.house
        let today = house.zone.day(of: noon)
        try await fixture.database.read { db in
            let pairs = try DuplicateList().run(bruno, in: db).pairs
            #expect(pairs.map(\.one.name) == ["Mohamed Amostra Hussain"])
            #expect(try DuplicateList().run(beatriz, in: db).pairs.isEmpty)
            #expect(try DecidedApart.all(for: carla, at: noon, in: db).map(\.kin) == [.sibling])
            let children = try ComingChild.all(for: bruno, on: today, in: db, house)
            #expect(children.map(\.mention.name) == ["Lara Ramos"])
            let asked = try OpenQuestion.all(WorkOffices(bruno), bruno, in: db, house)
            #expect(asked.map { $0.isLate(on: today) } == [true])
            #expect(try BulkRun.latest(of: bruno, in: db).count == 1)
            #expect(try db.count("SELECT COUNT(*) FROM board_goal") == 1)
            // Whoever took them in that run has them no longer.
            let takes = try db.all("SELECT kase FROM case_take").map { try $0[0] as CaseID }
            #expect(try takes.allSatisfy { try Take.of($0, in: db)?.isHeld(at: noon) == false })
            #expect(takes.count == 2)
        }
    }

    @Test(arguments: Engine.underTest)
    func
        `of two who were warned and said nothing, the desk may end both and nothing ended by itself`(
            engine: Engine
        ) async throws
    {
        let fixture = try await Fixture(engine)
        _ = try await fixture.loadStates()
        for (document, outcome, ground) in [
            ("DEMO 400 500 600", unpaidOutcome, "fee-unpaid"), (nil, lapsedOutcome, "inaction"),
        ] as [(String?, String, String)] {
            let warned = try await fixture.database.read { db in
                try db.all("SELECT \(Case.columns) FROM kase").map(Case.init).filter { kase in
                    let history = try kase.history(in: db)
                    return history.hearing?.draft.outcome == outcome
                        && history.fees.last?.issued?.reference == document
                }
            }
            let kase = try #require(warned.first)
            #expect(!kase.isDecided)
            try await fixture.decide(outcome, [ground], of: kase, at: noon, despite: nil)
            #expect(try await fixture.stored(kase).projection.state == outcome)
        }
    }

    @Test(arguments: Engine.underTest)
    func `an account that is no person's gets no files`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        #expect(try await fixture.loadStates(of: beatriz) == 0)
    }
}

extension Fixture {
    fileprivate func loadStates(of person: Principal = ana) async throws -> Int {
        try await cases.loadDemoStates(
            of: person, officer: bruno, supervisor: carla, near: lisbon, at: noon
        ) { _, moment, _ in PersonID.new(at: moment) }
    }
}

private func anasFiles(in db: Reader) throws -> [Case] {
    let applicant = ana.person ?? PersonID(1)
    return try db.all(
        "SELECT \(Case.columns) FROM kase WHERE applicant = \(applicant) ORDER BY id"
    ).map(Case.init)
}
