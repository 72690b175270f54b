import Kernel
import Storage
import TestSupport
import Testing

@testable import Cases

/// The sums of decided files are what the files amount to, whatever happens to them.
@Suite struct MeasureTests {
    @Test(arguments: Engine.underTest)
    func `whatever happens, the sums are those of the files; folding changes no sum`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let officers = [(bruno, lisbon), (beatriz, porto)].map { (principal: $0.0, near: $0.1) }
        _ = try await fixture.cases.loadDemo(officers: officers, at: noon) { _, moment, _ in
            PersonID.new(at: moment)
        }
        let kase = try await fixture.file(at: after(-100))
        try await fixture.ask("passport", of: kase, at: after(-90))
        try await fixture.receiveAll(of: kase, at: after(-80))
        try await fixture.perform { db, house in
            try RecordVisit(reference: kase.reference)
                .perform(by: bruno, at: after(-70), in: db, house)
        }
        try await fixture.decide("granted", ["conditions-met"], of: kase, at: after(-60))
        for (step, days) in [
            ("consulates-told", -59), ("visa-issued", -50), ("family-arrived", -1),
        ] {
            try await fixture.perform { db, house in
                try TakeStep(reference: kase.reference, step: step, note: "1")
                    .perform(by: bruno, at: after(days), in: db, house)
            }
        }
        #expect(try await fixture.wrongSums() == [])
        let sums = try await fixture.measures()
        func count(
            _ kind: Measure.Kind, _ value: Int, at moment: Moment, _ group: String = ""
        ) -> Int {
            sums[
                Measure(
                    kind: kind, office: lisbonCentre, procedure: "family-reunification",
                    group: group, isGranted: true, quarter: moment.quarter, value: value)] ?? 0
        }
        // Ninety-nine days are three whole months, fifty-nine are one.
        #expect(count(.apart, 3, at: after(-1)) == 1)
        #expect(count(.apartSinceDecision, 1, at: after(-1)) == 1)
        // Ana is 36; forty days are more than four weeks and less than thirteen.
        #expect(count(.age, AgeBand.quarter.rawValue, at: after(-60), "30-44") > 0)
        #expect(count(.language, AgeBand.quarter.rawValue, at: after(-60), "pt") > 0)
        #expect(count(.visits, 1, at: after(-60)) > 0)
        try await fixture.cases.foldTallies()
        #expect(try await fixture.measures() == sums)
        try await fixture.cases.foldTallies()
        #expect(try await fixture.measures() == sums && !sums.isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `an office that was never counted is counted by the first night`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file(at: after(-9))
        try await fixture.decide("granted", ["conditions-met"], of: kase, at: after(-1))
        let sums = try await fixture.measures()
        try await fixture.database.write { db in _ = try db.run("DELETE FROM case_measure") }
        #expect(try await fixture.wrongSums().count == sums.count && sums.count == 4)
        try await fixture.cases.foldTallies()
        #expect(try await fixture.measures() == sums)
        // What is lost later is no work of the night, and is found.
        try await fixture.database.write { db in _ = try db.run("DELETE FROM case_measure") }
        try await fixture.cases.foldTallies()
        #expect(try await fixture.wrongSums().count == sums.count)
    }

    @Test(arguments: Engine.underTest)
    func `an open file is in no sum of decided ones`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        _ = try await fixture.file()
        #expect(try await fixture.measures().isEmpty)
    }

    @Test func `ages have one group each, and months are whole`() {
        let groups = [0, 17, 18, 29, 30, 44, 45, 64, 65, 120].map(AgeGroup.of)
        #expect(
            groups == [
                .child, .child, .young, .young, .middle, .middle, .older, .older, .old, .old,
            ])
        #expect(after(30).wholeMonths(since: noon) == 0 && after(31).wholeMonths(since: noon) == 1)
        #expect(noon.wholeMonths(since: after(90)) == 0)
    }
}

extension Fixture {
    fileprivate func perform(
        _ act: @escaping @Sendable (Writer, CaseHouse) throws -> Void
    ) async throws {
        try await database.write { [house] db in try act(db, house) }
    }

    fileprivate func measures() async throws -> [Measure: Int] {
        try await database.read { db in try Measure.sums(in: db) }
    }

    fileprivate func wrongSums() async throws -> [TallyDifference] {
        try await database.read { [cases] db in try cases.rebuildTallies(in: db) }
    }
}
