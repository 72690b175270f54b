import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

/// A queue that is read a front at a time is the queue that would come of sorting everything.
@Suite struct FrontTests {
    @Test(arguments: Engine.underTest)
    func `all pages together are all files, each once and in order`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let scale = try #require(NationalScale(cases: 300))
        try await fixture.cases.inventNation(scale, clock: { noon }, progress: { _ in })
        let scopes: [WorkOffices] = [
            .offices([lisbonCentre]), .offices([lisbonCentre, portoCentre]), .all, .offices([]),
        ]
        for scope in scopes {
            for sort in DeskQueue.Sort.allCases {
                for isDown in [false, true] {
                    for turn in [nil] + Turn.allCases.map(Optional.some) {
                        var queue = DeskQueue(scope: scope)
                        (queue.sort, queue.descending) = (sort, isDown)
                        (queue.turn, queue.today) = (turn, noon.utcDay)
                        try await check(queue, fixture)
                    }
                }
            }
        }
        var queue = DeskQueue(scope: .all)
        queue.clock = "decision"
        try await check(queue, fixture)
        queue.clock = nil
        queue.state = "submitted"
        queue.sort = .state
        try await check(queue, fixture)
    }

    private func check(_ asked: DeskQueue, _ fixture: Fixture) async throws {
        #expect(asked.hasFronts)
        let (lines, wanted) = try await fixture.database.read { db in
            var (lines, queue): ([DeskQueue.Line], DeskQueue) = ([], asked)
            repeat {
                lines += try queue.run(carla, in: db).lines
                queue.page += 1
            } while lines.count == (queue.page - 1) * queueRows
            let all = try db.all(
                "SELECT id FROM \(asked.source) WHERE \(asked.filter(carla))"
            ).map { try $0[0] as CaseID }
            return (lines, all)
        }
        let ids = lines.map(\.kase.id)
        #expect(ids.sorted() == wanted.sorted(), "\(asked)")
        switch asked.sort {
        case .filed:
            let times = lines.map(\.kase.filedAt)
            #expect(times == (asked.descending ? times.sorted(by: >) : times.sorted()))
        case .state:
            let states = lines.map(\.kase.projection.state)
            #expect(states == (asked.descending ? states.sorted(by: >) : states.sorted()))
        case .nextDate:
            let dates = lines.map(\.date)
            let dated = dates.compactMap(\.self)
            #expect(dates.prefix(dated.count).allSatisfy { $0 != nil }, "no date comes last")
            #expect(dated == (asked.descending ? dated.sorted(by: >) : dated.sorted()))
        }
    }

    @Test func `more than a thousand are not counted, and the page says so`() async throws {
        let house = try await Browser()
        let scale = try #require(NationalScale(cases: 1_200))
        try await house.fixture.cases.inventNation(scale, clock: { noon }, progress: { _ in })
        let queue = DeskQueue(scope: .offices([lisbonCentre]))
        let result = try await house.fixture.database.read { db in try queue.run(bruno, in: db) }
        #expect(result.count == 1_000 && result.isMore && result.pages == 20)
        #expect(result.lines.count == 50)
        let page = try await house.get("/desk?page=999", as: "bruno")
        #expect(page.status == 200)
        #expect(page.text.contains("narrow the list with the filter"))
        let none = try await house.get("/desk?turn=person&overdue=1", as: "bruno")
        #expect(none.status == 200)
    }

    @Test func `each order of a queue is the front of an index`() async throws {
        let fixture = try await Fixture(.sqlite)
        let statements: [SQL] = [
            "next_date >= 0 ORDER BY next_date, id", "next_date IS NULL ORDER BY id, id",
            "next_date >= 0 AND state = 'submitted' ORDER BY next_date, id",
            "filed_at >= 0 ORDER BY filed_at DESC, id DESC",
        ]
        for statement in statements {
            let plan = try await fixture.database.read { db in
                try db.all(
                    """
                    EXPLAIN QUERY PLAN SELECT id FROM kase
                    WHERE 1 = 1 AND office = \(lisbonCentre) AND \(statement) LIMIT 50
                    """
                ).map { try $0["detail"] as String }
            }
            #expect(!plan.isEmpty)
            #expect(!plan.contains { $0.hasPrefix("SCAN") || $0.contains("B-TREE") }, "\(plan)")
        }
    }
}
