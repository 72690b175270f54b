import Appointments
import Cases
import Cooperation
import Figures
import Formats
import Foundation
import Kernel
import Observatory
import People
import Plans
import ServiceNetwork
import Storage

/// Loads the real lists and series and invented people, and says what it loaded; asked again it adds nothing.
///
/// At national scale also a nation's files, in a store that has none: `cases` of them, or as many as `events` lines
/// of the journal tell; without either the whole.
public func demo(
    _ options: Options, scale: DemoScale, cases: Int? = nil, events: Int? = nil
) async throws -> Answer {
    let nation = try nationalScale(scale, cases: cases, events: events)
    // A demo is one host with everything; a real general host has no key but its own.
    _ = try await setup(options, Compartment.standard)
    var lines: [String] = []
    let now = systemClock()
    do {
        let house = try await House.open(options)
        defer { house.compartments.close() }
        if nation != nil { try await refuseFiles(house) }
        try await refuseReal(house)
        lines += try await loadLists(house, at: now)
    }
    // The rooms read their lists when they open: open again, now that the lists are there.
    let house = try await House.open(options)
    defer { house.compartments.close() }
    lines += try await loadPeople(house, at: now)
    lines += try await loadHelp(house)
    if let nation { lines.append(try await loadNation(house, nation)) }
    lines.append(try await loadProtection(options))
    lines.append(
        "\(try await house.network.takeQuality(at: now)) figures of quality of the last quarter")
    let publishing = house.publishing
    let kept = try await house.database.write { db in
        try publishing.publish(anew: true, at: now, in: db)
    }
    lines.append("\(kept) figures kept for today")
    try await house.compartments.sign(at: now)
    return Answer(lines: lines)
}

/// The staff of the help room have accounts in its own store alone.
private func loadHelp(_ house: House) async throws -> [String] {
    guard let database = house.compartments[.help], let room = house.sealed[.help] else {
        return []
    }
    let people = try Joints.people(
        house.options, database, house.languages, try Files.country(house.options.policy), false,
        house.clock)
    let staff = try await people.loadDemoHelp()
    let cases = try await room.loadDemoHelp(staff, at: house.clock())
    return [
        "\(staff.count) invented accounts on the host of the help room, \(cases) invented cases"
    ]
}

/// Invented people never come beside real ones: their passwords are known to everybody.
private func refuseReal(_ house: House) async throws {
    let hasFiles = try await house.cases.hasRealFiles()
    guard try await house.people.hasRealAccounts() || hasFiles else { return }
    throw Trouble(
        """
        this store has accounts or case files of real people: invented ones, whose password everybody knows, \
        are not put beside them; name an empty --data or --database (nothing was changed)
        """)
}

/// Real data, each with its source: places, series, the plan's frame, agreements, question sets.
private func loadLists(_ house: House, at now: Moment) async throws -> [String] {
    var lines: [String] = []
    let home = house.options.home
    let places = try await house.network.importDirectory(home + "/data", by: .house, at: now)
    guard places.applied else {
        throw Trouble("data/: " + places.problems.map { "\($0)" }.joined(separator: "; "))
    }
    lines.append("\(places.accepted) rows of places and municipalities, with their sources")
    for report in try await house.observatory.importAll(home: home, at: now) {
        lines.append("\(report.accepted) values of \(report.file), vintage \(report.vintage)")
    }
    for report in try await house.plans.importAll(policy: house.options.policy, at: now) {
        lines.append("\(report.accepted) rows of the plan \(report.plan)")
    }
    lines.append("\(try await house.cooperation.importAll(home: home, at: now)) agreements")
    return lines
}

/// Invented accounts of the host of child protection.
private func loadProtection(_ options: Options) async throws -> String {
    let compartments = try await Compartments.open(
        options, only: [.protection], schema: SealedHouse.schema)
    defer { compartments.close() }
    let house = try SealedHouse(options, compartments, behindProxy: false)
    let people = try await house.people.loadDemoProtection()
    let signals = try await house.protection?.loadDemo(people, at: systemClock()) ?? 0
    try await compartments.sign(at: systemClock())
    return
        "\(people.count) invented accounts of the compartment protection, same password, \(signals) invented signals"
}

