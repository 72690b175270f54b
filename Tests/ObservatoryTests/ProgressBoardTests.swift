import Formats
import Statistics
import Storage
import TestSupport
import Testing
import Web

@testable import Observatory

/// A house that reads the declarations of Portugal's policy folder.
private func declaring(_ engine: Engine = .sqlite) async throws -> (Observatory, Database) {
    let database = try await TestDatabase.make(
        engine, migrations: storageSchema + Observatory.schema)
    let policy = projectFolder + "/policy/pt"
    return (try Observatory(database: database, home: projectFolder, policy: policy), database)
}

private let declared = """
    objectives:
      - {number: 8, pt: Salvar vidas, en: Save lives}
    indicators:
      - series: people
        objectives: [8]
        better: down
        codes: {sex: T}
        reason: {pt: "Um texto", en: "A text"}
        source: A resolution
    """

/// One series of ten years: Portugal falls steadily, Spain rises, France wavers, and the Union is no country.
private func shelf(_ name: String = "first", more: Double = 0) -> ExplorerShelf {
    var shelf = ExplorerShelf.people
    let wavers = [50.0, 90, 45, 80, 52, 91, 44, 88, 61, 79]
    let values = (0..<10).flatMap { year -> [SeriesValue] in
        let period = "\(2010 + year)"
        return [
            ExplorerShelf.value("geo=EU|sex=T", period, 500 - Double(year)),
            ExplorerShelf.value("geo=PT|sex=T", period, 200 - 10 * Double(year) + more),
            ExplorerShelf.value("geo=ES|sex=T", period, 100 + 10 * Double(year)),
            ExplorerShelf.value("geo=FR|sex=T", period, wavers[year]),
        ]
    }
    shelf.vintages = [(name, values)]
    return shelf
}

private func board(_ shelf: ExplorerShelf, _ yaml: String = declared) async throws -> ProgressBoard
{
    let (_, database) = try await house(.sqlite)
    let wanted = try WantedIndicators(YAML.parse(yaml, file: "indicators.yaml"))
    try await database.write { try shelf.put(in: $0) }
    return ProgressBoard(try await database.read { try BoardLine.all(wanted, in: $0) })
}

@Suite struct ProgressBoardTests {
    @Test func `each country has its class, its interval and the published method beside it`()
        async throws
    {
        let rows = try await board(shelf()).rows
        #expect(Set(rows.map(\.place)) == ["PRT", "ESP", "FRA"])
        let found = Dictionary(uniqueKeysWithValues: rows.map { ($0.place, $0) })
        #expect(found["PRT"]?.ours.progress == .progress)
        #expect(found["ESP"]?.ours.progress == .regression)
        #expect(found["FRA"]?.ours.progress == .cannotBeAssessed(.tooUncertain))
        #expect(found["PRT"]?.published?.status == .substantial)
        #expect(found["ESP"]?.published?.status == .deterioration)
        let interval = try #require(found["PRT"]?.ours.rateInterval)
        #expect(interval.upperBound < 0)
    }

    @Test func `without a declared direction nothing is assessed, and the reason is told`()
        async throws
    {
        let silent = declared.replacing("    better: down\n", with: "")
        #expect(!silent.contains("better"))
        let rows = try await board(shelf(), silent).rows
        #expect(rows.count == 3)
        #expect(rows.allSatisfy { $0.ours.progress == .cannotBeAssessed(.noDirection) })
        #expect(rows.allSatisfy { $0.published == nil && $0.travel == .notAssessed })
    }

    @Test func `a class that falls with a restatement says what it was before`() async throws {
        var restated = shelf("first")
        let second = shelf("second").vintages[0].values.map { value in
            value.dims == "geo=PT|sex=T"
                ? ExplorerShelf.value(value.dims, value.period, 400 - (value.value ?? 0)) : value
        }
        restated.vintages.append(("second", second))
        let rows = try await board(restated).rows
        let portugal = try #require(rows.first { $0.place == "PRT" })
        #expect(portugal.before == .progress)
        #expect(portugal.ours.progress != .progress)
        let spain = try #require(rows.first { $0.place == "ESP" })
        #expect(spain.before == nil)
    }

    @Test func `a declaration that is half a target or names no objective is refused`() {
        let half = declared.replacing("better: down", with: "better: down\n    target: 3")
        #expect(throws: FormatError.self) {
            try WantedIndicators(YAML.parse(half, file: "indicators.yaml"))
        }
        let stranger = declared.replacing("objectives: [8]", with: "objectives: [9]")
        #expect(throws: FormatError.self) {
            try WantedIndicators(YAML.parse(stranger, file: "indicators.yaml"))
        }
        let sideways = declared.replacing("better: down", with: "better: sideways")
        #expect(throws: FormatError.self) {
            try WantedIndicators(YAML.parse(sideways, file: "indicators.yaml"))
        }
    }

    @Test(arguments: Engine.underTest)
    func `the board of the house filters, pages, counts and says who wants which way`(
        engine: Engine
    ) async throws {
        let (observatory, _) = try await declaring(engine)
        try await load(observatory, ["sdg-sh-acs-unhc.csv", "sdg-si-rmt-cost.csv"])
        let browser = try RoomBrowser(observatory.routes, language: "en")
        let all = try await browser.get("/observatory/progress")
        #expect(all.status == 200 && all.body.count < 50_000)
        #expect(all.text.contains("Provide access to basic services for migrants"))
        #expect(all.text.contains("Achieve universal health coverage"))
        #expect(all.text.contains("Page 1 of"))
        let portugal = try await browser.get("/observatory/progress?who=PT")
        #expect(portugal.text.contains("1 assessment"))
        let few = try await browser.get("/observatory/progress?objective=20")
        #expect(few.text.contains("too few values"))
        #expect(!few.text.contains("tag good"))
        let none = try await browser.get("/observatory/progress?objective=20&class=progress")
        #expect(none.text.contains("No assessment for this choice"))
        let series = try await browser.get("/observatory/sdg-sh-acs-unhc?by=geo&lines=PRT")
        #expect(series.text.contains("From 2000 to 2017, all values together:"))
        #expect(!series.text.contains("nobody declared which way is wanted"))
        let file = try await browser.get("/observatory/progress/board.csv?who=PT")
        let lines = file.text.split(separator: "\r\n")
        #expect(lines.count == 2)
        #expect(lines[1].hasPrefix("sdg-sh-acs-unhc,15,PRT,up,2000,2017,5,"))
    }

    @Test func `a board is made once, and anew after an import`() async throws {
        let (observatory, _) = try await declaring()
        let browser = try RoomBrowser(observatory.routes, language: "en")
        #expect(
            try await browser.get("/observatory/progress").text.contains(
                "Nothing is assessed here yet"))
        try await load(observatory, ["sdg-si-rmt-cost.csv"])
        #expect(try await browser.get("/observatory/progress").text.contains("assessments"))
    }

    @Test func `every declared indicator is a series of the house, with codes that it has`()
        async throws
    {
        let (observatory, database) = try await declaring()
        let keys = observatory.wanted.all.map(\.series)
        #expect(keys.count > 10)
        let small = Set(keys).filter { !$0.hasPrefix("sdg-sl-emp") && !$0.contains("refg") }
        try await load(observatory, small.sorted().map { $0 + ".csv" })
        let lines = try await database.read { try BoardLine.all(observatory.wanted, in: $0) }
        #expect(Set(lines.map(\.series.key)) == small)
    }
}
