import Kernel
import Storage
import TestSupport
import Testing

/// What goes in comes out, alike on both engines.
struct ValuesTests {
    @Test(arguments: Engine.underTest) func `whole numbers come back to the last bit`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine)
        let numbers = [Int64.min, -1, 0, 1, 9_007_199_254_740_993, Int64.max]
        let back: [Int64] = try await database.write { db in
            for (id, number) in numbers.enumerated() {
                try db.run("INSERT INTO sample (id, n) VALUES (\(id), \(number))")
            }
            return try db.all("SELECT n FROM sample ORDER BY id").map { try $0["n"] }
        }
        #expect(back == numbers)
    }

    @Test(arguments: Engine.underTest) func `broken numbers come back to the last bit`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine)
        let numbers = [
            0.1, -2.5e-300, .pi, 1.0 / 3, .greatestFiniteMagnitude, .leastNonzeroMagnitude, 2,
            .infinity,
        ]
        let back: [Double] = try await database.write { db in
            for (id, number) in numbers.enumerated() {
                try db.run("INSERT INTO sample (id, r) VALUES (\(id), \(number))")
            }
            return try db.all("SELECT r FROM sample ORDER BY id").map { try $0["r"] }
        }
        #expect(back == numbers)
    }

    @Test(arguments: Engine.underTest) func `what is not a number is stored as unknown`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine)
        let back: Double? = try await database.write { db in
            try db.run("INSERT INTO sample (id, r) VALUES (1, \(Double.nan))")
            return try #require(try db.first("SELECT r FROM sample"))["r"]
        }
        #expect(back == nil)
    }

    @Test(arguments: Engine.underTest) func `any text comes back`(engine: Engine) async throws {
        let database = try await sampleDatabase(engine)
        let texts = [
            "", " ", "Olá, çãõ", "'quoted' \"twice\" \\ $1 ? :x %_", "👩‍👩‍👧‍👦🇵🇹", "שלום مرحبا ‮rtl",
            "'; DROP TABLE sample; --", "line\r\n\ttab", String(repeating: "ã", count: 100_000),
        ]
        let back: [String] = try await database.write { db in
            for (id, text) in texts.enumerated() { try db.add(id, text) }
            return try db.all("SELECT t FROM sample ORDER BY id").map { try $0["t"] }
        }
        #expect(back == texts)
        let found = try await database.read { db in
            try texts.map { try db.count("SELECT COUNT(*) FROM sample WHERE t = \($0)") }
        }
        #expect(found == texts.map { _ in 1 })
    }

    @Test(arguments: Engine.underTest) func `a zero byte is left out of text and kept in bytes`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine)
        let row = try await database.write { db in
            try db.run(
                "INSERT INTO sample (id, t, b) VALUES (1, \("a\0b\0"), \([UInt8]([0, 1, 0])))")
            return try db.first("SELECT t, b FROM sample WHERE t = \("a\0b")")
        }
        #expect(try row?["t"] == "ab")
        #expect(try row?["b"] == [UInt8]([0, 1, 0]))
    }

    @Test(arguments: Engine.underTest) func `bytes come back, and no bytes are not null`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine)
        let all = (0...255).map { UInt8($0) }
        let rows = try await database.write { db in
            try db.run(
                "INSERT INTO sample (id, b) VALUES (1, \([UInt8]())), (2, \(all)), (3, \([UInt8]?.none))"
            )
            return try db.all("SELECT b FROM sample ORDER BY id")
        }
        #expect(rows.map(\.values) == [[.bytes([])], [.bytes(all)], [.null]])
    }

    @Test(arguments: Engine.underTest) func `words of the house come back`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine)
        let row = try await database.write { db in
            try db.run(
                "INSERT INTO sample (id, n, t) VALUES (\(ana.account), \(noon), \(Role.focalPoint))"
            )
            return try #require(try db.first("SELECT id, n, t FROM sample"))
        }
        #expect(try row["id"] == ana.account)
        #expect(try row["n"] == noon)
        #expect(try row["t"] == Role.focalPoint)
        #expect(throws: StorageError.noColumn("x")) { let _: Int = try row["x"] }
        #expect(throws: StorageError.self) { let _: Int = try row["t"] }
    }

    @Test(arguments: Engine.underTest) func `sums and truths are whole numbers`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine)
        let row = try await database.write { db in
            try db.run("INSERT INTO sample (id, n) VALUES (1, 2), (2, 40)")
            return try #require(
                try db.first("SELECT SUM(n), COUNT(*), AVG(n), MAX(n) = 40, MAX(r) FROM sample"))
        }
        #expect(try row[0] == 42)
        #expect(try row[1] == 2)
        #expect(try row[2] == 21.0)
        #expect(try row[3] == true)
        #expect(try row[4] == Double?.none)
    }
}

/// An interpolated value is bound and never pasted.
struct InterpolationTests {
    @Test(arguments: Engine.underTest) func `a value that looks like SQL stays a value`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine)
        let evil = "1 OR 1=1); DELETE FROM sample; --"
        let found = try await database.write { db in
            try db.add(1, "innocent")
            try db.run("UPDATE sample SET t = \(evil) WHERE t = \("' OR ''='")")
            return try db.count("SELECT COUNT(*) FROM sample WHERE t = \(evil)")
        }
        #expect(found == 0)
        #expect(try await database.samples() == [1])
    }

    @Test(arguments: Engine.underTest) func `an empty list matches nothing and a big one all`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine)
        let counts = try await database.write { db in
            for id in 0..<50 { try db.add(id) }
            return try [[], [7], Array(0..<50), Array(0..<30_000)].map {
                try db.count("SELECT COUNT(*) FROM sample WHERE id IN \(list: $0) AND n >= \(0)")
            }
        }
        #expect(counts == [0, 1, 50, 50])
    }

    @Test(arguments: Engine.underTest) func `pieces of SQL keep their values in order`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine)
        let range: SQL = "n BETWEEN \(2) AND \(8)"
        let words: SQL = "t IN \(list: ["a", "b"])"
        let both: SQL = "(\(range) OR id = \(100)) AND \(words)"
        let whole: SQL =
            "SELECT id FROM sample WHERE n <> \(5) AND \(both)" + " ORDER BY id LIMIT \(3)"
        #expect(whole.values.count == 7)
        let found = try await database.write { db in
            for id in 1...12 { try db.add(id, id.isMultiple(of: 2) ? "a" : "c") }
            try db.add(100, "b")
            return try db.all(whole).map { try $0[0] as Int }
        }
        #expect(found == [2, 4, 6])
    }
}
