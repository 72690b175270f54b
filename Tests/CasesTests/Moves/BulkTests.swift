import Kernel
import Storage
import TestSupport
import Testing

@testable import Cases

/// One thing is done with several cases of the queue: what is refused stops no other, and it is taken back in time.
@Suite struct BulkTests {
    @Test(arguments: Engine.underTest)
    func `what would happen to each is what happens, and nothing of another office is counted`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let (free, held, hers) = (
            try await fixture.file(yusuf), try await fixture.file(), try await fixture.file(yusuf)
        )
        let foreign = try await fixture.file(olena, in: porto)
        let decided = try await fixture.file(yusuf)
        try await fixture.decide("granted", ["conditions-met"], of: decided, at: noon)
        try await fixture.makeTake(held, by: bruno)
        try await fixture.makeTake(hers, by: carla)
        let all = [free, held, hers, foreign, decided]
        for act in [
            BulkAct.take, .release, .give(carla.account), .give(beatriz.account),
            .ask(code: "passport"), .ask(code: "union-proof"),
        ] {
            for who in [carla, bruno] {
                let action = BulkAtDesk(act: act, references: (all + all).map(\.reference))
                let before = try await fixture.rows(of: all)
                let trial = try await fixture.trial(action, by: who)
                #expect(try await fixture.rows(of: all) == before)
                #expect(!trial.contains { $0.hasPrefix(foreign.reference.text) })
                #expect(trial.count == 4)
                let run = try await fixture.run(action, by: who)
                #expect(try await fixture.done(in: run) == trial, "\(act) by \(who.name)")
                // Where it is undone, everybody has again what they had.
                guard act.undoSeconds != nil else { continue }
                try await fixture.undo(run, by: who)
                #expect(try await fixture.rows(of: all) == before, "\(act) by \(who.name)")
            }
        }
        #expect(try await fixture.stored(foreign).projection == foreign.projection)
    }

    @Test(arguments: Engine.underTest)
    func `a granted file has a fee and a card to come: it is taken with others and given back`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        try await fixture.decide("granted", ["conditions-met"], of: kase, at: noon)
        func refusals(_ act: BulkAct) async throws -> [String?] {
            let action = BulkAtDesk(act: act, references: [kase.reference])
            return try await fixture.database.read { [house = fixture.house] db in
                try action.lines(by: bruno, at: noon, in: db, house).map { $0.refusal?.explanation }
            }
        }
        #expect(try await refusals(.take) == [nil])
        try await fixture.makeTake(kase, by: bruno)
        #expect(try await refusals(.release) == [nil])
        #expect(
            try await refusals(.ask(code: "passport"))
                == [CaseRefusal.alreadyDecided.explanation])
    }

    @Test(arguments: Engine.underTest)
    func `only a supervisor gives, only what a file needs is asked for, and a letter stays sent`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        func refusals(_ act: BulkAct, by who: Principal) async throws -> [String?] {
            let action = BulkAtDesk(act: act, references: [kase.reference])
            return try await fixture.database.read { [house = fixture.house] db in
                try action.lines(by: who, at: noon, in: db, house).map { $0.refusal?.explanation }
            }
        }
        #expect(
            try await refusals(.give(bruno.account), by: bruno)
                == [TakeRefusal.notSupervised.explanation])
        #expect(
            try await refusals(.give(beatriz.account), by: carla)
                == [TakeRefusal.cannotWork.explanation])
        #expect(
            try await refusals(.ask(code: "union-proof"), by: bruno)
                == [BulkRefusal.notNeeded("union-proof").explanation])
        #expect(try await refusals(.take, by: anaAtHerDesk).isEmpty)
        let ask = BulkAtDesk(act: .ask(code: "passport"), references: [kase.reference])
        let run = try await fixture.run(ask, by: bruno)
        // Of husband and child, whom it concerns; the holder shows a permit.
        #expect(try await fixture.stored(kase).projection.state == "correction-requested")
        let open = try await fixture.database.read { try kase.history(in: $0).openItems.count }
        #expect(open == 2)
        #expect(
            try await refusals(.ask(code: "passport"), by: bruno)
                == [BulkRefusal.notNeeded("passport").explanation])
        await #expect(throws: BulkRefusal.cannotBeUndone) {
            try await fixture.undo(run, by: bruno)
        }
        await #expect(throws: BulkRefusal.nothingChosen) {
            try await fixture.run(ask, by: beatriz)
        }
    }

    @Test(arguments: Engine.underTest)
    func `after an act a take stays, and after half an hour everything does`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let (worked, idle) = (try await fixture.file(), try await fixture.file(yusuf))
        let take = BulkAtDesk(act: .take, references: [worked, idle].map(\.reference))
        let run = try await fixture.run(take, by: bruno)
        try await fixture.database.write { [house = fixture.house] db in
            try RecordVisit(reference: worked.reference).perform(
                by: bruno, at: noon.adding(seconds: 60), in: db, house)
        }
        await #expect(throws: BulkRefusal.tooLate) {
            try await fixture.undo(run, by: bruno, at: noon.adding(seconds: 1_801))
        }
        await #expect(throws: Refused.notFound) { try await fixture.undo(run, by: carla) }
        try await fixture.undo(run, by: bruno, at: noon.adding(seconds: 1_800))
        let takes = try await fixture.database.read { db in
            try [worked, idle].map { try Take.of($0.id, in: db)?.name }
        }
        #expect(takes == ["Bruno", nil])
    }

    @Test(arguments: Engine.underTest)
    func `nobody gets back by an undo what they may not work on any more`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let (kase, other) = (try await fixture.file(), try await fixture.file(yusuf))
        // She took it while she worked at Lisbon, where nobody knows her any more.
        let gone = Principal(
            account: beatriz.account, person: nil, name: beatriz.name, duties: bruno.duties)
        try await fixture.makeTake(kase, by: gone)
        try await fixture.makeTake(other, by: bruno)
        let give = BulkAtDesk(
            act: .give(carla.account), references: [kase, other].map(\.reference))
        let run = try await fixture.run(give, by: carla)
        try await fixture.undo(run, by: carla)
        let takes = try await fixture.database.read { db in
            try [kase, other].map { try Take.of($0.id, in: db)?.name }
        }
        #expect(takes == ["Carla", "Bruno"])
        let kept = try await fixture.database.read { db in
            try BulkReport(BulkRun.find(run, for: carla, in: db), for: carla, in: db).stayed
        }
        #expect(kept.map(\.kept?.explanation) == [TakeRefusal.cannotWork.explanation])
    }

    @Test(arguments: Engine.underTest)
    func `who supervises no longer undoes no hand-over`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        try await fixture.makeTake(kase, by: bruno)
        let give = BulkAtDesk(act: .give(carla.account), references: [kase.reference])
        let run = try await fixture.run(give, by: carla)
        let moved = Principal(
            account: carla.account, person: nil, name: carla.name, duties: bruno.duties)
        try await fixture.undo(run, by: moved)
        let take = try await fixture.database.read { db in try Take.of(kase.id, in: db) }
        #expect(take?.name == "Carla")
    }

    @Test func `what was begun in time is undone for a day more, and no longer`() {
        func run(began: Moment?) -> BulkRun {
            BulkRun(
                id: BulkRunID(1), act: .take, account: carla.account, name: "Carla", at: noon,
                reached: CaseID(0), endedAt: noon, undoUntil: after(7), undoBegan: began,
                undoneAt: nil)
        }
        let second = after(7).adding(seconds: 1)
        #expect(run(began: nil).undoRefusal(at: after(7)) == nil)
        #expect(run(began: nil).undoRefusal(at: second) == .tooLate)
        #expect(run(began: after(7)).undoRefusal(at: after(8)) == nil)
        #expect(run(began: after(7)).undoRefusal(at: after(8).adding(seconds: 1)) == .tooLate)
        #expect(run(began: after(1)).undoRefusal(at: after(6)) == nil)
    }
}

extension Fixture {
    /// Each case with whether it would be done, in order.
    fileprivate func trial(_ action: BulkAtDesk, by who: Principal) async throws -> [String] {
        try await database.read { [house] db in
            try action.lines(by: who, at: noon, in: db, house).map { line in
                "\(line.kase.reference) \(line.refusal == nil ? "done" : "cannot")"
            }.sorted()
        }
    }

    @discardableResult
    fileprivate func run(_ action: BulkAtDesk, by who: Principal) async throws -> BulkRunID {
        try await database.write { [house] db in
            try action.perform(by: who, at: noon, in: db, house)
        }
    }

    fileprivate func done(in run: BulkRunID) async throws -> [String] {
        try await items(of: run)
    }

    fileprivate func undo(
        _ run: BulkRunID, by who: Principal, at now: Moment = noon
    ) async throws {
        try await database.write { [house] db in
            _ = try UndoBatch(run: run).perform(by: who, at: now, in: db, house)
        }
    }
}
