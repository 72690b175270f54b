import Foundation
import Kernel

/// The server's backup: `pg_dump` of the compartment's schema from an exported snapshot.
enum PostgresBackup {
    /// Dumps and verifies the same snapshot, which one reading holds open meanwhile.
    static func cut(
        _ database: Database, _ url: String, to file: String
    ) async throws -> Verification {
        let schema = database.compartment.name
        let found = try await database.read { db in
            guard let snapshot: String = try db.value("SELECT pg_export_snapshot()") else {
                throw BackupError.tool("PostgreSQL exported no snapshot")
            }
            try run(
                "pg_dump",
                [
                    "--format=custom", "--schema=\(schema)", "--no-owner", "--no-privileges",
                    "--snapshot=\(snapshot)", "--file=\(file)",
                ], url)
            return try db.verifyJournal()
        }
        try BackupFiles.sync(file)
        return found
    }

    static func putBack(_ file: String, to url: String, _ compartment: Compartment) throws {
        let schema = compartment.name
        let tables = try PostgresServer.run(
            "SELECT tablename FROM pg_tables WHERE schemaname = '\(schema)' LIMIT 1", at: url)
        guard tables.isEmpty else { throw BackupError.occupied("schema \(schema)") }
        // Without CASCADE: it goes only where it is empty, and the dump makes it again.
        try PostgresServer.run("DROP SCHEMA IF EXISTS \(schema)", at: url)
        try run(
            "pg_restore",
            ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", file], url)
    }

    /// The password goes through the environment: arguments can be read by anybody on the machine.
    private static func run(_ tool: String, _ arguments: [String], _ url: String) throws {
        let (open, password) = withoutPassword(url)
        var environment = ProcessInfo.processInfo.environment
        if let password { environment["PGPASSWORD"] = password }
        try ChildProcess.run(
            tool, ["--dbname=\(open)"] + arguments, environment, secondsMax: secondsMax)
    }

    /// By hand, as a URL of several hosts is none to Foundation.
    static func withoutPassword(_ url: String) -> (url: String, password: String?) {
        guard let scheme = url.firstRange(of: "://"), let at = url.firstIndex(of: "@"),
            let colon = url[scheme.upperBound..<at].firstIndex(of: ":")
        else { return (url, nil) }
        let password = String(url[url.index(after: colon)..<at])
        return (String(url[..<colon] + url[at...]), password.removingPercentEncoding ?? password)
    }
}

/// A dump that takes longer than this needs another way (a physical backup).
private let secondsMax = 6 * 3_600.0
