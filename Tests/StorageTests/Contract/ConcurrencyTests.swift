import Kernel
import Storage
import TestSupport
import Testing

/// Many at once get what one after the other would have got.
struct ConcurrencyTests {
    private let key = OnceKey("key", contents: "a text")

    @Test(arguments: Engine.underTest) func `a failing write does not hurt those beside it`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine)
        let stored = try await withThrowingTaskGroup(of: Int?.self) { group in
            for id in 0..<200 {
                group.addTask {
                    do {
                        try await database.write { db in
                            try db.add(id)
                            if id % 7 == 0 { throw GivenUp() }
                            if id % 11 == 0 { try db.add(id) }
                        }
                        return id
                    } catch is GivenUp { return nil } catch StorageError.constraint { return nil }
                }
            }
            return try await group.reduce(into: [Int]()) { list, id in if let id { list.append(id) }
            }
        }
        #expect(stored.sorted() == (0..<200).filter { $0 % 7 != 0 && $0 % 11 != 0 })
        #expect(try await database.samples() == stored.sorted())
    }

    @Test(arguments: Engine.underTest) func `two writers that read each other's row never both win`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine, connections: 8)
        try await database.write { db in
            try db.run("INSERT INTO sample (id, n) VALUES (1, 1), (2, 1)")
        }
        for round in 0..<200 {
            let onCall = try await withThrowingTaskGroup(of: Void.self) { group in
                for task in 0..<8 {
                    group.addTask {
                        try await database.write { db in
                            guard try db.count("SELECT COUNT(*) FROM sample WHERE n = 1") == 2
                            else { return }
                            try db.run("UPDATE sample SET n = 0 WHERE id = \(task % 2 + 1)")
                        }
                    }
                }
                try await group.waitForAll()
                return try await database.write { db in
                    let onCall = try db.count("SELECT COUNT(*) FROM sample WHERE n = 1")
                    try db.run("UPDATE sample SET n = 1")
                    return onCall
                }
            }
            try #require(onCall == 1, "round \(round)")
        }
    }

    @Test(arguments: Engine.underTest) func `no increment is lost`(engine: Engine) async throws {
        let database = try await sampleDatabase(engine, connections: 6)
        try await database.write { db in try db.run("INSERT INTO sample (id, n) VALUES (1, 0)") }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<120 {
                group.addTask {
                    try await database.write { db in
                        let number = try db.count("SELECT n FROM sample WHERE id = 1")
                        try db.run("UPDATE sample SET n = \(number + 1) WHERE id = 1")
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await database.read { db in try db.count("SELECT n FROM sample") } == 120)
    }

    @Test(arguments: Engine.underTest) func `readers and writers go side by side`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine, connections: 4)
        let odd = try await withThrowingTaskGroup(of: Int.self) { group in
            for pair in 0..<60 {
                group.addTask {
                    try await database.write { db in
                        try db.add(pair * 2)
                        try db.add(pair * 2 + 1)
                    }
                    return 0
                }
                group.addTask {
                    try await database.read { db in try db.count("SELECT COUNT(*) FROM sample") }
                        % 2
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(odd == 0)
    }

    @Test(arguments: Engine.underTest) func `one key is answered once`(engine: Engine) async throws
    {
        let database = try await sampleDatabase(engine, connections: 4)
        let ran = Counter()
        let answers = try await withThrowingTaskGroup(of: String.self) { group in
            for id in 0..<20 {
                group.addTask {
                    try await database.write { db in
                        try db.once(OnceKey("ana/form-7", contents: ""), at: noon) {
                            ran.next()
                            try db.add(id)
                            return "filed as \(id)"
                        }
                    }
                }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        let stored = try await database.samples()
        #expect(stored.count == 1)
        #expect(answers == ["filed as \(stored[0])"])
        #expect(ran.value >= 1)
    }

    @Test(arguments: Engine.underTest) func `a key whose act was refused may be used again`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine)
        await #expect(throws: GivenUp()) {
            try await database.write { db in try db.once(key, at: noon) { throw GivenUp() } }
        }
        #expect(
            try await database.write { db in try db.once(key, at: noon) { "done" } } == "done")
    }

    @Test(arguments: Engine.underTest)
    func `a key that comes again with other contents is refused, and nothing is done`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine)
        let other = OnceKey(key.text, contents: "another text")
        _ = try await database.write { db in try db.once(key, at: noon) { "filed" } }
        await #expect(throws: Refused.sentWithOtherContents) {
            try await database.write { db in
                try db.once(other, at: noon) {
                    try db.add(1)
                    return "filed again"
                }
            }
        }
        #expect(try await database.samples().isEmpty)
        let again = try await database.write { db in
            try db.once(key, at: noon) { "filed again" }
        }
        #expect(again == "filed")
        let stored = try await database.read { db -> [UInt8]? in
            try db.value("SELECT contents FROM asked WHERE key = \(key.text)")
        }
        #expect(stored == database.keys.lookup("a text", use: "once-contents"))
    }

    @Test(arguments: Engine.underTest)
    func `what a key was answered is told without doing anything`(engine: Engine) async throws {
        let database = try await sampleDatabase(engine)
        #expect(try await database.read { db in try db.answer(to: key) } == nil)
        _ = try await database.write { db in try db.once(key, at: noon) { "filed" } }
        #expect(try await database.read { db in try db.answer(to: key) } == "filed")
        let other = OnceKey(key.text, contents: "another text")
        await #expect(throws: Refused.sentWithOtherContents) {
            try await database.read { db in try db.answer(to: other) }
        }
    }
}
