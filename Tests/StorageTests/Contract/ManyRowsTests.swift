import Kernel
import Storage
import TestSupport
import Testing

/// Many rows in one call are the same rows as one by one.
@Suite struct ManyRowsTests {
    private static var parts: ManyRows {
        ManyRows(
            "part",
            [("id", .integer), ("sample", .integer), ("name", .text), ("amount", .integer)],
            passesKnown: true)
    }

    @Test(arguments: Engine.underTest)
    func `every value comes back as it went, nulls and odd texts too`(engine: Engine) async throws {
        let database = try await sampleDatabase(engine)
        let texts = ["", "NULL", "{\"a\\b\"}", "São Tomé, 'x'", "a\u{0}b", "\\x00ff"]
        try await database.write { db in
            var rows = ManyRows(
                "sample", [("id", .integer), ("n", .integer), ("t", .text), ("b", .bytes)])
            for (place, text) in texts.enumerated() {
                let isOdd = place % 2 == 1
                rows.append([
                    place.stored, (isOdd ? Int64.min : nil).stored, text.stored,
                    (isOdd ? [UInt8(0), 34, 92, 255] : nil).stored,
                ])
            }
            #expect(rows.count == 6)
            let written1 = try db.insert(rows)
            #expect(written1 == 6)
        }
        let found = try await database.read { db in
            try db.all("SELECT id, n, t, b FROM sample ORDER BY id").map { Array($0.values) }
        }
        #expect(found.count == 6)
        for (place, row) in found.enumerated() {
            let isOdd = place % 2 == 1
            let text = place == 4 ? "ab" : texts[place]
            #expect(row[0] == .integer(Int64(place)) && row[2] == .text(text))
            #expect(row[1] == (isOdd ? .integer(.min) : .null))
            #expect(row[3] == (isOdd ? .bytes([0, 34, 92, 255]) : .null))
        }
    }

    @Test(arguments: Engine.underTest)
    func `more rows than one statement takes, and a column of nothing but nulls`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine)
        try await database.write { db in
            var rows = ManyRows("sample", [("id", .integer), ("t", .text)])
            for id in 1...12_001 { rows.append([id.stored, .null]) }
            let written2 = try db.insert(rows)
            #expect(written2 == 12_001)
            let written3 = try db.insert(ManyRows("sample", [("id", .integer)]))
            #expect(written3 == 0)
        }
        let count = try await database.read { db in
            try db.count("SELECT COUNT(*) FROM sample WHERE t IS NULL")
        }
        #expect(count == 12_001)
    }

    @Test(arguments: Engine.underTest)
    func `what is known is passed over where that is said, and refuses all where it is not`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine)
        try await database.write { db in
            try db.add(1)
            var rows = ManyRowsTests.parts
            rows.append([1.stored, 1.stored, "tea".stored, 1.stored])
            rows.append([2.stored, 1.stored, "tea".stored, 1.stored])
            let written4 = try db.insert(rows)
            #expect(written4 == 1)
        }
        await #expect(throws: StorageError.self) {
            try await database.write { db in
                var rows = ManyRows("sample", [("id", .integer)])
                for id in [7, 8, 1] { rows.append([id.stored]) }
                try db.insert(rows)
            }
        }
        #expect(try await database.samples() == [1])
    }

    @Test(arguments: Engine.underTest)
    func `a rule of the schema and a row of another length are refused`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine)
        await #expect(throws: StorageError.self) {
            try await database.write { db in
                try db.add(1)
                var rows = ManyRowsTests.parts
                rows.append([1.stored, 1.stored, "tea".stored, (-1).stored])
                try db.insert(rows)
            }
        }
        await #expect(throws: StorageError.self) {
            try await database.write { db in
                var rows = ManyRows("sample", [("id", .integer), ("t", .text)])
                rows.append([1.stored])
                rows.append([2.stored, .null, .null])
                try db.insert(rows)
            }
        }
        #expect(try await database.samples().isEmpty)
    }
}
