import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Figures

/// The register, what it keeps and what its pages say.
struct RegisterTests {
    @Test func `a key that two rooms use does not open the house`() async throws {
        let figures = [figure("a.b", .count(1)), figure("a.b", .count(2))]
        await #expect(throws: FigureTrouble.self) { try await register(.sqlite, figures) }
    }

    @Test(arguments: Engine.underTest)
    func `today's number replaces today's, and tomorrow's stands beside it`(
        engine: Engine
    ) async throws {
        let (figures, database) = try await register(engine, [counter("t.count")])
        func keep(_ count: Int, _ now: Moment) async throws {
            try await database.write { db in
                for number in 0..<count {
                    try db.run(
                        "INSERT INTO answered (key, at, answer) VALUES (\("\(now) \(number)"), \(now), '')"
                    )
                }
                #expect(try figures.takeSnapshots(at: now, in: db) == 1)
            }
        }
        try await keep(10, noon)
        try await keep(10, noon.adding(seconds: 3_600))
        let today = try await database.read { db in
            try figures.history(FigureKey("t.count"), in: db)
        }
        #expect(today.map(\.published.value) == [20])
        #expect(today.first?.at == noon.adding(seconds: 3_600))
        try await keep(5, noon.adding(seconds: 86_400))
        let both = try await database.read { db in try figures.history(FigureKey("t.count"), in: db)
        }
        #expect(both.map(\.published.value) == [20, 25])
        #expect(both.map(\.day.number) == [20_780, 20_781])
    }

    @Test(arguments: Engine.underTest)
    func `the public reads the newest snapshot and its day, the desk also the number now`(
        engine: Engine
    ) async throws {
        let (figures, database) = try await register(engine, [counter("t.count")])
        let before = try await visit(figures, "/figures/t.count")
        #expect(before.text.contains("not published yet"))
        try await add(10, to: database)
        try await database.write { db in
            _ = try figures.takeSnapshots(at: noon.adding(seconds: -86_400), in: db)
        }
        try await add(20, to: database)
        for path in ["/figures", "/figures/t.count"] {
            for reader in [nil, ana, marta] + misplaced {
                let page = try await visit(figures, path, as: reader)
                #expect(page.text.contains("10") && page.text.contains("22 November 2026"))
                #expect(!page.text.contains("30"), "\(path)")
                #expect(!page.text.contains("live, not published"))
            }
        }
        for reader in [joana, bruno, carla] {
            let page = try await visit(figures, "/figures/t.count", as: reader)
            #expect(page.text.contains("live, not published</span> 30"))
            #expect(page.text.contains("\"big-number\">10"), "what is published stands first")
        }
        let json = [("accept", "application/json")]
        for reader in [nil, joana] {
            let answer = try await visit(figures, "/figures/t.count", json, as: reader)
            #expect(answer.text.contains("\"value\":10"))
            #expect(answer.text.contains("\"published\":\"2026-11-22\""))
        }
    }

    @Test(arguments: Engine.underTest)
    func `the night adds what a day lacks and changes nothing that was published of it`(
        engine: Engine
    ) async throws {
        let (figures, database) = try await register(engine, [counter("t.count")])
        try await add(10, to: database)
        func night(_ seconds: Int64) async throws -> Int {
            try await database.write { db in
                try figures.takeMissingSnapshots(at: noon.adding(seconds: seconds), in: db)
            }
        }
        #expect(try await night(0) == 1)
        try await add(20, to: database)
        #expect(try await night(3_600) == 0)
        #expect(try await newest(figures, database)?.published.value == 10)
        #expect(try await night(86_400) == 1)
        #expect(try await newest(figures, database)?.published.value == 30)
    }

    @Test func `the live number of few people is hidden from the desk too`() async throws {
        let (figures, _) = try await register(.sqlite, [figure("t.few", .count(3))])
        let page = try await visit(figures, "/figures/t.few", as: joana)
        #expect(page.text.contains("live, not published</span> hidden: too few people"))
    }

