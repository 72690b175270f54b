import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Cases

/// Open files are moved to another version of the law, each with a verdict, and back.
@Suite struct MoveTests {
    @Test(arguments: Engine.underTest)
    func `a dry run says what the run does, and undoing leaves every row as it was`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine, folder: stagePolicy)
        var random = SeededRandom(41)
        var cases: [Case] = []
        // Each thing once, and then as it comes.
        for number in 0..<12 {
            let what = number < 6 ? number : Int.random(in: 0..<6, using: &random)
            let kase = try await fixture.file(number % 2 == 0 ? ana : yusuf)
            try await fixture.something(of: kase, what)
            cases.append(kase)
        }
        let before = try await fixture.rows(of: cases)
        var verdicts: [MoveVerdict] = []
        let trial = try await fixture.cases.tryMove(forward, by: carla, at: after(2)) { batch in
            verdicts += batch
        }
        #expect(try await fixture.rows(of: cases) == before)
        #expect(Set(verdicts.map(\.kind)) == [.stage, .dates, .cannot], "\(trial.counts)")
        let run = try await fixture.cases.moveCases(
            forward, by: carla, clock: { after(2) }, progress: { _ in })
        #expect(run.counts == trial.counts)
        #expect(run.stayed.map(\.why).sorted() == trial.stayed.map(\.why).sorted())
        let said = verdicts.map { "\($0.reference) \($0.kind.rawValue)" }.sorted()
        #expect(try await fixture.items(of: run.run) == said)
        for verdict in verdicts {
            let stored = try await fixture.stored(verdict.kase)
            guard let effect = verdict.effect else {
                #expect(stored.procedureVersion == "law-61-2025")
                continue
            }
            #expect(stored.procedureVersion == "law-23-2007")
            if let stage = effect.stage { #expect(stored.projection.state == stage.new) }
            if let date = effect.nextDate { #expect(stored.projection.nextDate == date.new) }
        }
        #expect(try await fixture.differing() == 0)
        let number = try #require(run.run)
        let back = try await fixture.cases.undoRun(
            number, by: carla, clock: { after(3) }, progress: { _ in })
        #expect(back.kept == 0 && back.returned == verdicts.count { $0.effect != nil })
        #expect(try await fixture.rows(of: cases) == before)
        #expect(try await fixture.differing() == 0)
    }

    @Test(arguments: Engine.underTest)
    func `a move brings the clocks of the other law, says for whom it is good, and is told`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        #expect(kase.projection.nextDate == day("2027-08-23"))
        let verdict = try await fixture.verdict(forward, of: kase)
        #expect(verdict.kind == .dates && verdict.effect?.favour == .favourable)
        #expect(
            verdict.effect?.nextDate
                == MoveEffect.Pair<Day?>(old: day("2027-08-23"), new: day("2027-02-23")))
        let run = try await fixture.cases.moveCases(
            forward, by: carla, clock: { after(2) }, progress: { _ in })
        #expect(run.counts == [.dates: 1] && run.isGood)
        #expect(try await fixture.stored(kase).projection.nextDate == day("2027-02-23"))
        #expect(try await fixture.kinds(of: kase).last == "case.version-moved")
        #expect(
            fixture.told.notices.withLock { $0.last } == "A lei do seu processo mudou")
        let body = try #require(fixture.told.bodies.withLock { $0.last })
        #expect(body.contains("artigo 7.º") && body.contains("a favor da pessoa"))
        // The other way the silence that approves is lost, and the date comes later.
        let back = try await fixture.verdict(backward(even: true), of: kase)
        #expect(back.effect?.favour == .unfavourable)
        let refused = try await fixture.verdict(backward(even: false), of: kase)
        #expect(refused.refusal == .unfavourable && refused.kind == .cannot)
    }

    @Test(arguments: Engine.underTest)
    func `a paper that only the other law asks for becomes missing, for each who needs it`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine, folder: paperPolicy)
        let kase = try await fixture.file()
        #expect(try await !fixture.missing(of: kase).contains("family-tie"))
        let refused = try await fixture.verdict(forward, of: kase)
        #expect(refused.refusal == .unfavourable)
        let verdict = try await fixture.verdict(even(forward), of: kase)
        #expect(verdict.kind == .papers && verdict.effect?.favour == .mixed)
        #expect(verdict.effect?.newlyMissing == ["family-tie", "family-tie"])
        let run = try await fixture.cases.moveCases(
            even(forward), by: carla, clock: { after(2) }, progress: { _ in })
        #expect(run.counts == [.papers: 1])
        #expect(try await fixture.missing(of: kase).contains("family-tie"))
    }

    @Test(arguments: Engine.underTest)
    func `what stands against a move is said, and nothing is done`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let wrong: [(VersionMove, MoveRefusal)] = [
            (move("law-61-2025", "law-61-2025"), .sameVersion),
            (move("law-61-2025", "law-1"), .unknownVersion("law-1")),
            (move("law-61-2025", "law-23-2007", because: " "), .reasonMissing),
            (move("law-61-2025", "law-23-2007", basis: ""), .basisMissing),
        ]
        for (order, refusal) in wrong {
            await #expect(throws: refusal) {
                try await fixture.begin(order, by: carla)
            }
        }
        for nobody in [bruno, ana, jorge] {
            await #expect(throws: MoveRefusal.notSupervised) {
                try await fixture.begin(forward, by: nobody)
            }
        }
        func refusal(
            _ order: VersionMove = forward, at days: Int = 2
        ) async throws -> MoveRefusal? {
            try await fixture.verdict(order, of: kase, at: after(days)).refusal
        }
        #expect(try await refusal() == nil)
        #expect(try await refusal(backward(even: true)) == .otherVersion("law-61-2025"))
        try await fixture.makeTake(kase, by: bruno)
        #expect(try await refusal(at: 0) == .takenByAnother("Bruno"))
        // A day later nobody has it any more.
        try await fixture.draft(kase, at: after(1))
        #expect(try await refusal() == .draftOut)
        let old = try await fixture.file(yusuf, at: Moment(day("2025-09-15"), hour: 10))
        let tacit = try await fixture.verdict(backward(even: true), of: old)
        #expect(tacit.refusal == .tacitlyApproved("artigo 105.º da Lei n.º 23/2007"))
        let other = try await fixture.file(yusuf)
        try await fixture.decide("granted", ["conditions-met"], of: other, at: after(1))
        #expect(try await fixture.verdict(forward, of: other).refusal == .alreadyDecided)
    }
}

