import Kernel
import Storage
import TestSupport
import Testing

@testable import Cases

/// The sums that a board reads are what the files amount to.
@Suite struct TallyTests {
    @Test(arguments: Engine.underTest)
    func `whatever happens, the sums are those of the files; folding changes no sum`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        try await fixture.loadBacklog()
        let kase = try await fixture.file(at: after(-30))
        try await fixture.ask("passport", of: kase, at: after(-20))
        try await fixture.receiveAll(of: kase, at: after(-10))
        try await fixture.decide("granted", ["conditions-met"], of: kase, at: after(-1))
        #expect(try await fixture.tallyDifferences().isEmpty)
        let before = try await fixture.sums()
        let rows = try await fixture.tallyRows()
        // Thirty days less one are four whole weeks.
        let decided = Tally(
            kind: .decided, office: lisbonCentre, procedure: "family-reunification", state: "",
            week: after(-1).week, span: 4)
        #expect((before[decided] ?? 0) > 0)
        try await fixture.cases.foldTallies()
        #expect(try await fixture.sums() == before)
        #expect(try await fixture.tallyRows() == before.count && rows > before.count)
        try await fixture.cases.foldTallies()
        #expect(try await fixture.sums() == before)
    }

    @Test(arguments: Engine.underTest)
    func `a sum that was changed is found, and counted anew`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        _ = try await fixture.file()
        try await fixture.database.write { db in
            _ = try db.run("UPDATE case_tally SET n = 3 WHERE kind = 'open'")
        }
        let found = try await fixture.tallyDifferences()
        #expect(found.map(\.stored) == [3] && found.map(\.counted) == [1])
        try await fixture.database.write { db in try Tally.recount(lisbonCentre, in: db) }
        #expect(try await fixture.tallyDifferences().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `a case that was tampered with is counted as what it is once it is repaired`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        try await fixture.database.write { db in
            _ = try db.run("UPDATE kase SET state = 'in-analysis' WHERE id = \(kase.id)")
        }
        #expect(try await fixture.tallyDifferences().count == 2)
        let cases = fixture.cases
        try await fixture.database.write { db in
            _ = try cases.repair(try cases.rebuild(in: db), in: db)
        }
        #expect(try await fixture.tallyDifferences().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `a store from before the sums gets those of its files, and who decided`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        try await fixture.loadBacklog()
        let before = try await fixture.sums()
        let deciders = try await fixture.deciders()
        let steps = (talliesSchema.statements + toDoSchema.statements)
            .filter { $0.hasPrefix("INSERT INTO") }
        #expect(steps.count == 5)
        try await fixture.database.write { db in
            try db.run("DELETE FROM case_tally")
            try db.run("DELETE FROM case_decider")
            for step in steps { try db.run(SQL(stringLiteral: step)) }
        }
        #expect(try await fixture.sums() == before && !before.isEmpty)
        #expect(try await fixture.deciders() == deciders && !deciders.isEmpty)
    }

    @Test func `half and nine of ten are told by the nearest rank, in weeks begun`() {
        #expect(Spans(counts: [:]).weeks(share: 50) == nil)
        #expect(Spans(counts: [0: 1]).weeks(share: 90) == 1)
        let spans = Spans(counts: [2: 5, 10: 4, 60: 1])
        #expect(spans.all == 10)
        #expect(spans.weeks(share: 50) == 3)
        #expect(spans.weeks(share: 51) == 11)
        #expect(spans.weeks(share: 90) == 11)
        #expect(spans.weeks(share: 91) == 61)
    }

    @Test func `a week begins on Monday, and each age has one band`() {
        #expect(Moment(day("2026-11-23"), hour: 0).week == noon.week)
        #expect(Moment(day("2026-11-22"), hour: 23).week == noon.week - 1)
        #expect(Day(week: noon.week) == day("2026-11-23"))
        let bands = [0, 3, 4, 12, 13, 26, 39, 51, 52, 500].map(AgeBand.of)
        #expect(
            bands == [
                .month, .month, .quarter, .quarter, .half, .threeQuarters, .year, .year, .longer,
                .longer,
            ])
    }
}

extension Fixture {
    fileprivate func loadBacklog() async throws {
        let officers = [(bruno, lisbon), (beatriz, porto)].map { (principal: $0.0, near: $0.1) }
        _ = try await cases.loadDemo(officers: officers, at: noon) { _, moment, _ in
            PersonID.new(at: moment)
        }
    }

    fileprivate func tallyDifferences() async throws -> [TallyDifference] {
        try await database.read { [cases] db in try cases.rebuildTallies(in: db) }
    }

    fileprivate func sums() async throws -> [Tally: Int] {
        try await database.read { db in try Tally.sums(in: db) }
    }

    fileprivate func tallyRows() async throws -> Int {
        try await database.read { db in try db.count("SELECT COUNT(*) FROM case_tally") }
    }

    fileprivate func deciders() async throws -> [CaseID: AccountID] {
        try await database.read { db in
            var found: [CaseID: AccountID] = [:]
            for row in try db.all("SELECT kase, account FROM case_decider") {
                found[try row[0]] = try row[1]
            }
            return found
        }
    }
}
