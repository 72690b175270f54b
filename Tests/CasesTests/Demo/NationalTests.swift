import Foundation
import Kernel
import LegalTime
import Synchronization
import TestSupport
import Testing

@testable import Cases
@testable import Storage

/// The invented nation is a true one: what is stored is what its journal tells, and what an office could have done.
@Suite struct NationalTests {
    @Test(arguments: Engine.underTest)
    func `three hundred files are marked, told by a sound journal, and equal to it`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let scale = try #require(NationalScale(cases: 300))
        var told: [NationalProgress] = []
        let done = try await fixture.cases.inventNation(
            scale, clock: { noon }, batch: 70, progress: { told.append($0) })
        #expect(told.map(\.cases) == [70, 140, 210, 280, 300] && told.last == done)
        #expect(done.cases == 300 && done.pending == 85)
        // As long as the whole is, but for the last courses.
        #expect(abs(done.events - scale.events) < 100, "\(done.events) for \(scale.events)")
        let lines = try await fixture.count("journal")
        #expect(lines == done.events)
        #expect(try await fixture.count("kase WHERE demo = 1") == 300)
        #expect(try await fixture.count("kase WHERE decided_at IS NULL") == 85)
        #expect(try await fixture.differences().isEmpty)
        let sums = try await fixture.database.read { [cases = fixture.cases] db in
            try cases.rebuildTallies(in: db)
        }
        #expect(sums.isEmpty)
        let found = try await fixture.database.read { db in try db.verifyJournal() }
        #expect(found.isSound && found.lines == lines && found.subjects == 300)
        #expect(found.checkpoints >= 5)
        // Everything is signed already.
        let next = try await fixture.database.write { db in try db.makeCheckpoint(at: noon) }
        #expect(next == nil)
        #expect(fixture.told.notices.withLock { $0.isEmpty })
        #expect(fixture.told.people.withLock { $0.count } == 300)
    }

    @Test(arguments: Engine.underTest)
    func `every table that filing and acts write has its rows`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let scale = try #require(NationalScale(cases: 600))
        try await fixture.cases.inventNation(scale, clock: { noon }, progress: { _ in })
        for table: SQL in [
            "case_member", "case_name", "case_clock", "case_import", "case_document",
            "request_item", "consultation", "case_take", "case_decider", "person_key",
            "case_tally",
        ] {
            #expect(try await fixture.count(table) > 0, "\(table.text)")
        }
        for column: SQL in ["procedure", "office", "state", "outcome", "procedure_version"] {
            let values = try await fixture.database.read { db in
                try db.count("SELECT COUNT(DISTINCT \(column)) FROM kase")
            }
            #expect(values > 1, "\(column.text)")
        }
        // Nobody has what is decided, and each decision of this house is somebody's.
        #expect(
            try await fixture.count(
                "case_take t JOIN kase k ON k.id = t.kase WHERE k.decided_at IS NOT NULL") == 0)
        let decided = try await fixture.count("journal WHERE kind = 'case.decided'")
        #expect(try await fixture.count("case_decider") == decided)
        // Found by name, as any file.
        let name = try await fixture.database.read { db in
            try db.value("SELECT name FROM case_member ORDER BY id LIMIT 1", as: String.self)
        }
        var queue = DeskQueue(scope: .all)
        queue.search = QueueSearch(try #require(name))
        let asked = queue
        let lines = try await fixture.database.read { db in try asked.run(carla, in: db).lines }
        #expect(lines.contains { $0.holder == name })
    }

    @Test func `each act of each course is one that the rules take at that moment`() async throws {
        let fixture = try await Fixture(.sqlite)
        let scale = try #require(NationalScale(cases: 1_000))
        let ground = try await fixture.ground(scale)
        let encoder = JSONEncoder()
        var kinds: [String: Int] = [:]
        for number in 0..<scale.cases {
            let day = ground.plan.filedAt(number).utcDay
            let procedure = try ground.plan.procedure(number, day)
            var course = InventedCourse(number, isWanting: number % 3 == 0, ground)
            let file = try course.file(procedure, encoder)
            try check(file, now: ground.plan.now, &kinds)
        }
        for kind in [
            CaseEvent.filedKind, CaseEvent.importedKind, CaseEvent.takenKind,
            CaseEvent.releasedKind, CaseEvent.requestedKind, CaseEvent.receivedKind,
            CaseEvent.consultationAskedKind, CaseEvent.refusalProposedKind,
            CaseEvent.hearingNotifiedKind, CaseEvent.decidedKind, CaseEvent.stepDoneKind,
        ] {
            #expect((kinds[kind] ?? 0) > 0, "\(kind)")
        }
    }

    /// Walks the lines again and asks the rule of each act before it.
    private func check(
        _ file: InventedFile, now: Moment, _ kinds: inout [String: Int]
    ) throws {
        let events = file.lines.enumerated().map { place, line in
            CaseEvent(
                JournalLine(
                    seq: place + 1, kind: line.event.kind, subject: line.event.subject,
                    actor: line.actor.account, at: line.at, payload: line.event.payload))
        }
        let times = file.lines.map(\.at)
        #expect(times == times.sorted() && times.allSatisfy { $0 < now }, "\(file.number)")
        let household = file.history.filed.household
        #expect(
            household.refusal(on: file.filedAt.utcDay, family: file.procedure.family) == nil,
            "\(file.number)")
        var history = try #require(Case.fold([events[0]]))
        for event in events { kinds[event.kind, default: 0] += 1 }
        for event in events.dropFirst() {
            let refusal = try file.refusal(of: event, history)
            #expect(refusal == nil, "\(file.number) \(event.kind)")
            history.apply(event)
        }
        #expect(
            try file.clocks.projection(of: history) == file.clocks.projection(of: file.history))
    }

    @Test func `a scale follows from cases or from events, within the whole`() {
        #expect(NationalScale(cases: 0) == nil && NationalScale(cases: 1_400_001) == nil)
        #expect(NationalScale(events: 8) == nil && NationalScale(events: 12_000_001) == nil)
        #expect(NationalScale(cases: 1_400_000) == .whole)
        #expect(NationalScale(events: 12_000_000) == .whole)
        #expect(NationalScale.whole.pending == 400_000)
        #expect(NationalScale(events: 10_000)?.cases == 1_166)
    }

    @Test func `exactly two of seven wait, and whoever came lately does`() async throws {
        let fixture = try await Fixture(.sqlite)
        let scale = try #require(NationalScale(cases: 7_000))
        let plan = try NationalPlan(scale, at: noon, fixture.house)
        let waiting = (0..<7_000).filter(plan.isPending)
        #expect(waiting.count == 2_000 && waiting.suffix(300) == Array(6_700..<7_000)[...])
        #expect(waiting.filter { $0 < 1_000 }.count < waiting.filter { $0 >= 6_000 }.count)
    }
}

