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
