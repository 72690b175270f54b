import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import ServiceNetwork

@Suite struct QualityBoardTests {
    @Test func `quarters begin and end with their months`() throws {
        #expect("\(summer)" == "2026-Q3")
        #expect("\(summer.firstDay) \(summer.lastDay)" == "2026-07-01 2026-09-30")
        for (day, last) in [
            ("2026-11-23", "2026-Q3"), ("2026-01-01", "2025-Q4"), ("2026-12-31", "2026-Q3"),
            ("2026-04-01", "2026-Q1"), ("2026-03-31", "2025-Q4"),
        ] {
            #expect("\(Quarter.lastWhole(on: try #require(Day(iso: day))))" == last)
        }
        let span = summer.span(in: .utc)
        #expect("\(span.lowerBound)" == "2026-07-01T00:00:00Z")
        #expect("\(span.upperBound)" == "2026-10-01T00:00:00Z")
        #expect(Quarter("2026-Q3") == summer)
        for text in ["2026-Q0", "2026-Q5", "2026-3", "26-Q3", "2026-Q", "-Q3", ""] {
            #expect(Quarter(text) == nil, "\(text)")
        }
    }

    /// 40 of 50: 0.8, and by Wilson 0.6696 to 0.8876 (computed beside this program).
    @Test(arguments: Engine.underTest)
    func `a share has its range, and fewer than ten opinions have no figure`(
        engine: Engine
    ) async throws {
        let network = try await qualityNetwork(engine)
        try await network.give([2, 3, 5, 25, 15], at: porto)
        try await network.give([0, 0, 0, 4, 5], at: fundao)
        try await network.give([1, 1, 1, 3, 4], at: lisboa)
        #expect(try await network.takeQuality(at: noon) == 3)
        let board = try #require(try await network.board())
        let figures = Dictionary(
            uniqueKeysWithValues: board.lines.map { ($0.place, $0.figures[.satisfaction]) })
        let large = try #require(figures[porto] ?? nil)
        #expect(large.value == 0.8 && large.low == 0.67 && large.high == 0.89)
        #expect(large.basis == 50)
        let small = try #require(figures[fundao] ?? nil)
        #expect(small.value == nil && small.low == nil && small.basis == nil)
        let least = try #require(figures[lisboa] ?? nil)
        #expect(least.value == 0.7 && least.basis == 10)
        // Nothing of the nine can be told from what is stored.
        let stored = try await network.database.read { db in
            try db.count(
                "SELECT COUNT(*) FROM quality_figure WHERE location = \(fundao) AND basis IS NOT NULL"
            )
        }
        #expect(stored == 0)
    }

    @Test(arguments: Engine.underTest)
    func
        `waits and decisions of other rooms are counted, and none complained is said of who decides`(
            engine: Engine
        ) async throws
    {
        var asks = QualityAsks()
        asks.waits = { span, _ in
            #expect("\(span.lowerBound)" == "2026-07-01T00:00:00Z")
            return [
                porto: PlaceWaits(days: Array(1...12), isDemo: false),
                fundao: PlaceWaits(days: [3, 4], isDemo: true),
            ]
        }
        asks.decisions = { _, days, _ in
            #expect(days == ["residence-permit": 126, "renewal": 84, "family-reunification": 274])
            return [
                porto: PlaceShare(count: 20, all: 20, isDemo: false),
                lisboa: PlaceShare(count: 3, all: 9, isDemo: false),
            ]
        }
        asks.complaints = { _, _ in
            [
                lisboa: PlaceShare(count: 4, all: 4, isDemo: false),
                // No place of ours: another installation's.
                LocationID(77): PlaceShare(count: 40, all: 40, isDemo: false),
            ]
        }
        let network = try await qualityNetwork(engine, asks)
        #expect(try await network.takeQuality(at: noon) == 6)
        let board = try #require(try await network.board(summer))
        let lines = Dictionary(uniqueKeysWithValues: board.lines.map { ($0.place, $0.figures) })
        let wait = try #require(lines[porto]?[.waiting])
        // Type 7 of Hyndman and Fan: 1 + 11/4, and 1 + 33/4.
        #expect(wait.value == 6.5 && wait.low == 3.75 && wait.high == 9.25 && wait.basis == 10)
        let inTime = try #require(lines[porto]?[.inTime])
        #expect(inTime.value == 1 && inTime.low == 0.84 && inTime.high == 1)
        #expect(lines[porto]?[.complaints]?.value == 0)
        #expect(lines[lisboa]?[.inTime]?.value == nil && lines[lisboa]?[.inTime] != nil)
        #expect(lines[lisboa]?[.complaints]?.value == nil)
        #expect(lines[fundao]?[.waiting]?.value == nil)
        #expect(lines[fundao]?[.complaints] == nil)
        #expect(board.isDemo && lines.count == 3)
    }

