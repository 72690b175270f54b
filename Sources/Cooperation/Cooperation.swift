import Formats
import FoundationEssentials
public import Kernel
public import Storage
public import Web

/// Agreements with other States, each fact with its source.
public struct Cooperation: Sendable {
    public static var schema: [Migration] { cooperationSchema }

    let database: Database

    public init(database: Database) {
        self.database = database
    }

    public var routes: [Route] { AgreementPages(database: database).routes }

    /// Loads `data/agreements/agreements.yaml`; returns how many agreements are new or changed.
    @discardableResult
    public func importAll(
        home: String, by person: Principal = .house, at now: Moment
    ) async throws -> Int {
        let file = "agreements.yaml"
        guard let data = FileManager.default.contents(atPath: home + "/data/agreements/" + file)
        else { return 0 }
        return try await importAgreements([UInt8](data), file: file, by: person, at: now)
    }

    /// Imports a register of agreements; a bad entry throws and nothing is stored.
    func importAgreements(
        _ bytes: [UInt8], file: String, by person: Principal = .house, at now: Moment
    ) async throws -> Int {
        let action = ImportAgreements(
            agreements: try Agreement.read(try YAML.parse(bytes, file: file)))
        return try await database.write { db in try action.perform(by: person, at: now, in: db) }
    }
}
