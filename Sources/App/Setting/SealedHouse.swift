import Cases
import Foundation
import Kernel
import Languages
import Logging
import People
import ServiceLifecycle
import Storage
import Web

/// A sealed compartment on its own body's host: its room, and accounts that the general house never sees.
struct SealedHouse: Sendable {
    let options: Options
    let compartments: Compartments
    let database: Database
    let people: People
    let languages: LanguageSet
    let clock: Clock
    let behindProxy: Bool
    let room: SealedRoom
    /// What anyone may read about help, where this is its host.
    let help: HelpPages?
    /// What the room of children has beside the engine.
    let protection: ProtectionRoom?

    static func schema(_ compartment: Compartment) -> [Migration] { House.schema(compartment) }

    init(
        _ options: Options, _ compartments: Compartments, behindProxy: Bool,
        clock: @escaping Clock = systemClock
    ) throws {
        guard let (compartment, database) = compartments.databases.first,
            compartments.databases.count == 1
        else { throw Trouble("a sealed compartment is served alone: name one with --compartment") }
        self.options = options
        self.compartments = compartments
        self.database = database
        self.behindProxy = behindProxy
        self.clock = clock
        languages = try Files.languages(options.home)
        let country = try Files.country(options.policy)
        let policy = try Files.policy(options.policy)
        room = try Joints.sealedRoom(compartment, database, policy, options)
        help =
            compartment == .help
            ? try Joints.helpPages(
                policy, languages, Files.printer(options.home, environment: options.environment),
                options, compartments) : nil
        let people = try Joints.people(
            options, database, languages, country, behindProxy, clock)
        self.people = people
        protection =
            compartment == .protection ? try Joints.protection(room, people, options) : nil
    }

    private var doors: Doors {
        Doors(
            isGeneral: false, takesComplaints: database.compartment == .equality, room: room,
            isOfChildren: protection != nil)
    }

    var routes: [Route] {
        StartPage().routes + [doors.route] + people.routes + room.routes
            + (help?.routes ?? []) + (protection?.routes ?? [])
    }

    func siteSettings(rate: Int) async throws -> SiteSettings {
        let assets = try Assets(folder: options.home + "/web")
        let frame = Frame(
            languages: languages, assets: assets, isDemo: try await people.hasDemo(),
            doors: doors, leave: { [help] path, t in help?.leave(path, t) })
        let people = self.people
        var settings = SiteSettings(
            languages: languages, clock: clock,
            secret: database.keys.lookup("forms", use: "forms"),
            assets: assets, authenticate: { try await people.authenticate($0, $1) },
            frame: frame.around)
        settings.storeTrouble = { StoreTrouble($0) }
        // Whoever runs this host, or gathers its log elsewhere, works on no case.
        settings.unheard = Set((room.routes + (protection?.routes ?? [])).map(\.path))
        settings.behindProxy = behindProxy
        settings.requestsPerMinute = rate == 0 ? nil : rate
        settings.watch(compartments)
        return settings
    }

    /// What was kept here before the engine joins it, and rows that told more than they do now are sealed.
    func adopt() async throws {
        try await room.sealStates()
        if database.compartment == .equality { try await AdoptComplaints(room).perform() }
    }

    func services(_ logger: Logger) -> [any Service] {
        let letters: [any Service] = protection.map { [fetching($0, logger)] } ?? []
        return letters + [
            OutboxService(
                database: database, handlers: people.outbox, clock: clock, logger: logger),
            Checkpoints(compartments: compartments).service(clock, logger),
            Purge(compartments: compartments, signIn: database, people: people, rooms: [room])
                .service(clock, logger),
        ]
    }
}

extension SealedHouse {
    /// Fetches signals: a child does not wait for an hour.
    private func fetching(_ room: ProtectionRoom, _ logger: Logger) -> NightService {
        NightService(
            work: { now in
                let found = try await room.takeSignals(at: now)
                if found.unreadable > 0 {
                    logger.error("letters", metadata: ["unreadable": "\(found.unreadable)"])
                }
            },
            name: "letters", secondsBetween: lettersSeconds, clock: clock, logger: logger)
    }
}

/// One look into a folder.
private let lettersSeconds: Int64 = 3
