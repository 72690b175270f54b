import Foundation
public import Kernel
public import Storage

/// Real databases for tests: each fresh, of one test only, gone when the last reference ends.
public enum TestDatabase {
    /// A store with the given schema; a copy of a migrated template, so that many rooms cost little.
    public static func make(
        _ engine: Engine, compartment: Compartment = .general,
        migrations: [Migration] = storageSchema,
        keys: Keys? = nil, connections: Int = 3
    ) async throws -> Database {
        let keys = try keys ?? .fixed(compartment)
        let template = try await templates.location(engine, compartment, migrations)
        switch engine {
        case .sqlite: return try sqlite(copyOf: template, keys, connections)
        case .postgres: return try await postgres(copyOf: template, keys, connections)
        }
    }

    /// A second node on the same store, as another process would open it.
    public static func another(on database: Database, connections: Int = 3) throws -> Database {
        try Database(
            database.location, compartment: database.compartment, keys: database.keys,
            connections: connections)
    }

    /// An empty PostgreSQL database, for what makes its own schema; dropped at the end of the run.
    public static func emptyPlace() async throws -> Database.Location {
        await TestServer.waitForRoom()
        return .postgres(url: try TestServer.create(copyOf: nil))
    }

    /// A copy of a PostgreSQL database to which nobody is connected; dropped at the end of the run.
    public static func place(copyOf url: String) async throws -> Database.Location {
        await TestServer.waitForRoom()
        return .postgres(url: try TestServer.create(copyOf: url))
    }

    private static func sqlite(
        copyOf template: Database.Location, _ keys: Keys, _ connections: Int
    ) throws -> Database {
        guard case .sqlite(let origin) = template else { throw StorageError.closed }
        let folder = try TestFolder.make()
        let path = folder + "/\(keys.compartment).db"
        try FileManager.default.copyItem(atPath: origin, toPath: path)
        let database = try Database(
            .sqlite(path: path), compartment: keys.compartment, keys: keys, connections: connections
        )
        database.whenClosed { TestFolder.remove(folder) }
        return database
    }

    private static func postgres(
        copyOf template: Database.Location, _ keys: Keys, _ connections: Int
    ) async throws -> Database {
        guard case .postgres(let origin) = template else { throw StorageError.closed }
        await TestServer.waitForRoom()
        let url = try TestServer.create(copyOf: origin, inSeat: true)
        let database = try Database(
            .postgres(url: url), compartment: keys.compartment, keys: keys, connections: connections
        )
        database.whenClosed { TestServer.drop(url) }
        return database
    }
}

/// One migrated store for each engine, compartment and schema, made when first asked for.
private let templates = Templates()

/// An actor because many tests ask at once and one of them makes the template while the others wait.
private actor Templates {
    private enum State {
        case making([CheckedContinuation<Void, Never>])
        case made(Database.Location)
    }

    private var states: [String: State] = [:]

    func location(
        _ engine: Engine, _ compartment: Compartment, _ migrations: [Migration]
    ) async throws -> Database.Location {
        let steps = migrations.flatMap {
            [$0.room, $0.name] + $0.statements + ($0.only[engine] ?? [])
        }
        let key = "\(engine) \(compartment) " + steps.joined(separator: ";")
        while case .making(let others) = states[key] {
            await withCheckedContinuation { states[key] = .making(others + [$0]) }
        }
        if case .made(let location) = states[key] { return location }
        states[key] = .making([])
        do {
            let location = try await make(engine, compartment, migrations)
            finish(key, .made(location))
            return location
        } catch {
            finish(key, nil)
            throw error
        }
    }

    private func finish(_ key: String, _ state: State?) {
        guard case .making(let waiting) = states[key] else { return }
        states[key] = state
        for one in waiting { one.resume() }
    }

    private func make(
        _ engine: Engine, _ compartment: Compartment, _ migrations: [Migration]
    ) async throws -> Database.Location {
        let location: Database.Location =
            switch engine {
            case .sqlite: .sqlite(path: try TestFolder.make() + "/template.db")
            case .postgres: .postgres(url: try TestServer.create(copyOf: nil))
            }
        let database = try Database(
            location, compartment: compartment, keys: try .fixed(compartment), connections: 1)
        defer { database.close() }
        try await database.migrate(migrations)
        return location
    }
}
