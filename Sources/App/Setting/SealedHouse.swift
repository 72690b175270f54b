import Cases
import Foundation
import Kernel
import Languages
import Logging
import People
import ServiceLifecycle
import Storage
import Web

/// A sealed compartment on its own body's host: complaints or children at risk, and accounts that the general house never sees.
struct SealedHouse: Sendable {
    let options: Options
    let compartments: Compartments
    let database: Database
    let people: People
    let languages: LanguageSet
    let behindProxy: Bool
    let complaints: Complaints?
    let protection: ProtectionJoint?

    static func schema(_ compartment: Compartment) -> [Migration] { House.schema(compartment) }

    init(_ options: Options, _ compartments: Compartments, behindProxy: Bool) throws {
        guard let database = compartments[.equality] ?? compartments[.protection] else {
            throw Trouble(
                "pages are there for the compartments equality and protection so far; help comes later"
            )
        }
        guard compartments.databases.count == 1 else {
            throw Trouble("a sealed compartment is served alone: it has accounts of its own")
        }
        self.options = options
        self.compartments = compartments
        self.database = database
        self.behindProxy = behindProxy
        languages = try Files.languages(options.home)
        let country = try Files.country(options.policy)
        let zone = try Files.zone(country.zoneName)
        complaints = try compartments[.equality].map { try Complaints(database: $0, zone: zone) }
        let people = try Joints.people(
            options, database, languages, country, behindProxy, systemClock)
        self.people = people
        protection = try compartments[.protection].map {
            try ProtectionJoint(options, $0, people, zone)
        }
    }

    private var doors: Doors { Doors(isGeneral: false, takesComplaints: complaints != nil) }

    var routes: [Route] {
        StartPage().routes + [doors.route] + people.routes + (complaints?.routes ?? [])
            + (protection?.routes ?? [])
    }

    func siteSettings(rate: Int) async throws -> SiteSettings {
        let assets = try Assets(folder: options.home + "/web")
        let frame = Frame(
            languages: languages, assets: assets, isDemo: try await people.hasDemo(),
            doors: doors)
        let people = self.people
        var settings = SiteSettings(
            languages: languages, clock: systemClock,
            secret: database.keys.lookup("forms", use: "forms"),
            assets: assets, authenticate: { try await people.authenticate($0, $1) },
            frame: frame.around)
        settings.storeTrouble = { StoreTrouble($0) }
        settings.behindProxy = behindProxy
        settings.requestsPerMinute = rate == 0 ? nil : rate
        settings.watch(compartments)
        return settings
    }

    func services(_ logger: Logger) -> [any Service] {
        let letters: [any Service] = protection.map { [$0.service(systemClock, logger)] } ?? []
        return letters + [
            OutboxService(
                database: database, handlers: people.outbox, clock: systemClock, logger: logger),
            Checkpoints(compartments: compartments).service(systemClock, logger),
            Purge(compartments: compartments, signIn: database, people: people)
                .service(systemClock, logger),
        ]
    }
}
