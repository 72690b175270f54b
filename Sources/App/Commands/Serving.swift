import Cases
import Kernel
import Logging
import People
import ServiceLifecycle
import Storage
import UnixSignals
import Web

/// What `cais serve` is told.
public struct ServeSettings: Sendable {
    public let host: String
    public let port: Int
    public let compartments: [String]
    public let behindProxy: Bool
    public let rate: Int
    public let logLevel: String

    public init(
        host: String, port: Int, compartments: [String], behindProxy: Bool, rate: Int,
        logLevel: String
    ) {
        self.host = host
        self.port = port
        self.compartments = compartments
        self.behindProxy = behindProxy
        self.rate = rate
        self.logLevel = logLevel
    }
}

/// Serves until it is told to stop.
public func serve(_ options: Options, _ settings: ServeSettings) async throws {
    guard let level = Logger.Level(rawValue: settings.logLevel) else {
        throw Trouble("--log is one of trace, debug, info, notice, warning, error")
    }
    guard (0...Int(UInt16.max)).contains(settings.port) else {
        throw Trouble("--port is 0 to 65535; 0 for any free one")
    }
    let options = try options.addressed(settings)
    LoggingSystem.bootstrap { _ in LogLines(level: level) }
    let logger = Logger(label: "cais")
    let served = try settings.compartments.map(Compartment.known)
    let isGeneral = served.isEmpty || served.contains(.general)
    let installation =
        isGeneral
        ? try await Installation.general(options, settings, logger)
        : try await Installation.sealed(options, settings, served, logger)
    let application = installation.site.application(host: settings.host, port: settings.port) {
        port in
        announce("Cais is open at http://\(settings.host):\(port)")
    }
    let services: [any Service] = installation.services + [application]
    let group = ServiceGroup(
        configuration: .init(
            services: services.map { .init(service: $0) },
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger))
    try await group.run()
    installation.compartments.close()
}

/// The site and what works beside it.
struct Installation: Sendable {
    let site: Site
    let services: [any Service]
    let compartments: Compartments

    /// The general compartment, and complaints where this host also has their key.
    static func general(
        _ options: Options, _ settings: ServeSettings, _ logger: Logger
    ) async throws -> Installation {
        let house = try await House.open(options, behindProxy: settings.behindProxy)
        try await house.refuseSharedRole()
        let site = try await house.siteSettings(
            behindProxy: settings.behindProxy, rate: settings.rate)
        return Installation(
            site: try Site(routes: house.routes, settings: site, logger: logger),
            services: house.services(logger), compartments: house.compartments)
    }

    /// Another body's host: its compartment only, with accounts of its own.
    static func sealed(
        _ options: Options, _ settings: ServeSettings, _ served: [Compartment], _ logger: Logger
    ) async throws -> Installation {
        let compartments = try await Compartments.open(
            options, only: served, schema: SealedHouse.schema)
        let house = try SealedHouse(options, compartments, behindProxy: settings.behindProxy)
        try await house.adopt()
        return Installation(
            site: try Site(
                routes: house.routes, settings: try await house.siteSettings(rate: settings.rate),
                logger: logger),
            services: house.services(logger), compartments: compartments)
    }
}

extension House {
    /// On PostgreSQL a sealed compartment is served beside the general one only to a role of its own: one role would ask
    /// both, whatever the program does. A store that holds invented people alone may be tried out with one.
    func refuseSharedRole() async throws {
        guard options.database != nil, try await people.hasRealAccounts() else { return }
        let general = try await role(in: database)
        for (compartment, sealed) in compartments.databases where compartment.isSealed {
            guard try await role(in: sealed) == general else { continue }
            compartments.close()
            let name = compartment.name.uppercased()
            throw Trouble(
                """
                the compartment \(compartment) is opened with the role of the general one, \(general): give it a \
                role and a database of its own in CAIS_DATABASE_\(name), or take its key from this host
                """)
        }
    }

    private func role(in database: Database) async throws -> String {
        let rows = try await database.ask("SELECT CAST(current_user AS TEXT)")
        guard let row = rows.first else { throw Trouble("PostgreSQL does not say who asks it") }
        return try row[0]
    }
}

extension Options {
    /// The same with the address that papers and mails lead to. Behind a proxy nobody can guess it; without one it
    /// is where this process listens, unless it was told another.
    func addressed(_ settings: ServeSettings) throws -> Options {
        var told = self
        var address = environment["CAIS_ADDRESS"] ?? ""
        // Paths are put behind it as they stand.
        if address.hasSuffix("/") { address.removeLast() }
        if settings.behindProxy {
            guard address.hasPrefix("https://"), address.count > "https://".count else {
                throw Trouble(
                    """
                    --behind-proxy needs CAIS_ADDRESS, what visitors type, such as https://cais.example.org: \
                    the codes on papers and the links in mails lead there
                    """)
            }
        } else if address.isEmpty, settings.port > 0 {
            address = "http://\(settings.host):\(settings.port)"
        }
        told.environment["CAIS_ADDRESS"] = address.isEmpty ? nil : address
        return told
    }
}

extension Compartment {
    /// A compartment by the name that somebody typed.
    static func known(_ name: String) throws -> Compartment {
        guard let compartment = Compartment(name), standard.contains(compartment) else {
            throw Trouble(
                "there is no compartment \(name); there are general, help, equality, protection")
        }
        return compartment
    }
}
