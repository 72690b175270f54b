import Foundation
import Kernel
import Storage
import TestSupport
import Testing

@testable import Appointments

/// What is shown free is bookable, always; CAIS_RUN_SECONDS makes the run longer, CAIS_RUN_SEED begins with another seed.
@Suite struct RandomRunTests {
    @Test(arguments: Engine.underTest)
    func `in a random run every time that is shown can be booked, and no other`(
        engine: Engine
    ) async throws {
        let end = ContinuousClock.now.advanced(by: .seconds(asked("CAIS_RUN_SECONDS") ?? 10))
        var seed = UInt64(asked("CAIS_RUN_SEED") ?? 1)
        var (looks, tried) = (0, 0)
        var done: Set<RandomRun.Act> = []
        repeat {
            var run = try await RandomRun(engine, seed: seed)
            for step in 0..<stepsOfARun {
                try await run.step()
                tried += try await run.look("seed \(seed), step \(step)")
                looks += 1
                if ContinuousClock.now > end, tried > triedMin { break }
            }
            done.formUnion(run.done)
            seed += 1
        } while ContinuousClock.now < end || (tried <= triedMin && seed < seedMax)
        #expect(tried > triedMin, "too little was shown to say anything")
        print("\(engine): \(looks) looks, \(tried) attempts, acts \(done.count)")
    }

    /// What no act of the run must do to be of use, so that the run is about all of them.
    @Test func `a run of some seeds comes to every kind of act`() async throws {
        var done: Set<RandomRun.Act> = []
        for seed: UInt64 in 1...6 where done.count < RandomRun.Act.allCases.count {
            var run = try await RandomRun(.sqlite, seed: 1_000 + seed)
            for _ in 0..<stepsOfARun * 3 { try await run.step() }
            done.formUnion(run.done)
        }
        #expect(done == Set(RandomRun.Act.allCases))
    }

    private func asked(_ name: String) -> Int? {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
    }
}

private let stepsOfARun = 60
/// A slow machine goes on until it has seen so much.
private let triedMin = 100
private let seedMax: UInt64 = 40

/// Leaves the transaction once something could be done.
private struct CouldBe: Error {}

extension RandomRun {
    /// Books whatever is shown, and what is not, each in a transaction that is left again; says how many attempts it made.
    fileprivate func look(_ words: String) async throws -> Int {
        // As many as the step says, so that a seed always looks for the same.
        let people = 1 + abs(words.hashed) % 4
        let family = file(5_000, household(people)).asOwn
        let shown = Set(try await shown(people))
        let candidates = try await starts()
        #expect(shown.isSubset(of: candidates), "\(words): shown, and no time begins then")
        for start in candidates.sorted() {
            let could = try await could { db in
                try BookVisit(file: family, start: start).perform(by: ana, at: now, in: db)
            }
            #expect(could == shown.contains(start), "\(words), \(people) at \(start)")
        }
        let chains = try await chains(family)
        for time in chains {
            let could = try await could { db in
                try BookChain(file: family, parts: time.parts, counters: chainCounters)
                    .perform(by: ana, at: now, in: db)
            }
            #expect(could, "\(words): chain at \(time.start)")
        }
        #expect(try await onPages(family) == shown.sorted(), "\(words): pages")
        try await expectHonestForecast(words)
        try await expectSound(words)
        return candidates.count + chains.count
    }

    private func could(_ act: @escaping @Sendable (Writer) throws -> VisitID) async throws -> Bool {
        do {
            return try await sample.database.write { db -> Bool in
                _ = try act(db)
                throw CouldBe()
            }
        } catch is CouldBe {
            return true
        } catch BookingRefusal.taken {
            return false
        }
    }

    /// When any time begins, of whatever desk and whoever holds it.
    private func starts() async throws -> Set<Moment> {
        let (now, end) = (now, end)
        return try await sample.database.read { db in
            Set(
                try db.all(
                    "SELECT DISTINCT start FROM slot WHERE start > \(now) AND start < \(end)"
                )
                .map { try $0[0] as Moment })
        }
    }

    /// The times of all pages on which a household may choose.
    private func onPages(_ family: BookableCase) async throws -> [Moment] {
        let (now, asks, end) = (now, asks, end)
        return try await sample.database.read { db in
            var found: [Moment] = []
            var from: Day? = nil
            repeat {
                let page = try FreeTimesPage(family, from: from, asks, at: now, in: db)
                found += page.days.flatMap(\.starts)
                from = page.next
            } while from.map { Moment($0) < end } ?? false
            return found.filter { $0 < end }
        }
    }

    /// What a supervisor reads as the first free time can be booked for something.
    private func expectHonestForecast(_ words: String) async throws {
        let (now, far) = (now, now.utcDay.adding(days: 300))
        let closing = Closing(office: lisbonCentre, desk: nil, days: far...far, exchange: nil)
        let first = try await sample.database.read { db in
            try Foresee(closing: closing, zone: .utc).run(at: now, in: db).whatIf.firstNow
        }
        guard let first else { return }
        var could = false
        for service in ["residence", "renewal"] {
            let one = BookableCase(
                id: CaseID(5_001), reference: Reference(kind: "RF", random: 77), service: service,
                office: lisbonCentre, people: ["One"])
            could =
                try await self.could { db in
                    try BookVisit(file: one, start: first).perform(by: ana, at: now, in: db)
                } || could
        }
        #expect(could, "\(words): first free time \(first)")
    }

    /// What always holds, whoever did what.
    private func expectSound(_ words: String) async throws {
        let now = now
        let wrong = try await sample.database.read { db in
            [
                "times of visits": try db.count(
                    """
                    SELECT COUNT(*) FROM visit v WHERE v.state = 'booked'
                        AND COALESCE((SELECT SUM(s.minutes) FROM slot s WHERE s.taken_by = v.id), 0) <>
                            COALESCE((SELECT SUM(l.minutes) FROM visit_leg l WHERE l.visit = v.id), v.minutes)
                    """),
                "times held for nobody": try db.count(
                    """
                    SELECT COUNT(*) FROM slot s JOIN visit v ON v.id = s.taken_by WHERE v.state <> 'booked'
                    """),
                "times of offers": try db.count(
                    """
                    SELECT COUNT(*) FROM slot s JOIN offer o ON o.id = s.offer WHERE o.state <> 'open'
                    """),
                "free and busy": try db.count(
                    """
                    SELECT COUNT(*) FROM slot s JOIN desk_busy b ON b.desk = s.desk
                    WHERE s.start > \(now) AND \(isFree(at: now)) AND b.until > s.start
                        AND b.start < s.start + s.minutes * 60000000
                    """),
                "two times at once at a desk": try db.count(
                    """
                    SELECT COUNT(*) FROM slot s JOIN slot o ON o.desk = s.desk AND o.start > s.start
                        AND o.start < s.start + s.minutes * 60000000
                    WHERE s.start > \(now)
                    """),
                "free at a retired desk": try db.count(
                    """
                    SELECT COUNT(*) FROM slot s JOIN desk d ON d.id = s.desk
                    WHERE s.start > \(now) AND \(isFree(at: now)) AND d.retired IS NOT NULL
                    """),
            ]
        }
        for (what, count) in wrong { #expect(count == 0, "\(words): \(what)") }
    }
}

extension String {
    /// The same in every process, as `hashValue` is not.
    fileprivate var hashed: Int { utf8.reduce(7) { ($0 &* 31 &+ Int($1)) & 0xFFFF } }
}