/// Invented people, cases and opening hours; every page says so.
private func loadPeople(_ house: House, at now: Moment) async throws -> [String] {
    let network = house.network
    let offices = try await house.database.read { db in
        try ["aima-lisboa-1", "aima-porto"].map { slug -> LocationID in
            guard let id = try network.location(slug: slug, in: db) else {
                throw Trouble("data/places has no \(slug)")
            }
            return id
        }
    }
    let people = try await house.people.loadDemo { login in
        switch login {
        case "bruno", "paulo", "sara": offices[0]
        case "berta": offices[1]
        case "duarte": LocationID(slug: "claim-mouraria")
        default: nil
        }
    }
    var lines = ["\(people.count) invented accounts, password \(People.demoPassword)"]
    let officers = ["bruno", "berta"].compactMap { people[$0] }
    let near = ["1106", "1312"].compactMap { PlaceCode($0) }
    let cases = try await house.cases.loadDemo(
        officers: Array(zip(officers, near)), at: now, invent: house.people.inventPerson)
    lines.append("\(cases) invented case files, back-dated")
    if let rita = people["rita"], let bruno = people["bruno"], let carla = people["carla"],
        let home = near.first
    {
        let more = try await house.cases.loadDemoStates(
            of: rita, officer: bruno, supervisor: carla, near: home, at: now,
            invent: house.people.inventPerson)
        lines.append("\(more) more, with a fee, a lost card, questions and two who may be one")
    }
    if let bruno = people["bruno"], let home = near.first {
        let more = try await house.cases.loadDemoProtection(
            officer: bruno, near: home, at: now, invent: house.people.inventPerson)
        lines.append("\(more) more, of people who ask for protection")
    }
    lines += try await loadDesks(house, at: offices, by: people["carla"], now)
    lines += try await house.appointments.loadDemoQueue(
        at: offices[0], full: offices[1], from: house.zone.day(of: now), at: now)
    if let rita = people["rita"] {
        lines += try await loadList(house, at: offices[0], of: rita, now)
    }
    lines += try await loadRounds(house, by: people["carla"], at: now)
    if let duarte = people["duarte"] {
        lines.append(try await network.loadDemoContacts(by: duarte, at: now))
    }
    let trained = ["bruno", "berta", "carla", "duarte"].compactMap { people[$0]?.account }
    lines.append(
        "\(try await network.loadDemoQuality(staff: trained, at: now)) invented opinions")
    if let ana = people["ana"], let teresa = people["teresa"]?.duties.first {
        lines += try await house.appointments.loadDemoCourses(
            of: teresa.organisation, showing: ana, at: now, invent: house.people.inventPerson)
    }
    if let ana = people["ana"], let duarte = people["duarte"] {
        lines += try await house.network.loadDemoPath(of: ana, keptBy: duarte, at: now)
    }
    lines += try await loadReferrals(house, people, at: now)
    return lines + (try await loadNetwork(house, people, at: offices[0], now))
}

/// Invented desks of the offices, and beside the first one those of other bodies.
private func loadDesks(
    _ house: House, at offices: [LocationID], by supervisor: Principal?, _ now: Moment
) async throws -> [String] {
    let today = house.zone.day(of: now)
    let working = try house.workingDays(from: today)
    let desks = try await house.appointments.loadDemo(
        offices: offices, services: ["family-reunification", "residence", "renewal"],
        from: today, zone: house.zone, isOpen: working)
    guard let supervisor else { return desks }
    return try await desks
        + house.appointments.loadDemoRule(at: offices[0], by: supervisor, at: now)
        + house.appointments.loadDemoCounters(
            at: offices[0], services: ["nif", "niss", "patient-number"], from: today,
            zone: house.zone, isOpen: working)
}

/// A waiting list with somebody for whom a time is held.
private func loadList(
    _ house: House, at office: LocationID, of person: Principal, _ now: Moment
) async throws -> [String] {
    let cases = house.cases
    let waiting = try await house.database.read { db in
        try cases.inventedFiles(at: office, of: "family-reunification", limit: 3, in: db)
    }
    return try await house.appointments.loadDemoList(of: person, waiting: waiting, at: now)
}

/// Invented rounds of allocation, at an office that no invented file has.
private func loadRounds(
    _ house: House, by supervisor: Principal?, at now: Moment
) async throws -> [String] {
    let network = house.network
    let office = try await house.database.read { db in
        try network.location(slug: "aima-fundao", in: db)
    }
    guard let supervisor, let office else { return [] }
    return try await house.appointments.loadDemoRounds(
        at: office, by: supervisor, zone: house.zone, at: now,
        isOpen: try house.workingDays(from: house.zone.day(of: now)))
}

/// Invented branches with what was asked of them, and invented agreements with municipalities.
private func loadNetwork(
    _ house: House, _ people: [String: Principal], at office: LocationID, _ now: Moment
) async throws -> [String] {
    guard let bruno = people["bruno"], let eva = people["eva"] else { return [] }
    let references = try await house.database.read { db in
        try house.cases.inventedFiles(at: office, in: db)
    }
    return try await house.network.loadDemoBranches(
        at: office, officer: bruno, clerks: ["paulo", "sara"].compactMap { people[$0] },
        references: references, on: now)
        + house.network.loadDemoMunicipalities(by: eva, at: now)
}

private func loadReferrals(
    _ house: House, _ people: [String: Principal], at now: Moment
) async throws -> [String] {
    guard let duarte = people["duarte"], let ana = people["ana"], let paulo = people["paulo"],
        let teresa = people["teresa"], let lisbon = PlaceCode("1106")
    else { return [] }
    let referrals = try await house.network.loadDemoReferrals(
        by: duarte, of: ana, to: [paulo, teresa], near: lisbon, at: now)
    return ["\(referrals) invented referrals"]
}

extension Compartments {
    /// Signs where the chains stand.
    fileprivate func sign(at now: Moment) async throws {
        for database in databases.values {
            try await database.write { db in _ = try db.makeCheckpoint(at: now) }
        }
    }
}