extension Fixture {
    fileprivate func ground(_ scale: NationalScale) async throws -> NationalGround {
        let plan = try NationalPlan(scale, at: noon, house)
        let (paper, keys) = (try cases.storedDemoPaper(), database.keys)
        return try await database.read { [house] db in
            try NationalGround(plan, paper, keys: keys, house, in: db)
        }
    }
}

extension InventedFile {
    /// Why an act is not taken as its file stands, or nil: the actions' own rules where they are pure.
    fileprivate func refusal(of event: CaseEvent, _ history: CaseHistory) throws -> CaseRefusal? {
        let day = event.at.utcDay
        let other = Reference.new(Case.referenceKind)
        switch event.what {
        case .refusalProposed(let draft):
            return try ProposeRefusal(reference: other, draft: draft)
                .refusal(history, procedure, clocks, day)
        case .decided(let decision):
            return try Decide(
                reference: other, outcome: decision.outcome, grounds: decision.grounds,
                reasons: decision.reasons
            ).refusal(history, procedure, clocks, day, missing: [])
        case .stepDone(let step):
            let rule = try #require(procedure.step(step.code))
            return try rule.refusal(
                history, at: procedure.standing(of: history).stage, note: step.note)
        case .hearingNotified: return history.mayBeBrought ? nil : .alreadyReached
        case .requested(let asked):
            if try clocks.isHearing(history, on: day) { return .hearingRuns }
            return procedure.document(asked.items[0].code) == nil
                ? .unknownDocument(asked.items[0].code) : nil
        case .documentAdded(let document):
            if history.decision != nil { return .alreadyDecided }
            return procedure.document(document.code) == nil
                ? .unknownDocument(document.code) : nil
        case .visitRecorded, .received, .consultationAsked:
            return history.decision == nil ? nil : .alreadyDecided
        default: return nil
        }
    }
}