    @Test(arguments: Engine.underTest)
    func `what was published of a quarter stays`(engine: Engine) async throws {
        let network = try await qualityNetwork(engine)
        try await network.give([0, 0, 10, 10, 0], at: porto, about: .waiting)
        #expect(try await network.takeQuality(at: noon) == 1)
        try await network.give([0, 0, 0, 500, 0], at: porto)
        #expect(try await network.takeQuality(at: noon.adding(seconds: 3_600)) == 0)
        let board = try #require(try await network.board())
        #expect(board.lines.map { $0.figures[.satisfaction]?.value } == [0.5])
        let topics = board.topics.filter { $0.count != 0 }
        #expect(topics.map(\.topic) == [.waiting] && topics.map(\.count) == [20])
        #expect(try await network.board(Quarter("2026-Q2")) == nil)
        let kinds = try await network.database.read { db in
            try db.journal(of: "quality").map(\.kind)
        }
        #expect(kinds == ["quality.taken"])
    }

    @Test(arguments: Engine.underTest)
    func `places that chance may have parted have a range of positions`(
        engine: Engine
    ) async throws {
        let network = try await qualityNetwork(engine)
        // 60 of 100 and 55 of 100 overlap; 98 of 100 stands alone.
        try await network.give([0, 0, 40, 60, 0], at: porto)
        try await network.give([0, 0, 45, 55, 0], at: lisboa)
        try await network.give([0, 0, 2, 98, 0], at: fundao)
        try await network.takeQuality(at: noon)
        let board = try #require(try await network.board())
        let positions = Dictionary(
            uniqueKeysWithValues: board.lines.map { ($0.place, $0.position) })
        #expect(positions == [fundao: 1...1, porto: 2...3, lisboa: 2...3])
        #expect(board.ranked == 3 && board.alone == 1)
        let down = board.sorted(by: "satisfaction", descending: false)
        #expect(down.first?.place == fundao && down.count == 3)
        let up = board.sorted(by: "satisfaction", descending: true)
        #expect(up.last?.place == fundao)
        // The two that nobody can tell apart stand by their names, whichever way.
        let names = board.lines.map(\.place).filter { $0 != fundao }
        #expect(down.dropFirst().map(\.place) == names && up.dropLast().map(\.place) == names)
    }

    @Test func `a goal is kept or missed only where the whole range says so`() throws {
        let standards = try realStandards()
        #expect(standards.goal(of: .satisfaction) == 0.8 && standards.goal(of: .inTime) == 0.9)
        #expect(standards.goal(of: .waiting) == nil && standards.goal(of: .complaints) == nil)
        func keeps(_ count: Int, of all: Int) throws -> Bool? {
            let share = PlaceShare(count: count, all: all, isDemo: false)
            let figure = QualityFigure.share(share, .satisfaction, of: porto, standards.rule)
            return try #require(figure).keeps(0.8)
        }
        // 0.85 to 0.95, 0.53 to 0.68, 0.67 to 0.89; and nine opinions tell nothing.
        #expect(try keeps(110, of: 120) == true && keeps(97, of: 160) == false)
        #expect(try keeps(40, of: 50) == nil && keeps(9, of: 9) == nil)
    }

    @Test(arguments: Engine.underTest)
    func `anybody reads the board, its file and a place's own row`(engine: Engine) async throws {
        let network = try await qualityNetwork(engine)
        let browser = try RoomBrowser(network.routes)
        let empty = try await browser.get("/quality")
        #expect(empty.status == 200 && empty.text.contains("Nothing was published yet."))
        #expect(try await browser.get("/quality/figures.csv").status == 404)
        try await network.give([2, 3, 5, 25, 15], at: porto)
        try await network.give([0, 0, 0, 4, 5], at: fundao)
        try await network.takeQuality(at: noon)
        let page = try await browser.get("/quality?sort=satisfaction")
        #expect(page.text.contains("80% (67 to 89%), of about 50"))
        #expect(page.text.contains("position 1 of 1") && page.text.contains("too few to say"))
        #expect(page.text.contains("quarter 3 of 2026") && page.text.contains("Wilson"))
        #expect(try await browser.get("/quality?quarter=2026-Q2").status == 404)
        #expect(try await browser.get("/quality?quarter=x").status == 404)
        let file = try await browser.get("/quality/figures.csv?quarter=2026-Q3").text
        let lines = file.split(separator: "\r\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        #expect(lines.count == 3 && lines[0].first == "place" && lines[0].last == "definition")
        let known = try #require(lines.first { $0[0] == "aima-porto" })
        #expect(
            known[3..<12] == [
                "2026-07-01", "2026-09-30", "satisfaction", "0.8", "0.67", "0.89", "50", "no", "no",
            ])
        let hidden = try #require(lines.first { $0[0] == "claim-fundao" })
        #expect(hidden[6..<12] == ["", "", "", "", "yes", "no"])
        let place = try await browser.get("/places/\(porto)")
        #expect(place.text.contains("How this place did"))
        #expect(place.text.contains("80% (67 to 89%), of about 50"))
        let other = try await browser.get("/places/\(lisboa)")
        #expect(!other.text.contains("How this place did"))
    }
}
