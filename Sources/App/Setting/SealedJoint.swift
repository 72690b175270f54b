import Cases
import Kernel
import LegalTime
import Storage

extension Joints {
    /// The room of a sealed compartment, with what it shows beside the engine.
    static func sealedRoom(
        _ compartment: Compartment, _ database: Database, _ policy: Policy, _ options: Options
    ) throws -> SealedRoom {
        let country = try Files.country(options.policy)
        let world = SealedWorld(
            zone: try Files.zone(country.zoneName),
            calendar: try Files.holidays(options.policy).working(at: .country),
            countries: try Files.codedNames(options.home, "countries", code: "alpha2"),
            languages: try Files.codedNames(options.home, "languages", code: "code"))
        switch compartment {
        case .equality: return try Complaints.room(database, policy, world)
        case .protection:
            return try SealedRoom(
                database: database, book: policy.sealed, world: world, extras: .protection)
        default:
            return try SealedRoom(database: database, book: policy.sealed, world: world)
        }
    }

    /// The rooms of the sealed compartments that this host has the keys of, complaints of before taken in.
    static func sealedRooms(
        _ compartments: Compartments, _ policy: Policy, _ options: Options
    ) throws -> [Compartment: SealedRoom] {
        let sealed = compartments.databases.filter { $0.key.isSealed }
        return Dictionary(
            uniqueKeysWithValues: try sealed.map { compartment, database in
                (compartment, try sealedRoom(compartment, database, policy, options))
            })
    }
}
