import Foundation
public import Kernel
public import Storage
import Web

/// The compartments that this host may open: those whose key it was given.
public struct Compartments: Sendable {
    public let databases: [Compartment: Database]
    public let documents: [Compartment: Documents]

    /// Opens and migrates; a compartment without a key is not opened, and asking for one by name is refused.
    static func open(
        _ options: Options, only: [Compartment]? = nil, except: Set<Compartment> = [],
        schema: (Compartment) -> [Migration], connections: Int = 8
    ) async throws -> Compartments {
        var databases: [Compartment: Database] = [:]
        var documents: [Compartment: Documents] = [:]
        for compartment in only ?? Compartment.standard where !except.contains(compartment) {
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

extension Compartments {
    /// Ready when every compartment that was opened answers.
    func isReady() async -> Bool {
        for database in databases.values {
            guard let rows = try? await database.ask("SELECT 1"), rows.count == 1 else {
                return false
            }
        }
        return true
    }

    /// What the metrics say of the stores; -1 waits where one does not answer. Beside another compartment a sealed one is in
    /// none of it: whoever reads the metrics of a house learns nothing of what is done there.
    func gauges() async -> [Gauge] {
        let open = databases.filter { !$0.key.isSealed }
        let databases = (open.isEmpty ? databases : open).values
        var waiting = 0
        var isWhole = true
        for database in databases {
            let more = try? await database.read { db in try db.outboxWaiting() }
            waiting += more ?? 0
            isWhole = isWhole && more != nil
        }
        let retried = databases.reduce(0) { $0 + $1.retried }
        return [
            Gauge(
                "cais_outbox_waiting", "Messages that wait in the outbox.",
                Double(isWhole ? waiting : -1)),
            Gauge(
                "cais_store_retries_total", "Writes tried again because they met others.",
                Double(retried), isCounter: true),
        ]
    }
}

extension SiteSettings {
    /// A site says of itself what its compartments say, whichever they are.
    mutating func watch(_ compartments: Compartments) {
        ready = { await compartments.isReady() }
        gauges = { await compartments.gauges() }
    }
}
