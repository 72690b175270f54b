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
        // Else all would wait in one class.
        while try await fixture.cases.rankCases(at: noon) > 0 {}
        #expect(try await fixture.differences().isEmpty)
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
        for (state, procedure) in [
            ("submitted", nil), (nil, "renewal"), ("in-analysis", "renewal"), ("in-hand", nil),
        ] as [(String?, String?)] {
            for sort in DeskQueue.Sort.allCases {
                (queue.state, queue.procedure, queue.sort) = (state, procedure, sort)
                queue.closed = state == "in-hand"
                try await check(queue, fixture)
            }
        }
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
        case .nextDate:
            let open = asked.clock == nil ? lines.filter { !$0.kase.isOver } : lines
            #expect(lines.prefix(open.count).map(\.kase.id) == open.map(\.kase.id))
            let classes = asked.clock == nil ? open.map(\.priority) : []
            #expect(classes == (asked.descending ? classes.sorted(by: >) : classes.sorted()))
            for rank in CaseRank.classes.indices {
                let own = asked.clock == nil ? open.filter { $0.priority == rank } : open
                let dates = own.map(\.date)
                let dated = dates.compactMap(\.self)
                #expect(dates.prefix(dated.count).allSatisfy { $0 != nil }, "no date comes last")
                #expect(dated == (asked.descending ? dated.sorted(by: >) : dated.sorted()))
            }
        }
    }

    @Test func `more than a thousand are not counted, and the page says so`() async throws {
        let house = try await Browser()
        let scale = try #require(NationalScale(cases: 1_200))
        try await house.fixture.cases.inventNation(scale, clock: { noon }, progress: { _ in })
        var queue = DeskQueue(scope: .offices([lisbonCentre]))
        queue.closed = true
        let asked = queue
        let result = try await house.fixture.database.read { db in try asked.run(bruno, in: db) }
        #expect(result.count == 1_000 && result.isMore && result.pages == 20)
        #expect(result.lines.count == 50)
        let page = try await house.get("/desk?closed=1&page=999", as: "bruno")
        #expect(page.status == 200)
        #expect(page.text.contains("narrow the list with the filter"))
        let none = try await house.get("/desk?turn=person&overdue=1", as: "bruno")
        #expect(none.status == 200)
    }

    @Test func `the queue says procedure and class, and lists closed files only where asked`()
        async throws
    {
        let house = try await Browser()
        let open = try await house.fixture.fileAlone("residence-permit")
        let family = try await house.fixture.file(yusuf)
        let refused = try await house.fixture.file(olena, at: after(-90))
        try await house.fixture.propose(["entry-ban"], of: refused, at: after(-80))
        try await house.fixture.bring(.handed, refused, at: after(-79))
        try await house.fixture.decide("refused", ["entry-ban"], of: refused, at: after(-20))
        func page(_ query: String) async throws -> String {
            try await house.get("/desk" + query, as: "bruno").text
        }
        let plain = try await page("")
        #expect(plain.contains("Residence permit (first)") && plain.contains("second"))
        #expect(!plain.contains(refused.reference.text))
        for query in ["?closed=1", "?turn=none", "?state=decided", "?search=\(refused.reference)"] {
            #expect(try await page(query).contains(refused.reference.text), "\(query)")
        }
        let kind = try await page("?procedure=residence-permit")
        #expect(kind.contains(open.reference.text) && !kind.contains(family.reference.text))
        // An office that is not one's own has nothing to show.
        let other = try await page("?office=\(portoCentre)")
        #expect(!other.contains(open.reference.text) && !other.contains(family.reference.text))
    }

    /// Where her window is over, the office's own date is shown, sorted by and filtered by.
    @Test(arguments: Engine.underTest)
    func `the date of a line is the one by which it stands there`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let asked = try await fixture.file(at: after(-30))
        let later = try await fixture.file(yusuf, at: after(-1))
        try await fixture.ask("passport", of: asked, at: after(-29))
        var queue = DeskQueue(scope: WorkOffices(bruno))
        queue.today = after(3).utcDay
        let (all, dates) = try await fixture.database.read { [queue] db in
            let lines = try queue.run(bruno, in: db).lines
            return (lines, try Case.dueDates(of: lines.map(\.kase), on: queue.today, in: db))
        }
        #expect(Set(all.map(\.kase.reference)) == [asked.reference, later.reference])
        #expect(all.allSatisfy { $0.date == dates[$0.kase.id] })
        #expect(all.compactMap(\.date) == all.compactMap(\.date).sorted())
        // Her own last day passed; the office's did not, and nothing of it is late.
        queue.overdueOn = queue.today
        let late = try await fixture.database.read { [queue] db in
            try queue.run(bruno, in: db).count
        }
        #expect(late == 0)
    }

    @Test(arguments: Engine.underTest)
    func
        `a page asks once for each class until it is full, and once for its lines with their number`(
            engine: Engine
        ) async throws
    {
        let fixture = try await Fixture(engine)
        let scale = try #require(NationalScale(cases: 300))
        try await fixture.cases.inventNation(scale, clock: { noon }, progress: { _ in })
        var queue = DeskQueue(scope: .offices([lisbonCentre, portoCentre]))
        queue.today = noon.utcDay
        for (sort, most) in [(DeskQueue.Sort.filed, 2), (.nextDate, 1 + CaseRank.classes.count)] {
            queue.sort = sort
            let (before, asked) = (fixture.database.statements.value, queue)
            let page = try await fixture.database.read { db in try asked.run(carla, in: db) }
            #expect(page.count >= page.lines.count && !page.lines.isEmpty)
            #expect(fixture.database.statements.value - before <= most)
        }
    }

    /// What the queue itself asks, not what somebody thinks that it asks.
    @Test(arguments: Engine.underTest)
    func `each order of a queue, however it is filtered, is the front of an index`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        _ = try await fixture.file()
        for change in filters {
            for sort in DeskQueue.Sort.allCases {
                for isDown in [false, true] {
                    var queue = DeskQueue(scope: .offices([lisbonCentre]))
                    (queue.sort, queue.descending, queue.today) = (sort, isDown, noon.utcDay)
                    change(&queue)
                    if !queue.hasFronts { continue }
                    for front in queue.rounds.flatMap(\.self).flatMap(\.self) {
                        let asked = queue.statement(front, bruno, at: lisbonCentre, limit: 50)
                        let plan = try await fixture.plan(of: asked, engine)
                        #expect(!plan.isEmpty)
                        #expect(!plan.contains(where: isNoFront), "\(asked.text): \(plan)")
                    }
                }
            }
        }
    }

    @Test(arguments: Engine.underTest)
    func `the next case of each class is the front of an index`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        _ = try await fixture.file()
        let next = NextCase(bruno, at: noon, on: noon.utcDay)
        for priority in CaseRank.classes.indices {
            let stretches = QueueStretches(priority: priority, today: noon.utcDay)
            for front in stretches.dated(.state) + stretches.undated(.state) {
                let asked = next.statement(front, lisbonCentre)
                let plan = try await fixture.plan(of: asked, engine)
                #expect(!plan.isEmpty)
                #expect(!plan.contains(where: isNoFront), "\(asked.text): \(plan)")
            }
        }
    }
}