    private func add(_ count: Int, to database: Database) async throws {
        try await database.write { db in
            let have = try db.count("SELECT COUNT(*) FROM answered")
            for number in have..<have + count {
                try db.run(
                    "INSERT INTO answered (key, at, answer) VALUES (\(String(number)), \(noon), '')"
                )
            }
        }
    }

    private func newest(_ figures: Figures, _ database: Database) async throws -> Snapshot? {
        try await database.read { db in try figures.published(FigureKey("t.count"), in: db) }
    }

    @Test func `the day of a snapshot is the day at the capital`() async throws {
        let (figures, database) = try await register(.sqlite, [counter("t.count")])
        // 23:30 in UTC on 1 July is already the second in Lisbon.
        let summer = Moment(Day(number: 20_635), hour: 23, minute: 30)
        try await database.write { db in _ = try figures.takeSnapshots(at: summer, in: db) }
        let kept = try await database.read { db in try figures.history(FigureKey("t.count"), in: db)
        }
        #expect(kept.map(\.day.number) == [20_636])
    }

    @Test(arguments: Engine.underTest)
    func `a hidden number stands in no page, no JSON, no CSV and no row`(
        engine: Engine
    ) async throws {
        // Fewer than the threshold people and a value that would be seen anywhere.
        let small = figure("t.small", .value(8_731, people: 3))
        let (figures, database) = try await register(
            engine, [small, figure("t.large", .count(8_422))])
        try await database.write { db in _ = try figures.takeSnapshots(at: noon, in: db) }
        let json = [("accept", "application/json")]
        var all: [PlainAnswer] = []
        for path in ["/figures", "/figures/t.small", "/figures/t.small/history"] {
            all.append(try await visit(figures, path))
            all.append(try await visit(figures, path, json))
        }
        for answer in all {
            #expect(answer.status == 200)
            #expect(
                !answer.text.contains("8731") && !answer.text.contains("8,731")
                    && !answer.text.contains("8 731"))
        }
        #expect(all[2].text.contains("hidden: too few people"))
        #expect(all[3].text.contains("\"status\":\"hidden\"") && !all[3].text.contains("\"value\""))
        #expect(all[4].text.contains("t.small,2026-11-23,,hidden,"))
        let stored = try await database.read { db in
            try db.all("SELECT figure, value, status FROM figure_snapshot ORDER BY figure").map {
                row in
                (
                    try row["figure"] as String, try row["value"] as Double?,
                    try row["status"] as String
                )
            }
        }
        #expect(stored.map(\.1) == [8_420, nil], "what is kept has passed the guard too")
    }

    @Test
    func
        `a page names definition, source, protection and the question; an unknown one is not there`()
        async throws
    {
        let (figures, database) = try await register(.sqlite, [figure("t.open", .count(40))])
        try await database.write { db in _ = try figures.takeSnapshots(at: noon, in: db) }
        let page = try await visit(figures, "/figures/t.open")
        for words in [
            "Title of t.open", "Definition", "Source", "hidden below 5 people", "SELECT 1", ">40 ",
        ] {
            #expect(page.text.contains(words), "\(words)")
        }
        #expect(try await visit(figures, "/figures/none").status == 404)
        #expect(try await visit(figures, "/figures/none/history").status == 404)
    }

    @Test(arguments: Engine.underTest)
    func `a number that rests on invented data says so, now, kept and downloaded`(
        engine: Engine
    ) async throws {
        let (figures, database) = try await register(
            engine, [figure("t.real", .count(40)), figure("t.demo", .count(40, isDemo: true))])
        _ = try await database.write { db in try figures.takeSnapshots(at: noon, in: db) }
        for (key, isDemo) in [("t.real", false), ("t.demo", true)] {
            let kept = try await database.read { db in
                try figures.history(FigureKey(key), in: db)
            }
            #expect(kept.map(\.published.isDemo) == [isDemo])
            let page = try await visit(figures, "/figures/\(key)")
            #expect(page.text.contains("rests on invented cases") == isDemo)
            let file = try await visit(figures, "/figures/\(key)/history")
            #expect(file.text.contains(",\(isDemo)\n"))
            let json = try await visit(figures, "/figures/\(key)", [("accept", "application/json")])
            #expect(json.text.contains("\"demo\":\(isDemo)"))
        }
    }
}
