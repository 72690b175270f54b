import Kernel
import LegalTime
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Cases

/// A request that counts from the moment in which somebody of the staff hears it.
@Suite struct HeardTests {
    /// Thirty calendar days after 23 November 2026: 23 December.
    @Test(arguments: Engine.underTest)
    func `it counts from when it was heard, whenever it is noted who asks`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        _ = try await fixture.cases.moveDates(to: testCalendar())
        let heard = try await fixture.hear()
        let open = try await fixture.database.read { db in
            try HeardRequest.unregistered(for: bruno, in: db).map(\.id)
        }
        #expect(open == [heard])
        let kase = try await fixture.register(heard, at: after(5))
        let stored = try await fixture.stored(kase)
        #expect(stored.filedAt == noon && stored.office == lisbonCentre && !stored.isDemo)
        #expect(stored.projection.nextDate == day("2026-12-23"))
        let history = try await fixture.history(of: kase)
        #expect(history.filedAt == noon)
        #expect(history.filed.heard == CaseEvent.Heard(name: "Bruno", at: noon))
        #expect(history.answers == ["languageUnderstood": "pt"])
        #expect(fixture.told.people.withLock { $0.contains(stored.applicant) })
        #expect(try await fixture.differences().isEmpty)
        let left = try await fixture.database.read { db in
            try HeardRequest.unregistered(for: bruno, in: db).count
        }
        #expect(left == 0)
        await #expect(throws: HeardRefusal.registered) { try await fixture.register(heard) }
    }

    @Test(arguments: Engine.underTest)
    func `a case keeps the law of the day on which it was heard`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let (before, since) = (
            Moment(day("2026-06-11"), hour: 10), Moment(day("2026-06-12"), hour: 10)
        )
        let late = Moment(day("2026-06-20"), hour: 10)
        for (moment, version) in [(before, "law-27-2008"), (since, "pact-2026")] {
            let kase = try await fixture.register(fixture.hear(at: moment), at: late)
            #expect(kase.procedureVersion == version)
        }
    }

    @Test(arguments: Engine.underTest)
    func `what one heard is known to them and to the supervisors of their office`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let heard = try await fixture.hear()
        for stranger in [beatriz, nunoOfLisbon, ana, marta] {
            await #expect(throws: Refused.notFound, "\(stranger.name)") {
                try await fixture.register(heard, by: stranger)
            }
            let known = try await fixture.database.read { db in
                try HeardRequest.unregistered(for: stranger, in: db).count
            }
            #expect(known == 0, "\(stranger.name)")
        }
        try await fixture.register(heard, by: carla)
        // Nobody but staff writes down what they heard, and nobody hears what is no such request.
        for nobody in [ana, marta, dinis] {
            await #expect(throws: Refused.notFound, "\(nobody.name)") {
                _ = try await fixture.hear(by: nobody)
            }
        }
        for other in ["renewal", "temporary-protection", "no-such"] {
            await #expect(throws: CaseRefusal.unknownProcedure, "\(other)") {
                _ = try await fixture.hear(other)
            }
        }
    }

    @Test(arguments: Engine.underTest)
    func `at a case of theirs it is a case of the same person at once, and once`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let permit = try await fixture.file()
        let before = try await fixture.kinds(of: permit)
        _ = try await fixture.hear(at: after(1), of: permit)
        let found = try await fixture.database.read { db in
            try db.all(
                """
                SELECT \(Case.columns) FROM kase WHERE procedure = \(protectionCode)
                """
            ).map(Case.init)
        }
        let kase = try #require(found.first)
        #expect(found.count == 1 && kase.applicant == ana.person && kase.filedAt == after(1))
        #expect(try await fixture.members(of: kase).map(\.person.name) == ["Ana Exemplo"])
        // It leaves nothing behind in the other one.
        #expect(try await fixture.kinds(of: permit) == before)
        await #expect(throws: HeardRefusal.openAlready) {
            _ = try await fixture.hear(at: after(2), of: permit)
        }
        // What is refused leaves no trace of having been heard.
        let heard = try await fixture.database.read { db in
            try db.count("SELECT COUNT(*) FROM heard_request")
        }
        #expect(heard == 1)
        await #expect(throws: Refused.notFound) {
            _ = try await fixture.hear(by: beatriz, at: after(2), of: permit)
        }
    }

    @Test(arguments: Engine.underTest)
    func `of a child somebody says whether it is alone, and only a child is`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let heard = try await fixture.hear()
        await #expect(throws: HeardRefusal.aloneUnsaid) {
            try await fixture.register(heard, born: "2008-11-24")
        }
        await #expect(throws: HeardRefusal.notAChild) {
            try await fixture.register(heard, born: "2008-11-23", alone: true)
        }
        let kase = try await fixture.register(heard, born: "2008-11-24", alone: true)
        #expect(try await fixture.history(of: kase).isDone("minor-alone"))
        #expect(try await fixture.names(of: kase).contains("guardian"))
        let other = try await fixture.register(
            fixture.hear(), born: "2010-01-01", alone: false)
        #expect(try await !fixture.names(of: other).contains("guardian"))
    }

    @Test(arguments: Engine.underTest)
    func `of the office those alone know of it who heard it, supervise, or were let in`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.register(fixture.hear())
        #expect(try await fixture.stored(kase) == kase)
        for (who, knows) in [
            (bruno, true), (carla, true), (nunoOfLisbon, false), (anaAtHerDesk, false),
            (beatriz, false),
        ] {
            #expect(try await fixture.knows(kase, who) == knows, "\(who.name)")
            // Nor does the list of people to reach tell anybody else.
            let told = try await fixture.database.read { [cases = fixture.cases] db in
                try db.count(
                    """
                    SELECT COUNT(*) FROM (SELECT 'case/' || id AS subject FROM kase) AS told
                    WHERE subject = \(Case.subject(kase.id))
                        AND \(cases.isOpen(to: who, subject: "subject"))
                    """) > 0
            }
            #expect(told == knows, "\(who.name)")
        }
        let give = GiveCase(reference: kase.reference, to: anaAtHerDesk.account)
        await #expect(throws: TakeRefusal.notSupervised) {
            try await fixture.database.write { [house = fixture.house] db in
                try give.perform(by: bruno, at: after(1), in: db, house)
            }
        }
        try await fixture.database.write { [house = fixture.house] db in
            try give.perform(by: carla, at: after(1), in: db, house)
        }
        for (who, knows) in [(anaAtHerDesk, true), (bruno, true), (nunoOfLisbon, false)] {
            #expect(try await fixture.knows(kase, who) == knows, "\(who.name)")
        }
        // Whoever hears it elsewhere hands it over and knows no more of it.
        let far = try await fixture.register(fixture.hear(by: beatriz), by: beatriz)
        #expect(far.office == lisbonCentre)
        #expect(try await !fixture.knows(far, beatriz))
        #expect(try await fixture.knows(far, carla))
    }
}

extension Fixture {
    /// Whether somebody finds a case, by its reference and in the queue alike.
    fileprivate func knows(_ kase: Case, _ principal: Principal) async throws -> Bool {
        var queue = DeskQueue(scope: WorkOffices(principal))
        queue.today = noon.utcDay
        let asked = queue
        return try await database.read { db in
            let listed = try asked.run(principal, in: db).lines.contains {
                $0.kase.reference == kase.reference
            }
            var isFound = true
            do {
                _ = try Case.findForStaff(kase.reference, principal, in: db)
            } catch let refusal as Refused where refusal == .notFound { isFound = false }
            #expect(listed == isFound, "\(principal.name)")
            return isFound
        }
    }
}