/// Whose files are moved, how far a run is, and until when it is undone.
@Suite struct MoveRunTests {
    @Test(arguments: Engine.underTest)
    func `files of another office and one's own are neither moved nor counted`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let hers = try await fixture.file()
        let other = try await fixture.file(yusuf)
        let foreign = try await fixture.file(olena, in: porto)
        let anaSupervises = Principal(
            account: AccountID(79), person: ana.person, name: "Ana", duties: carla.duties)
        let run = try await fixture.cases.moveCases(
            forward, by: anaSupervises, clock: { after(2) }, progress: { _ in })
        #expect(run.all == 1 && run.counts == [.dates: 1] && run.left == 0)
        #expect(try await fixture.stored(hers).procedureVersion == "law-61-2025")
        #expect(try await fixture.stored(foreign).procedureVersion == "law-61-2025")
        #expect(try await fixture.stored(other).procedureVersion == "law-23-2007")
        let number = try #require(run.run)
        await #expect(throws: Refused.notFound) {
            try await fixture.cases.undoRun(
                number, by: carla, clock: { after(2) }, progress: { _ in })
        }
        #expect(try await fixture.verdict(forward, of: foreign).refusal == .notSupervised)
    }

    @Test(arguments: Engine.underTest)
    func `a run goes on where it stopped, and a second one finds nothing`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        for person in [ana, yusuf, ana] { _ = try await fixture.file(person) }
        let run = try await fixture.begin(forward, by: carla)
        var ended: [Bool] = []
        for _ in 0..<5 {
            let stands = try await fixture.database.write { [house = fixture.house] db in
                try MoveBatch(run: run, size: 2).perform(
                    by: carla, at: after(2), in: db, house)
            }
            ended.append(stands.endedAt != nil)
        }
        #expect(ended == [false, true, true, true, true])
        #expect(try await fixture.items(of: run).count == 3)
        let again = try await fixture.cases.moveCases(
            forward, by: carla, clock: { after(2) }, progress: { _ in })
        #expect(again.all == 0 && again.counts.isEmpty)
        let resumed = try await fixture.cases.resumeMove(
            run, by: carla, clock: { after(3) }, progress: { _ in })
        #expect(resumed.counts == [.dates: 3])
    }

    @Test(arguments: Engine.underTest)
    func `what happened since keeps a file where it is, and after a week nothing is undone`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let (kase, other) = (try await fixture.file(), try await fixture.file(yusuf))
        let first = try await fixture.cases.moveCases(
            forward, by: carla, clock: { after(2) }, progress: { _ in })
        let run = try #require(first.run)
        // Who has it is no step of the case.
        try await fixture.makeTake(other, by: carla)
        try await fixture.something(of: kase, 1)
        await #expect(throws: BulkRefusal.tooLate) {
            try await fixture.cases.undoRun(
                run, by: carla, clock: { after(10) }, progress: { _ in })
        }
        let back = try await fixture.cases.undoRun(
            run, by: carla, clock: { after(8) }, progress: { _ in })
        #expect(back.returned == 1 && back.kept == 1 && !back.isGood)
        #expect(back.stayed.map(\.reference) == [kase.reference])
        #expect(try await fixture.stored(kase).procedureVersion == "law-23-2007")
        #expect(try await fixture.stored(other).procedureVersion == "law-61-2025")
        await #expect(throws: BulkRefusal.alreadyUndone) {
            try await fixture.cases.undoRun(
                run, by: carla, clock: { after(8) }, progress: { _ in })
        }
        // Whatever else the rows say is found, and put right.
        try await fixture.database.write { db in
            try db.run(
                "UPDATE kase SET procedure_version = 'law-61-2025' WHERE id = \(kase.id)")
        }
        #expect(try await fixture.differing() == 1)
    }
}
