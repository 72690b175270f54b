public import Kernel
public import Storage

extension People {
    /// The password of the invented accounts; shown on the sign-in page where they are loaded.
    public static let demoPassword = "cais-demo-2026"

    /// Makes the invented accounts that are not there yet, and answers who they are by login.
    ///
    /// `office` tells at which place a login works; nil means everywhere. Their passwords are hashed
    /// at the lower cost of `PasswordCost.demo`: they are public anyway.
    public func loadDemo(
        office: @Sendable (String) -> LocationID?
    ) async throws -> [String: Principal] {
        let result = try await invent(demoPeople, office: office)
        try await addDemoMandate(result, at: clock())
        return result
    }

    /// Makes those of the help room's own host: its staff, and one of each body that something is handed to.
    public func loadDemoHelp() async throws -> [String: Principal] {
        try await invent(demoHelp, office: { _ in nil })
    }

    /// The same on the host of child protection, whose accounts no other host knows.
    public func loadDemoProtection() async throws -> [String: Principal] {
        try await invent(demoProtectors) { _ in nil }
    }

    private func invent(
        _ people: [DemoPerson], office: @Sendable (String) -> LocationID?
    ) async throws -> [String: Principal] {
        let now = clock()
        var result: [String: Principal] = [:]
        for person in people {
            let login = try checked(person.login)
            let hash = try await hashed(People.demoPassword, for: login, cost: .demo)
            let duties = person.duties(at: office(person.login))
            result[person.login] = try await database.write { db in
                if let known = try Account.find(login, in: db) {
                    return try known.principal(in: db)
                }
                let adding = AddAccount(
                    login: login, name: person.name, language: "pt", passwordHash: hash,
                    isPerson: person.role == .person, duties: duties, isDemo: true)
                let account = try adding.perform(by: .house, at: now, in: db)
                try addDemoChannel(account, at: now, in: db)
                return try account.principal(in: db)
            }
        }
        return result
    }

    /// Makes somebody invented who has no account, for an invented file: a case writes to its person.
    public func inventPerson(_ name: String, at now: Moment, in db: Writer) throws -> PersonID {
        let person = PersonID.new(at: now)
        try db.run("INSERT INTO person (id, name, created) VALUES (\(person), \(name), \(now))")
        let address = "invented-\(person)@example.org"
        try AddChannel(person: person, kind: .email, address: address, language: "pt")
            .perform(by: .house, at: now, in: db)
        return person
    }

    /// An address that no mail server will ever take (RFC 2606).
    private func addDemoChannel(_ account: Account, at now: Moment, in db: Writer) throws {
        guard let person = account.person else { return }
        try AddChannel(
            person: person, kind: .email, address: "\(account.login)@example.org", language: "pt"
        )
        .perform(by: .house, at: now, in: db)
    }

    private func addDemoMandate(_ people: [String: Principal], at now: Moment) async throws {
        guard let ana = people["ana"], let person = ana.person, let duarte = people["duarte"] else {
            return
        }
        let zone = self.zone
        try await database.write { db in
            let holder = try NameForMandates(account: duarte.account).perform(in: db)
            guard try Mandate.standing(of: person, at: now, in: db).isEmpty else { return }
            try GrantMandate(
                holder: holder, scope: .file, last: zone.day(of: now).adding(days: mandateDays),
                zone: zone
            )
            .perform(by: ana, at: now, in: db)
        }
    }
}

/// Somebody invented.
private struct DemoPerson {
    let login: String
    let name: String
    let role: Role
    let organisation: Int64
    let purpose: Purpose

    func duties(at office: LocationID?) -> [Duty] {
        guard role != .person else { return [] }
        return [
            Duty(role: role, organisation: ID(organisation), location: office, purpose: purpose)
        ]
    }

    init(_ login: String, _ name: String, _ role: Role, _ organisation: Int64, _ purpose: Purpose) {
        self.login = login
        self.name = name
        self.role = role
        self.organisation = organisation
        self.purpose = purpose
    }
}

private let demoPeople = [
    DemoPerson("ana", "Ana Oliveira", .person, 0, .own),
    DemoPerson("bruno", "Bruno Matos", .officer, 1, .status),
    DemoPerson("berta", "Berta Lopes", .officer, 1, .status),
    DemoPerson("carla", "Carla Nunes", .supervisor, 1, .status),
    DemoPerson("duarte", "Duarte Reis", .mediator, 100, .help),
    DemoPerson("eva", "Eva Pires", .coordinator, 1, .plan),
    DemoPerson("filipe", "Filipe Antunes", .focalPoint, 101, .plan),
    DemoPerson("graca", "Graça Moura", .analyst, 1, .statistics),
    DemoPerson("helena", "Helena Sousa", .reporter, 1, .plan),
    DemoPerson("ines", "Inês Barros", .jurist, 2, .complaint),
    DemoPerson("jorge", "Jorge Vaz", .police, 3, .consultation),
    DemoPerson("celia", "Célia Prata", .police, 4, .consultation),
    DemoPerson("admin", "Administração", .administrator, 1, .operation),
    DemoPerson("paulo", "Paulo Faria", .partner, 102, .status),
    DemoPerson("teresa", "Teresa Alves", .partner, 105, .status),
    DemoPerson("sara", "Sara Melo", .partner, 230, .status),
    DemoPerson("rita", "Rita Ramos", .person, 0, .own),
]

/// The numbers of the bodies are those of `policy/pt/flows`; that of the health centre is invented.
private let demoHelp = [
    DemoPerson("dora", "Dora Seixas", .mediator, 110, .help),
    DemoPerson("dario", "Dário Leal", .mediator, 110, .help),
    DemoPerson("ursula", "Úrsula Gil", .partner, 210, .help),
    DemoPerson("tania", "Tânia Brito", .partner, 220, .help),
    DemoPerson("vasco", "Vasco Pinho", .partner, 221, .help),
    DemoPerson("xenia", "Xénia Rolo", .partner, 222, .help),
    DemoPerson("alda", "Alda Sá", .administrator, 110, .operation),
]

/// Two who lead, so that glass can be broken, and professionals of three bodies (policy, protection/child-trafficking.yaml).
private let demoProtectors = [
    DemoPerson("teresa", "Teresa Vale", .protector, 103, .protection),
    DemoPerson("tomas", "Tomás Leal", .protector, 103, .protection),
    DemoPerson("simao", "Simão Pinto", .partner, 109, .protection),
    DemoPerson("xenia", "Xénia Dias", .partner, 105, .protection),
    DemoPerson("quim", "Joaquim Serra", .partner, 112, .protection),
    DemoPerson("admin", "Administração", .administrator, 103, .operation),
]

/// A year.
private let mandateDays = 365
