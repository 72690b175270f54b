import Kernel
import Storage
import TestSupport
import Testing

/// Where one of the writes that are stored together fails, or all of them.
struct TogetherFailureTests {
    @Test(.enabled(if: Engine.underTest.contains(.postgres)))
    func `a request that is refused after its key was taken does not part the others`() async throws
    {
        let database = try await sampleDatabase(.postgres, connections: 1)
        let outcomes = try await outcomes(1...6, database) { id, db -> String in
            try db.once(OnceKey("k\(id)", contents: ""), at: Moment(secondsSince1970: 0)) {
                try db.add(id)
                if id == 3 { throw GivenUp() }
                return try db.value("SELECT pg_current_xact_id()::text") ?? ""
            }
        }
        #expect(throws: GivenUp.self) { _ = try outcomes[3]?.get() }
        let stored = outcomes.values.compactMap { try? $0.get() }
        #expect(stored.count == 5 && Set(stored).count <= 2)
        #expect(try await database.samples() == [1, 2, 4, 5, 6])
        let asked: Int? = try await database.read { db in try db.value("SELECT COUNT(*) FROM asked")
        }
        #expect(asked == 5)
    }

    /// The connection breaks under writes that are stored together, first while they are done, then at their end.
    @Test(.enabled(if: Engine.underTest.contains(.postgres)), arguments: [false, true])
    func `writes whose connection breaks are each stored once or of unknown outcome`(
        atTheEnd: Bool
    ) async throws {
        let database = try await sampleDatabase(.postgres, connections: 1)
        let (runs, broken) = (Counter(), Counter())
        let end: SQL = "SELECT pg_terminate_backend(pg_backend_pid())"
        let outcomes = try await outcomes(1...6, database) { id, db in
            try db.add(id)
            runs.next()
            guard runs.value == (atTheEnd ? 6 : 3), broken.value == 0 else { return }
            broken.next()
            // What is sent travels with the COMMIT.
            if atTheEnd { try db.send(end) } else { try db.run(end) }
        }
        #expect(broken.value == 1)
        let stored = try await database.samples()
        for (id, outcome) in outcomes {
            switch outcome {
            case .success: #expect(stored.count { $0 == id } == 1, "\(id)")
            case .failure(StorageError.unknownOutcome): #expect(atTheEnd)
            case .failure(let error): Issue.record("\(id): \(error)")
            }
        }
        #expect(atTheEnd || stored == [1, 2, 3, 4, 5, 6])
    }

    @Test(arguments: Engine.underTest)
    func `where the end of all fails each is done alone`(engine: Engine) async throws {
        let database = try await sampleDatabase(engine, connections: 1)
        try await database.write { db in
            try db.add(9)
            try db.run(
                """
                CREATE TABLE later (id BIGINT PRIMARY KEY,
                of BIGINT REFERENCES sample (id) DEFERRABLE INITIALLY DEFERRED)
                """)
        }
        // The first speaks of a row that is not there, which only the COMMIT looks at; the second finds it there.
        let outcomes = try await outcomes(1...4, database) { id, db in
            let found: Int? = try db.value("SELECT COUNT(*) FROM later WHERE of = 77")
            if found != 0 { throw GivenUp() }
            try db.run("INSERT INTO later (id, of) VALUES (\(id), \(id == 1 ? 77 : 9))")
        }
        #expect(throws: StorageError.self) { try outcomes[1]?.get() }
        for id in 2...4 { try outcomes[id]?.get() }
    }
}
