import Cases
import Kernel
import Languages
import LegalTime
import Storage
import Web

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
            languages: try Files.codedNames(options.home, "languages", code: "code"),
            scan: try Scanning.scan(options))
        switch compartment {
        case .equality: return try Complaints.room(database, policy, world)
        case .help:
            return try SealedRoom(
                database: database, book: policy.sealed, world: world,
                extras: HelpRoom.extras(policy))
        case .protection:
            return try SealedRoom(
                database: database, book: policy.sealed, world: world, extras: .protection)
        default:
            return try SealedRoom(database: database, book: policy.sealed, world: world)
        }
    }

    /// What anyone may read about help, on the general host and on that of the help room.
    static func helpPages(
        _ policy: Policy, _ languages: LanguageSet, _ printer: Printer, _ options: Options,
        _ compartments: Compartments
    ) throws -> HelpPages {
        let country = try Files.country(options.policy)
        return HelpPages(
            policy: policy, coverage: try Files.coverage(options.home),
            zone: try Files.zone(country.zoneName),
            official: languages.translator(country.language),
            takesRequests: compartments[.help] != nil,
            isGeneral: compartments[.general] != nil, pdf: { try await printer.pdf($0) })
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
