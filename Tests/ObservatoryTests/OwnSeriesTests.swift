import Figures
import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Observatory

/// What the house publishes of itself becomes series, and nothing else of it does.
@Suite struct OwnSeriesTests {
    @Test(arguments: Engine.underTest)
    func `each night adds a value, and a vintage shows what was known on its day`(
        engine: Engine
    ) async throws {
        let house = try await OwnHouse.make(engine)
        for day in 0..<3 { try await house.publish(day, people: 40 + 11 * day) }
        let series = try await house.series("figure.test.files")
        #expect(
            series.titleEn == "Files" && series.unit == "files"
                && series.vintage == house.day(2).description)
        #expect(series.method.contains("Hidden below 5 people, otherwise rounded to 5."))
        let rows = try await house.values("figure.test.files", SeriesSelection())
        #expect(rows.map(\.value) == [40, 50, 60])
        #expect(rows.map(\.period) == (0..<3).map { house.day($0).description })
        #expect(rows.allSatisfy { $0.note.contains("rounded") || $0.value == 40 })
        let then = try await house.values(
            "figure.test.files", SeriesSelection(vintage: house.day(1).description))
        #expect(then.map(\.value) == [40, 50])
        let known = try await house.values(
            "figure.test.files", SeriesSelection(knownAt: house.moment(1)))
        #expect(known.map(\.value) == [40, 50])
        let imports = try await house.database.read { db in
            try db.count("SELECT COUNT(*) FROM series_state") * 100
                + db.count("SELECT COUNT(*) FROM series_import")
        }
        // Two figures with one state each; an import a night.
        #expect(imports == 203)
    }

    @Test(arguments: Engine.underTest)
    func `a hidden number is nowhere, and says that it is hidden`(engine: Engine) async throws {
        let house = try await OwnHouse.make(engine)
        try await house.publish(0, people: 4)
        let row = try #require(try await house.values("figure.test.files", SeriesSelection()).first)
        #expect(row.value == nil && row.flag == "Q" && row.confidentiality == "C")
        let browser = try house.browser()
        for path in [
            "/sdmx/2.1/data/FIGURE_TEST_FILES", "/sdmx/3.0/data/dataflow/CAIS/FIGURE_TEST_FILES",
            "/observatory/figure.test.files/data.csv",
        ] {
            let answer = try await browser.get(path, headers: [("accept", "text/csv")])
            try #require(answer.status == 200, "\(answer.text)")
            let line = try #require(answer.text.split(separator: "\r\n").last.map(String.init))
            #expect(!line.split(separator: ",").contains("4") && line.contains("Q"), "\(line)")
        }
    }

    @Test func `what is shown on a day can be replaced on that day and on no other`() async throws {
        let house = try await OwnHouse.make(.sqlite)
        try await house.publish(0, people: 40)
        try await house.publish(0, people: 50)
        #expect(try await house.values("figure.test.files", SeriesSelection()).map(\.value) == [50])
        try await house.publish(1, people: 60)
        try await house.database.write { db in
            _ = try db.run("UPDATE figure_snapshot SET value = 1000 WHERE day = \(house.day(0))")
        }
        try await house.publish(1, people: 60)
        #expect(
            try await house.values("figure.test.files", SeriesSelection()).map(\.value) == [50, 60])
    }

    @Test func `invented people are named as such, and figures of series are not copied back`()
        async throws
    {
        let house = try await OwnHouse.make(.sqlite, isDemo: true)
        try await house.publish(0, people: 40)
        let row = try #require(try await house.values("figure.test.files", SeriesSelection()).first)
        #expect(row.note.contains("demonstration"))
        let found = try await house.database.read { db in
            try Series.find("figure.observatory.permits", in: db)
        }
        #expect(found == nil)
        let page = try await house.browser().get("/observatory/own")
        #expect(page.status == 200)
        #expect(
            page.text.contains("/observatory/figure.test.files")
                && page.text.contains("hidden below 5 people"))
        #expect(!page.text.contains("observatory.permits"))
    }

    @Test func `today's vintage is not kept for a year, yesterday's is`() async throws {
        let house = try await OwnHouse.make(.sqlite)
        try await house.publish(-1, people: 40)
        try await house.publish(0, people: 50)
        let browser = try house.browser()
        func kept(_ day: Int) async throws -> Bool {
            let path = "/sdmx/2.1/data/FIGURE_TEST_FILES?vintage=\(house.day(day))"
            let answer = try await browser.get(path, headers: [("accept", "text/csv")])
            try #require(answer.status == 200)
            return answer.header("cache-control")?.contains("immutable") == true
        }
        #expect(try await kept(-1))
        #expect(try await !kept(0))
    }
}

/// A house with two figures of its own and one that only repeats a series.
private struct OwnHouse {
    let database: Database
    let observatory: Observatory
    let isDemo: Bool

    static func make(_ engine: Engine, isDemo: Bool = false) async throws -> OwnHouse {
        let database = try await TestDatabase.make(
            engine, migrations: storageSchema + Figures.schema + Observatory.schema)
        return OwnHouse(
            database: database,
            observatory: try Observatory(database: database, home: projectFolder), isDemo: isDemo)
    }

    func moment(_ day: Int) -> Moment { noon.adding(seconds: Int64(day) * 86_400) }
    func day(_ day: Int) -> Day { Zone.utc.day(of: moment(day)) }

    private func figures(people: Int) throws -> Figures {
        let isDemo = self.isDemo
        func figure(
            _ key: FigureKey, _ title: String, _ protection: Figure.Protection, _ number: Int
        ) -> Figure {
            Figure(
                key, title: { _ in title }, definition: { _ in "Counted for a test" },
                unit: { _ in "files" },
                source: { _ in "a test" }, direction: .neither, protection: protection,
                query: "SELECT",
                measure: { _, _ in .count(number, isDemo: isDemo) })
        }
        return try Figures(
            database: database, zone: .utc,
            figures: [
                figure("test.files", "Files", .standard, people),
                figure("test.places", "Places", .none, 7),
                figure("observatory.permits", "Permits", .none, 9),
            ])
    }

    func publish(_ day: Int, people: Int) async throws {
        let figures = try figures(people: people)
        let own = OwnSeries(figures, pt: try translator("pt"), en: try translator("en"))
        let now = moment(day)
        try await database.write { db in
            _ = try figures.takeSnapshots(at: now, in: db)
            try own.keep(at: now, in: db)
        }
    }

    func series(_ key: String) async throws -> Series {
        try #require(try await database.read { db in try Series.find(key, in: db) })
    }

    func values(_ key: String, _ selection: SeriesSelection) async throws -> [SeriesValue] {
        let series = try await series(key)
        return try await database.read { db in try series.values(selection, limit: 100, in: db) }
    }

    func browser() throws -> RoomBrowser {
        try RoomBrowser(
            observatory.routes + observatory.routes(of: figures(people: 0)), hasLimits: false)
    }
}
