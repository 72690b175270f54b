import Foundation
public import Kernel
public import Storage

/// The compartments that this host may open: those whose key it was given.
public struct Compartments: Sendable {
    public let databases: [Compartment: Database]
    public let documents: [Compartment: Documents]

    /// Opens and migrates; a compartment without a key is not opened, and asking for one by name is refused.
    static func open(
        _ options: Options, only: [Compartment]? = nil, schema: (Compartment) -> [Migration],
        connections: Int = 8
    ) async throws -> Compartments {
        var databases: [Compartment: Database] = [:]
        var documents: [Compartment: Documents] = [:]
        for compartment in only ?? Compartment.standard {
            guard let keys = try options.keyFiles.keys(of: compartment) else {
                if only == nil { continue }
                throw Trouble(
                    """
                    this host has no key for the compartment \(compartment): it belongs to another body, \
                    or `cais setup` was not run (looked in \(options.keyFiles.folder) and \
                    CAIS_KEY_\(compartment.name.uppercased()))
                    """)
            }
            let count = compartment == .general ? connections : 2
            let database = try Database(
                options.location(of: compartment), compartment: compartment, keys: keys,
                connections: count)
            try await database.migrate(schema(compartment))
            databases[compartment] = database
            documents[compartment] = Documents(
                folder: options.documentsFolder(compartment), keys: keys)
        }
        guard !databases.isEmpty else {
            throw Trouble(
                """
                there is no key in \(options.keyFiles.folder): name their folder with --keys or CAIS_KEYS, or \
                run `cais setup --data \(options.data)` where there is none yet
                """)
        }
        return Compartments(databases: databases, documents: documents)
    }

    public subscript(compartment: Compartment) -> Database? { databases[compartment] }

    func close() {
        for database in databases.values { database.close() }
    }
}
