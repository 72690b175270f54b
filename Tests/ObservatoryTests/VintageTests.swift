import Foundation
import Kernel
import Storage
import TestSupport
import Testing

@testable import Observatory

/// A vintage is whole, never changes, and can be taken back by who may.
@Suite struct VintageTests {
    @Test(arguments: Engine.underTest)
    func `an import is taken back, the vintage before it is shown, and the old link says so`(
        engine: Engine
    ) async throws {
        let (observatory, database) = try await house(engine)
        let folder = try SeriesFolder()
        _ = try await observatory.importSeries(try folder.write([2020: 10]), at: noon)
        let later = noon.adding(seconds: 60)
        let second = try await observatory.importSeries(try folder.write([2020: 99]), at: later)
        #expect(second.vintage == "first (2)")
        let newest = try await find("people", database)
        let all = try await database.read { db in try newest.vintages(in: db) }
        let id = try #require(all.first?.importID.value)
        for person in [ana, bruno, ivo] {
            await #expect(throws: Refused.self) {
                try await database.write { db in
                    try WithdrawImport(id, why: "wrong").perform(by: person, at: later, in: db)
                }
            }
        }
        await #expect(throws: Refused.self) {
            try await database.write { db in
                try WithdrawImport(id, why: " ").perform(by: joana, at: later, in: db)
            }
        }
        let end = later.adding(seconds: 60)
        try await database.write { db in
            try WithdrawImport(id, why: "a wrong file").perform(by: joana, at: end, in: db)
        }
        let now = try await find("people", database)
        #expect(now.vintage == "first")
        #expect(try await view("people", database).values.map(\.value) == [10])
        let cited = try await view("people", database, vintage: "first (2)")
        #expect(cited.values.map(\.value) == [99])
        #expect(cited.withdrawn?.why == "a wrong file")
        let then = try await database.read { db in
            try now.values(SeriesSelection(knownAt: later), limit: 9, in: db).map(\.value)
        }
        #expect(then == [99])
        let lines = try await database.read { db in try db.journal(of: "series/people") }
        #expect(lines.map(\.kind) == ["series.imported", "series.imported", "series.withdrawn"])
        // The same file again takes it in again.
        let again = try await observatory.importSeries(
            folder.path, at: end.adding(seconds: 60))
        #expect(again.stored && again.vintage == "first (2)")
        #expect(try await view("people", database).values.map(\.value) == [99])
    }

    @Test(arguments: Engine.underTest)
    func
        `a page asks as many questions at a hundred vintages as at one, and values that stay are stored once`(
            engine: Engine
        ) async throws
    {
        let (observatory, database) = try await house(engine)
        let folder = try SeriesFolder()
        var asked: Set<Int> = []
        for number in 1...100 {
            // Every second file restates the one before under a new name.
            let values = [2020: Double(number / 2), 2021: 5]
            let path = try folder.write(values, vintage: "v\(number)")
            _ = try await observatory.importSeries(path, at: noon.adding(seconds: Int64(number)))
            guard [1, 10, 100].contains(number) else { continue }
            let series = try await find("people", database)
            let before = database.statements.value
            let shown = try await database.read { db in
                try series.values(SeriesSelection(), limit: 100, in: db)
            }
            asked.insert(database.statements.value - before)
            #expect(shown.map(\.value) == [Double(number / 2), 5])
            let first = try await database.read { db in
                try series.values(SeriesSelection(vintage: "v1"), limit: 100, in: db)
            }
            #expect(first.map(\.value) == [0, 5])
        }
        #expect(asked.count == 1)
        #expect(try await count(database) == 2 * 51)
    }

    @Test(arguments: Engine.underTest)
    func `a selection picks codes, periods and the newest of each line`(engine: Engine) async throws
    {
        let (observatory, database) = try await house(engine)
        let folder = try SeriesFolder()
        let path = try folder.write(
            csv: """
                series,period,value,flag,note,geo,sex
                people,2019,1,,,PT,F
                people,2020,2,b,,PT,F
                people,2021-Q2,3,,,PT,F
                people,2020,4,,,PT,M
                people,2020,,c,,ES,F

                """)
        #expect(try await observatory.importSeries(path, at: noon).problems.isEmpty)
        let series = try await find("people", database)
        func values(_ selection: SeriesSelection) async throws -> [Double?] {
            try await database.read { db in
                try series.values(selection, limit: 100, in: db).map(\.value)
            }
        }
        #expect(
            try await values(SeriesSelection(codes: ["geo": ["PT"], "sex": ["F"]])) == [1, 2, 3])
        #expect(try await values(SeriesSelection(codes: ["geo": ["XX"]])) == [])
        #expect(try await values(SeriesSelection(codes: ["geo": ["PT"]], from: "2021")) == [3])
        #expect(
            try await values(SeriesSelection(codes: ["sex": ["F"]], to: "2020")) == [nil, 1, 2])
        #expect(try await values(SeriesSelection(lastN: 1)) == [nil, 3, 4])
        #expect(try await values(SeriesSelection(firstN: 1)) == [nil, 1, 4])
        #expect(try await values(SeriesSelection(from: "never")) == [])
        let found = try await database.read { db in
            try Series.search(SeriesQuery(words: "pessoas", territory: "PRT"), in: db)
        }
        #expect(found.series.map(\.series.key) == ["people"])
        #expect(found.facets[.territory]?.map(\.value) == ["ESP", "PRT"])
        let none = try await database.read { db in
            try Series.search(SeriesQuery(territory: "FRA"), in: db)
        }
        #expect(none.total == 0)
    }

    @Test(arguments: Engine.underTest)
    func `an older store keeps its series, lines, flags and vintages`(engine: Engine) async throws {
        let database = try await TestDatabase.make(
            engine, migrations: storageSchema + observatorySchema + receivedSchema)
        try await database.write { db in
            try db.run(
                """
                INSERT INTO series VALUES ('old', 'old', 0, 'Velha', 'Old', '', '', 'persons', 's', '', '', '',
                    'annual', 'geo=PT|sex=T', 'old', 'second')
                """)
            for (id, vintage) in [(1, "first"), (2, "second")] {
                try db.run(
                    """
                    INSERT INTO series_import VALUES (\(id), 'old', 'f.csv', \(vintage), \(id), 2, 2, 0,
                        \(vintage), \(vintage))
                    """)
                for (dims, period, value) in [
                    ("geo=PT|sex=T", "2019", 1.0), ("geo=PT|sex=T", "2020-Q2", 2),
                    ("geo=ES|sex=T", "2020", 3),
                ] {
                    try db.run(
                        """
                        INSERT INTO observation VALUES ('old', \(vintage), \(dims), \(period),
                            \(value * Double(id)), 'b', 'n')
                        """)
                }
            }
        }
        try await database.migrate(storageSchema + Observatory.schema)
        let now = try await view("old", database)
        #expect(now.vintage == "second")
        #expect(now.values.map(\.dims) == ["geo=ES|sex=T", "geo=PT|sex=T", "geo=PT|sex=T"])
        #expect(now.values.map(\.value) == [6, 2, 4])
        #expect(now.values.allSatisfy { $0.flag == "b" && $0.note == "n" })
        #expect(now.vintages == ["second", "first"])
        let then = try await view("old", database, vintage: "first")
        #expect(then.values.map(\.value) == [3, 1, 2])
        let newest = try await database.read { db in
            try Series.newest("old", dims: "geo=PT|sex=T", in: db)
        }
        #expect(newest?.period == "2020-Q2")
        let series = try await find("old", database)
        let picked = try await database.read { db in
            try series.values(
                SeriesSelection(codes: ["geo": ["PT"]], from: "2020"), limit: 9, in: db)
        }
        #expect(picked.map(\.value) == [4])
        let listed = try await database.read { db in try Series.list(matching: "", in: db) }
        #expect(listed.first?.value == 4)
    }
}

/// A file of values with its description beside it, in a folder of its own.
struct SeriesFolder {
    let path: String

    init() throws {
        path = try TestFolder.make() + "/people.csv"
    }

    @discardableResult
    func write(_ values: [Int: Double], vintage: String = "first") throws -> String {
        let rows = values.sorted { $0.key < $1.key }.map { "people,\($0.key),\($0.value),,\n" }
        return try write(
            csv: "series,period,value,flag,note\n" + rows.joined(), vintage: vintage)
    }

    @discardableResult
    func write(csv: String, vintage: String = "first") throws -> String {
        let text = about.replacingOccurrences(of: "key: table", with: "key: people")
            .replacingOccurrences(of: "vintage: first", with: "vintage: \(vintage)")
            .replacingOccurrences(of: "Tabela", with: "Pessoas")
        try text.write(
            toFile: path.replacingOccurrences(of: ".csv", with: ".yaml"), atomically: true,
            encoding: .utf8)
        try csv.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }
}
