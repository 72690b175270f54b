public import Kernel
public import Storage
public import Web

/// Complaints of discrimination, in a compartment of their own: this door opens with that database alone, and the
/// general one has no word of them.
public struct Complaints: Sendable {
    public static var schema: [Migration] { complaintsSchema }

    let database: Database
    let zone: Zone

    /// Takes the database of the equality compartment, and refuses any that is not sealed.
    public init(database: Database, zone: Zone) throws {
        guard database.compartment.isSealed else {
            throw StorageError.sealed(
                "complaints need a sealed compartment, not \(database.compartment)")
        }
        self.database = database
        self.zone = zone
    }

    public var routes: [Route] { ComplaintPages(complaints: self).routes }
}

let complaintsSchema: [Migration] = [
    Migration(
        "Complaints", "2026-11-23-complaints",
        [
            """
            CREATE TABLE sealed_complaint (
                id BIGINT PRIMARY KEY, reference_hash BYTEA NOT NULL UNIQUE, content BYTEA NOT NULL,
                received_at BIGINT NOT NULL, read_at BIGINT)
            """,
            "CREATE INDEX sealed_complaint_received ON sealed_complaint (received_at)",
        ])
]
