import Figures
import Formats
import Foundation
import Kernel
import Storage
import TestSupport
import Testing

@testable import Observatory

/// A file is taken whole or not at all, and the same file twice is one vintage.
@Suite struct ImportTests {
    @Test(arguments: Engine.underTest)
    func `the files of the project come in once`(engine: Engine) async throws {
        let (observatory, database) = try await house(engine)
        let first = try await observatory.importAll(home: projectFolder, at: noon)
        #expect(first.count > 60)
        #expect(first.filter { !$0.stored || !$0.problems.isEmpty }.map(\.file) == [])
        #expect(first.reduce(0) { $0 + $1.accepted } > 360_000)
        let before = try await count(database)
        let second = try await observatory.importAll(
            home: projectFolder, at: noon.adding(seconds: 60))
        #expect(second.allSatisfy { !$0.stored && $0.problems.isEmpty })
        #expect(second.map(\.vintage) == first.map(\.vintage))
        #expect(try await count(database) == before)
        let imports = try await database.read { db in
            try db.count("SELECT COUNT(*) FROM series_import")
        }
        #expect(imports == first.count)
        let lines = try await database.read { db in
            try db.journal(of: "series/pt-foreign-residents")
        }
        #expect(Set(lines.map(\.kind)) == ["series.imported"])
    }

    @Test(arguments: Engine.underTest)
    func `values, flags and breaks are those of the source`(engine: Engine) async throws {
        let (observatory, database) = try await house(engine)
        try await load(observatory, ["pt-foreign-residents.csv", "eurostat-first-permits.csv"])
        let residents = try await view("pt-foreign-residents", database)
        #expect(residents.vintage == "RMA 2023")
        #expect(residents.values.count == 44)
        #expect(
            residents.values.last
                == SeriesValue(dims: "", period: "2023", value: 1_044_606, flag: "", note: ""))
        #expect(residents.values.first { $0.period == "2001" }?.flag == "b")
        #expect(residents.breaks.map(\.period) == ["2001", "2005", "2008"])
        let permits = try await view("eurostat-first-permits", database)
        #expect(permits.series.headline.contains("geo=PT"))
        #expect(Set(permits.breaks.map(\.dims)).isSuperset(of: ["geo=IT", "geo=ES"]))
        let spain = permits.values.filter { $0.dims.contains("geo=ES") }
        #expect(spain.last?.value == 548_697)
        #expect(spain.last?.flag == "b")
    }

    @Test(arguments: Engine.underTest)
    func `another file of the series is a new vintage beside the old one`(
        engine: Engine
    ) async throws {
        let (observatory, database) = try await house(engine)
        let file = try Folder(csv: good)
        #expect(try await observatory.importSeries(file.path, at: noon).vintage == "first")
        try file.write(csv: good + "people,2022,12,p,\n")
        let second = try await observatory.importSeries(file.path, at: noon.adding(seconds: 1))
        #expect(second.vintage == "first (2)")
        #expect(second.stored)
        let now = try await view("people", database)
        #expect(now.vintages == ["first (2)", "first"])
        #expect(now.values.map(\.value) == [10, nil, 12])
        let then = try await view("people", database, vintage: "first")
        #expect(then.values.map(\.value) == [10, nil])
        #expect(now.breaks.map(\.period) == ["2021"])
        try file.write(csv: good)
        let third = try await observatory.importSeries(file.path, at: noon.adding(seconds: 2))
        #expect(!third.stored)
        #expect(try await view("people", database).vintage == "first (2)")
    }

    @Test(arguments: Engine.underTest)
    func `a bad row is named with its line and field, and nothing is stored`(
        engine: Engine
    ) async throws {
        let (observatory, database) = try await house(engine)
        let bad = good + "people,2022,many,,\npeople,20xx,3,,\npeople,2020,4,,\nghosts,2023,4,,\n"
        let report = try await observatory.importSeries(try Folder(csv: bad).path, at: noon)
        #expect(!report.stored)
        #expect(report.accepted == 2)
        #expect(report.rejected == 4)
        #expect(report.problems.map(\.line) == [4, 5, 6, 7])
        #expect(report.problems.map(\.field) == ["value", "period", "period", "series"])
        #expect(report.problems.allSatisfy { $0.file == "people.csv" })
        #expect(try await count(database) == 0)
        let series = try await database.read { db in try db.count("SELECT COUNT(*) FROM series") }
        #expect(series == 0)
    }

    @Test(arguments: [
        "", "series,period\n1,2\n", "series,period,value,flag,note\na,2020,1\n", "\u{0}\u{1}",
    ])
    func `a file of another kind is refused in words`(csv: String) async throws {
        let (observatory, database) = try await house(.sqlite)
        let report = try await observatory.importSeries(try Folder(csv: csv).path, at: noon)
        #expect(!report.stored)
        #expect(report.problems.count == 1)
        #expect(try await count(database) == 0)
        let missing = try await observatory.importSeries("/nowhere/x.csv", at: noon)
        #expect(missing.problems.count == 1)
    }

    @Test func `a dry run says what would be done and changes nothing`() async throws {
        let (observatory, database) = try await house(.sqlite)
        let report = try await observatory.importSeries(
            try Folder(csv: good).path, dryRun: true, at: noon)
        #expect(report.accepted == 2 && !report.stored)
        #expect(try await count(database) == 0)
    }

    @Test func `an SDMX file that stands alone says what it can of itself`() async throws {
        let (observatory, database) = try await house(.sqlite)
        let folder = try TestFolder.make()
        let source = try String(
            contentsOfFile: projectFolder + "/data/series/eurostat-first-permits.csv",
            encoding: .utf8)
        try source.write(toFile: folder + "/permits.csv", atomically: true, encoding: .utf8)
        let report = try await observatory.importSeries(folder + "/permits.csv", at: noon)
        #expect(report.series == ["estat-tps00170"])
        #expect(report.accepted == 387)
        #expect(report.vintage == "03/03/25 11:00:00")
        let broken = source.replacingOccurrences(of: ",223318,", with: ",many,")
        try broken.write(toFile: folder + "/permits.csv", atomically: true, encoding: .utf8)
        let refused = try await observatory.importSeries(folder + "/permits.csv", at: noon)
        #expect(refused.problems.map(\.line) == [121])
        #expect(refused.problems.map(\.field) == ["OBS_VALUE"])
        #expect(try await count(database) == 387)
    }

    @Test(arguments: Engine.underTest)
    func `a series' newest value is a figure with its period`(engine: Engine) async throws {
        let (observatory, database) = try await house(engine)
        let figures = observatory.figures
        #expect(Set(figures.map(\.key)).count == figures.count)
        let keys = figures.map(\.key.text)
        #expect(keys.contains("observatory.pt-foreign-residents"))
        #expect(keys.contains("observatory.pt-census-2021-tenure.rented"))
        try await load(observatory, ["pt-foreign-residents.csv"])
        let newest = try await database.read { db in
            try Series.newest("pt-foreign-residents", dims: "", in: db)
        }
        #expect(newest?.value == 1_044_606)
        #expect(newest?.period == "2023")
    }
}

