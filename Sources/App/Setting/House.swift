import Appointments
import Cases
import Cooperation
import Figures
import Foundation
import Kernel
import Languages
import LegalTime
import Logging
import Observatory
import People
import Plans
import Reports
import ServiceNetwork
import Storage
import Web

/// The rooms of the general compartment, each with what it needs of the others.
struct House: Sendable {
    let options: Options
    let compartments: Compartments
    let database: Database
    let languages: LanguageSet
    let clock: Clock
    let zone: Zone
    let people: People
    let network: ServiceNetwork
    let appointments: Appointments
    let cases: Cases
    let observatory: Observatory
    let plans: Plans
    let reports: Reports
    let cooperation: Cooperation
    let figures: Figures
    let printer: Printer
    let flows: FlowMover
    /// The sealed rooms whose keys this host was also given.
    let sealed: [Compartment: SealedRoom]
    /// What anyone may read about help.
    let help: HelpPages
    /// Where a signal about a child can be handed over; this house never reads one, whatever keys lie on its host.
    let signals: Signals?

    /// Where visitors find this installation, for links that leave it.
    static func address(_ options: Options) -> String {
        options.environment["CAIS_ADDRESS"] ?? "http://127.0.0.1:8080"
    }

    static func schema(_ compartment: Compartment) -> [Migration] {
        switch compartment {
        case .general:
            storageSchema + Figures.schema + People.schema + ServiceNetwork.schema + Cases.schema
                + Appointments.schema + Plans.schema + Observatory.schema + Cooperation.schema
                + Reports.schema
        case .equality:
            storageSchema + People.schema + Complaints.schema
        case .help:
            storageSchema + People.schema + SealedRoom.schema + HelpRoom.schema
        case .protection:
            storageSchema + People.schema + SealedRoom.schema + ProtectionRoom.schema
        default:
            storageSchema + People.schema + SealedRoom.schema
        }
    }

    static func open(
        _ options: Options, behindProxy: Bool = false, clock: @escaping Clock = systemClock
    ) async throws -> House {
        let compartments = try await Compartments.open(
            options, except: [.protection], schema: schema)
        return try await House(options, compartments, behindProxy: behindProxy, clock: clock)
    }
}

extension House {
    init(
        _ options: Options, _ compartments: Compartments, behindProxy: Bool, clock: @escaping Clock
    ) async throws {
        guard let database = compartments[.general],
            let documents = compartments.documents[.general]
        else { throw House.withoutKey }
        let languages = try Files.languages(options.home)
        let printer = Files.printer(options.home, environment: options.environment)
        let (country, policy) = try (Files.country(options.policy), Files.policy(options.policy))
        let (zone, calendars) = try (Files.zone(country.zoneName), Files.holidays(options.policy))
        let (files, visits, figures) = (Box<Cases>(), Box<Appointments>(), Box<Figures>())
        let staff = Box<People>()
        let network = try House.makeNetwork(
            options, database, calendars, zone, visits, files, staff, languages)
        let people = try House.makePeople(
            options, database, languages, country, behindProxy, clock, files, staff, network)
        let neighbours = try Neighbours.joined(
            network: network, people: people, languages: languages, visits: visits,
            printer: printer, home: options.home,
            municipalities: try await database.read { db in try network.municipalities(in: db) },
            tellBody: try Bodies.teller(options, Outgoing(), clock))
        let cases = Cases(
            database: database, documents: documents, policy: policy, zone: zone,
            calendars: calendars, neighbours: neighbours,
            verifyBase: House.address(options), scan: try Scanning.scan(options),
            payments: try Paying.provider(options.environment, clock),
            documentBytesMax: try options.documentBytesMax())
        files.fill(cases)
        let appointments = Appointments(
            database: database, asks: try .joined(cases, network, options),
            courses: .joined(
                cases: cases, people: people, network: network, languages: languages, zone: zone,
                verifyBase: House.address(options)))
        visits.fill(appointments)
        let rooms = try Joints.sealedRooms(compartments, policy, options)
        let observatory = try House.observatory(database, options)
        let plans = House.makePlans(database, figures)
        self.init(
            options: options, compartments: compartments, database: database, languages: languages,
            clock: clock, zone: zone, people: people,
            network: network.joining(.joined(cases, people, languages, policy.flows, zone))
                .telling(people, languages),
            appointments: appointments, cases: cases, observatory: observatory, plans: plans,
            reports: try House.reports(options, database, figures, plans, printer, clock),
            cooperation: Cooperation(database: database),
            figures: try Figures(
                database: database, zone: zone,
                figures: cases.figures + network.figures + observatory.figures
                    + (try await House.stored(database, appointments, network, policy.flows, zone))),
            printer: printer,
            flows: try FlowMover(
                flows: policy.flows, compartments: compartments, zone: zone, rooms: rooms),
            sealed: rooms,
            help: try Joints.helpPages(policy, languages, printer, options, compartments),
            signals: try Letters.signals(options, zone)
        )
        figures.fill(self.figures)
        try await adopt()
    }

