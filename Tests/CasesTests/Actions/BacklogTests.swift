import Figures
import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Cases

@Suite struct BacklogTests {
    @Test(arguments: Engine.underTest)
    func `the invented backlog is marked, loaded once and equal to its journal`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let officers = [(bruno, lisbon), (beatriz, porto)].map { (principal: $0.0, near: $0.1) }
        let invented = Mutex<[PersonID]>([])
        func load() async throws -> Int {
            try await fixture.cases.loadDemo(officers: officers, at: noon) { _, moment, _ in
                let person = PersonID.new(at: moment)
                invented.withLock { $0.append(person) }
                return person
            }
        }
        #expect(try await load() == 78)
        #expect(try await load() == 0)
        let applicants = try await fixture.database.read { db in
            try db.all("SELECT applicant FROM kase").map { try $0[0] as PersonID }
        }
        #expect(Set(applicants) == Set(invented.withLock { $0 }) && applicants.count == 78)
        let counts = try await fixture.database.read { db in
            [
                try db.count("SELECT COUNT(*) FROM kase WHERE demo = 1"),
                try db.count("SELECT COUNT(DISTINCT state) FROM kase"),
                try db.count("SELECT COUNT(DISTINCT outcome) FROM kase"),
                try db.count("SELECT COUNT(DISTINCT office) FROM kase"),
            ]
        }
        // Among the stages those behind a grant: telling the consulate, the fee, a card on its way; and a visa.
        #expect(counts == [78, 13, 4, 2])
        #expect(try await fixture.differences().isEmpty)
        #expect(fixture.told.notices.withLock { $0.isEmpty })
    }

    @Test(arguments: Engine.underTest)
    func `a projection that was tampered with is found and repaired`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        try await fixture.database.write { db in
            _ = try db.run(
                "UPDATE kase SET next_date = next_date + 30, turn = 'person' WHERE id = \(kase.id)")
        }
        let found = try await fixture.differences()
        #expect(found.map(\.reference) == [kase.reference])
        #expect(found.first?.rebuilt?.nextDate == day("2027-08-23"))
        let repaired = try await fixture.database.write { [cases = fixture.cases] in
            try cases.repair(found, in: $0)
        }
        #expect(repaired == 1)
        #expect(try await fixture.differences().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `the queue shows an office its own, the late ones first`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let late = try await fixture.file(ana, in: lisbon, at: after(-400))
        let new = try await fixture.file(yusuf, in: lisbon)
        let porto = try await fixture.file(olena, in: porto)
        func queue(
            _ who: Principal, _ change: (inout DeskQueue) -> Void = { _ in }
        ) async throws -> [Reference] {
            var queue = DeskQueue(scope: WorkOffices(who))
            change(&queue)
            let asked = queue
            return try await fixture.database.read {
                try asked.run(who, in: $0).lines.map(\.kase.reference)
            }
        }
        #expect(try await queue(bruno) == [late.reference, new.reference])
        #expect(try await queue(beatriz) == [porto.reference])
        #expect(try await queue(bruno) { $0.overdueOn = noon.utcDay } == [late.reference])
        #expect(
            try await queue(bruno) {
                $0.sort = .filed
                $0.descending = true
            } == [new.reference, late.reference])
        #expect(try await queue(bruno) { $0.turn = .person } == [])
        #expect(try await queue(bruno) { $0.page = 2 } == [])
        #expect(try await queue(marta) == [])
        let everywhere = Duty(
            role: .supervisor, organisation: agency, location: nil, purpose: .status)
        let head = Principal(
            account: AccountID(50), person: nil, name: "Sofia", duties: [everywhere])
        #expect(try await queue(head).count == 3)
    }

    @Test(arguments: Engine.underTest) func `the figures move when a case is decided`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let figures = try Figures(
            database: fixture.database, zone: .utc, figures: fixture.cases.figures)
        for number in 0..<12 {
            let someone = Principal(
                account: AccountID(500), person: PersonID(Int64(2_000 + number)), name: "P",
                duties: [])
            let kase = try await fixture.file(someone, at: after(-10 - number))
            if number < 6 {
                try await fixture.decide("granted", ["conditions-met"], of: kase, at: after(-1))
            }
        }
        let values = try await fixture.database.read { db in
            try ["pending", "decided", "median-age-days"].map { name in
                try figures.live(
                    FigureKey("cases.\(name).family-reunification"), for: joana, in: db, at: noon
                )?.value
            }
        }
        let marks = try await fixture.database.read { db in
            try ["pending", "decided", "median-age-days"].map { name in
                try figures.live(
                    FigureKey("cases.\(name).family-reunification"), for: joana, in: db, at: noon
                )?.isDemo
            }
        }
        #expect(marks == [false, false, false])
        _ = try await fixture.file(olena, at: after(-1))
        let pending = try await fixture.database.read { db in
            try ["pending", "decided"].map { name in
                try figures.live(
                    FigureKey("cases.\(name).family-reunification"), for: joana, in: db, at: noon
                )?.isDemo
            }
        }
        #expect(pending == [true, false])
        // Six pending and six decided, rounded to fives; the pending ones are 16 to 21 days old.
        #expect(values == [5, 5, 18])
    }
}

extension Fixture {
    func differences() async throws -> [RebuildDifference] {
        try await database.read { [cases] db in try cases.rebuild(in: db) }
    }
}