/// Each filter of the page alone, and two together.
private let filters: [@Sendable (inout DeskQueue) -> Void] = [
    { _ in }, { $0.state = "submitted" }, { $0.procedure = "renewal" },
    {
        $0.state = "submitted"
        $0.procedure = "renewal"
    },
    { $0.turn = .state }, { $0.turn = .person }, { $0.turn = Turn.none }, { $0.taken = .free },
    { $0.overdueOn = noon.utcDay }, { $0.closed = true },
    {
        $0.closed = true
        $0.state = "in-hand"
    },
    { $0.clock = "decision" },
]

/// A line of a plan by which rows are read that are not shown, or sorted after they were read.
@Sendable private func isNoFront(_ line: String) -> Bool {
    line.hasPrefix("SCAN") || line.contains("B-TREE") || line.contains("Seq Scan")
        || line.contains("Sort")
}

extension Fixture {
    /// How an engine would answer, in lines. A table of one file is read whole on PostgreSQL, unless it is told that files
    /// are many.
    fileprivate func plan(of statement: SQL, _ engine: Engine) async throws -> [String] {
        try await database.read { db in
            if engine == .sqlite {
                return try db.all("EXPLAIN QUERY PLAN \(statement)").map { try $0["detail"] }
            }
            for way in ["enable_seqscan", "enable_sort", "enable_bitmapscan"] {
                _ = try db.all("SELECT set_config(\(way), 'off', true)")
            }
            return try db.all("EXPLAIN \(statement)").map { try $0[0] }
        }
    }
}