    /// What sealed rooms kept before they kept it as they do now joins them.
    private func adopt() async throws {
        for room in sealed.values { try await room.sealStates() }
        if let complaints = sealed[.equality] { try await AdoptComplaints(complaints).perform() }
    }

    private static let withoutKey = Trouble(
        "this host has no key for the general compartment; use --compartment for another")

    private static func makeNetwork(
        _ options: Options, _ database: Database, _ calendars: HolidayCalendar, _ zone: Zone,
        _ visits: Box<Appointments>, _ files: Box<Cases>, _ staff: Box<People>,
        _ languages: LanguageSet
    ) throws -> ServiceNetwork {
        var network = ServiceNetwork(
            database: database, outline: try Files.outline(options.home),
            civil: try Joints.civilTimes(calendars),
            languageName: try Joints.languageName(options.home),
            quality: .joined(visits, files, staff, address: House.address(options)),
            standards: try Files.standards(options.policy))
        network.paths = try Files.paths(options.policy)
        network.book = try Files.branches(options.policy)
        network.referrals = try Joints.referrals(options, calendars, zone)
        network.offline = try Joints.offlineKit(options.home, languages)
        let plain = network
        network.contactsNoted = { try plain.contactsTold(in: $0, at: $1, in: $2) }
        return network
    }

    /// The people, who read about the files that are made after them.
    private static func makePeople(
        _ options: Options, _ database: Database, _ languages: LanguageSet, _ country: Country,
        _ behindProxy: Bool, _ clock: @escaping Clock, _ files: Box<Cases>, _ staff: Box<People>,
        _ network: ServiceNetwork
    ) throws -> People {
        let people = try Joints.people(
            options, database, languages, country, behindProxy, clock,
            readings: { person, db in try files.get().looks(at: person, in: db).map(Reading.init) },
            about: { try files.get().topic($0, $1, in: $2).map(NoticeTopic.init) },
            opened: { try files.get().messageRead($0, by: $1, at: $2, in: $3) },
            behind: { try files.get().applicant(of: $0, for: $1, in: $2) }, files: files
        ).keepingTraining(at: "/account/training").joining(network)
        staff.fill(people)
        return people
    }

    private static func observatory(
        _ database: Database, _ options: Options
    ) throws -> Observatory {
        try Observatory(
            database: database, home: options.home, base: House.address(options),
            policy: options.policy)
    }

    private static func makePlans(_ database: Database, _ figures: Box<Figures>) -> Plans {
        Plans(
            database: database, publishedFigure: { try figures.get().published($0, in: $1) },
            figure: { figures.peek()?[$0] }, history: { try figures.get().history($0, in: $1) })
    }

    private static func reports(
        _ options: Options, _ database: Database, _ figures: Box<Figures>, _ plans: Plans,
        _ printer: Printer, _ clock: @escaping Clock
    ) throws -> Reports {
        try Reports(
            database: database, policy: options.policy, base: House.address(options),
            publishedFigure: { try figures.get().published($0, in: $1) },
            figure: { figures.peek()?[$0] },
            measures: { db in
                try plans.measures(on: clock().utcDay, in: db).map(ReportMeasure.init)
            },
            pdf: { try await printer.pdf($0) }, docx: { try await printer.docx($0) })
    }

    /// The figures of courses and branches that there are, and of what flows carry.
    private static func stored(
        _ database: Database, _ appointments: Appointments, _ network: ServiceNetwork,
        _ flows: [Flow], _ zone: Zone
    ) async throws -> [Figure] {
        try await database.read { db in
            try appointments.courseFigures(in: db) + network.branchFigures(in: db)
        } + received(flows, zone)
    }

    /// The figures of what flows carry: there only while a contract in force names what they count.
    private static func received(_ flows: [Flow], _ zone: Zone) -> [Figure] {
        let carried = flows.contains { flow in
            flow.status == .inForce && flow.name == ReceivedFigures.complaintFlow
                && ReceivedFigures.complaintFields.allSatisfy(flow.fields.contains)
        }
        return carried ? [ReceivedFigures.complaints(zone: zone)] : []
    }
}