private let good = "series,period,value,flag,note\npeople,2020,10,,\npeople,2021,,b,\n"

/// A file of values with its description beside it, in a folder of its own.
private struct Folder {
    let path: String

    init(csv: String) throws {
        let folder = try TestFolder.make()
        path = folder + "/people.csv"
        try description.write(toFile: folder + "/people.yaml", atomically: true, encoding: .utf8)
        try write(csv: csv)
    }

    func write(csv: String) throws {
        try csv.write(toFile: path, atomically: true, encoding: .utf8)
    }
}

private let description = """
    key: people
    vintage: first
    unit: persons
    frequency: annual
    source: "a test"
    licence: none
    title:
      pt: Pessoas
      en: People
    definition:
      pt: Pessoas de um teste
      en: People of a test
    breaks:
      - period: "2021"
        reason:
          pt: Outra contagem
          en: Another count
    """

func house(_ engine: Engine) async throws -> (Observatory, Database) {
    let database = try await TestDatabase.make(
        engine, migrations: storageSchema + Observatory.schema)
    return (try Observatory(database: database, home: projectFolder), database)
}

func view(_ key: String, _ database: Database, vintage: String? = nil) async throws -> SeriesView {
    let found = try await database.read { db in
        try Series.find(key, in: db)?.view(vintage: vintage, in: db)
    }
    return try #require(found)
}

func count(_ database: Database) async throws -> Int {
    try await database.read { db in try db.count("SELECT COUNT(*) FROM series_value") }
}

/// Some files of the project, by name.
func load(_ observatory: Observatory, _ names: [String]) async throws {
    for name in names {
        let report = try await observatory.importSeries(
            projectFolder + "/data/series/" + name, at: noon)
        #expect(report.problems.isEmpty)
    }
}
