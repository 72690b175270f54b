public import Kernel
public import Storage

extension Cases {
    /// Loads an invented backlog over the offices of the given officers, back-dated, every file marked as invented.
    /// Each is the file of somebody whom `invent` makes. Loaded once; returns how many cases it made.
    @discardableResult
    public func loadDemo(
        officers: [(principal: Principal, near: PlaceCode)], at now: Moment,
        invent: @escaping @Sendable (String, Moment, Writer) throws -> PersonID
    ) async throws -> Int {
        guard let procedure = house.policy.procedure("family-reunification"), !officers.isEmpty
        else { return 0 }
        let known = try await database.read { db in
            try db.count("SELECT COUNT(*) FROM kase WHERE demo = 1")
        }
        if known > 0 { return 0 }
        let quiet = quietHouse
        let paper = try storedDemoPaper()
        for number in 0..<demoCasesCount {
            let (officer, near) = officers[number % officers.count]
            let story = DemoCase(
                number: number, procedure: procedure, near: near, officer: officer, now: now,
                paper: paper)
            try await database.write { db in
                let person = try invent(story.holder, story.filedAt, db)
                try story.play(person, in: db, quiet)
            }
        }
        let alone = try await loadAlone(
            officers: officers, at: now, paper: paper, quiet, invent: invent)
        let recognition = try await loadRecognition(
            officer: officers[0].principal, near: officers[0].near, at: now, paper: paper, quiet,
            invent: invent)
        return demoCasesCount + alone + recognition
    }

    /// A few of each procedure in which somebody asks for themselves, as far as this policy has it.
    private func loadAlone(
        officers: [(principal: Principal, near: PlaceCode)], at now: Moment,
        paper: AddDocument.StoredFile, _ quiet: CaseHouse,
        invent: @escaping @Sendable (String, Moment, Writer) throws -> PersonID
    ) async throws -> Int {
        let procedures = demoAlone.compactMap { house.policy.procedure($0) }
        for (index, procedure) in procedures.enumerated() {
            for chapter in 0..<demoChapters {
                let number = index * demoChapters + chapter
                let (officer, near) = officers[number % officers.count]
                let story = DemoAlone(
                    number: number, procedure: procedure, near: near, officer: officer, now: now,
                    paper: paper)
                try await database.write { db in
                    let person = try invent(story.holder, story.filedAt, db)
                    try story.play(person, in: db, quiet)
                }
            }
        }
        return procedures.count * demoChapters
    }

    /// What stands for each paper of an invented file.
    func storedDemoPaper() throws -> AddDocument.StoredFile {
        AddDocument.StoredFile(
            digest: try documents.store(demoPaper), name: "demo.pdf", kind: "application/pdf",
            bytes: demoPaper.count)
    }

    /// Nobody is told of an invented case, and no visit is kept for it.
    var quietHouse: CaseHouse {
        var neighbours = house.neighbours
        neighbours.notify = { _, _, _ in }
        neighbours.visitHappened = { _, _, _ in }
        neighbours.visitNeeded = { _, _, _ in }
        neighbours.releaseVisit = { _, _, _, _ in nil }
        neighbours.language = { _, _ in "pt" }
        return CaseHouse(
            policy: house.policy, zone: house.zone, calendars: house.calendars,
            neighbours: neighbours,
            verifyBase: house.verifyBase)
    }
}

/// One invented family and what happened to its file so far.
struct DemoCase: Sendable {
    let number: Int
    let procedure: Procedure
    let near: PlaceCode
    let officer: Principal
    let now: Moment
    /// What stands for each of their papers.
    let paper: AddDocument.StoredFile

    /// Days ago that it was filed: most in the last year, some under the older law.
    private var ageDays: Int { 3 + (number * 37) % 420 }
    var filedAt: Moment { now.adding(seconds: Int64(-ageDays) * 86_400) }

    /// Whose file it is, by name.
    var holder: String { household.holder.name }

    func play(_ applicant: PersonID, in db: Writer, _ house: CaseHouse) throws {
        let filing = FileCase(
            procedure: procedure.code, household: household, municipality: near,
            applicant: applicant, isInvented: true)
        let kase = try filing.perform(by: .house, at: filedAt, in: db, house)
        let desk = demoDesk(officer, at: kase.office)
        if number % 10 == 1 { try beTurnedAway(kase, applicant, in: db, house) }
        if number % 10 == 2 { try goToCourt(kase, desk, in: db, house) }
        if number % 20 == 2 { try beOrdered(kase, desk, in: db, house) }
        if number % 10 < 3 { return }
        guard let visit = moment(afterDays: 21) else { return }
        try RecordVisit(reference: kase.reference).perform(by: desk, at: visit, in: db, house)
        if number % 10 == 3 { return try consult(kase, desk, in: db, house) }
        if [5, 6].contains(number % 10) { try askAndReceive(kase, desk, in: db, house) }
        if number % 10 == 7 { try goToCourt(kase, desk, in: db, house) }
        if number % 10 > 6 { try decide(kase, desk, in: db, house) }
    }

    func moment(afterDays days: Int) -> Moment? {
        let moment = filedAt.adding(seconds: Int64(days) * 86_400)
        return moment < now ? moment : nil
    }

    private func consult(_ kase: Case, _ desk: Principal, in db: Writer, _ house: CaseHouse) throws
    {
        let asked = now.adding(seconds: -Int64(2 + number % 9) * 86_400)
        guard asked > filedAt else { return }
        for body in house.policy.bodiesToAsk(about: kase.procedure) {
            try Consult(reference: kase.reference, body: body.code)
                .perform(by: desk, at: asked, in: db, house)
        }
    }

    private func askAndReceive(
        _ kase: Case, _ desk: Principal, in db: Writer, _ house: CaseHouse
    ) throws {
        // Five of ten: asked a few days ago and still open. Six of ten: asked long ago and in.
        let isOpen = number % 10 == 5
        let asked =
            isOpen ? now.adding(seconds: -Int64(1 + number % 12) * 86_400) : moment(afterDays: 30)
        guard let asked, asked > filedAt else { return }
        let member = try CaseMember.all(of: kase.id, in: db).last?.id
        try RequestDocuments(reference: kase.reference, items: [Wish("family-tie", member)])
            .perform(by: desk, at: asked, in: db, house)
        guard !isOpen, let received = moment(afterDays: 41) else { return }
        for open in try kase.history(in: db).openItems {
            try ReceiveDocument(reference: kase.reference, item: open.item.id)
                .perform(by: desk, at: received, in: db, house)
        }
    }

    private func decide(_ kase: Case, _ desk: Principal, in db: Writer, _ house: CaseHouse) throws {
        let days = 60 + number % 80
        guard let decided = moment(afterDays: days) else { return }
        if number % 10 == 9 { return try refuse(kase, desk, days, in: db, house) }
        try demoGrant(kase, with: paper, by: desk, at: decided, in: db, house)
    }

    /// A draft in the person's hands, its period without an answer, the refusal.
    private func refuse(
        _ kase: Case, _ desk: Principal, _ days: Int, in db: Writer, _ house: CaseHouse
    ) throws {
        guard let proposed = moment(afterDays: days) else { return }
        let draft = Verdict(
            outcome: "refused", grounds: ["conditions-not-met"], reasons: demoReasons)
        try ProposeRefusal(reference: kase.reference, draft: draft)
            .perform(by: desk, at: proposed, in: db, house)
        try NoteDraftReached(reference: kase.reference, way: .handed)
            .perform(by: desk, at: proposed, in: db, house)
        guard let decided = moment(afterDays: days + demoHearingDays) else { return }
        try Decide(
            reference: kase.reference, outcome: draft.outcome, grounds: draft.grounds,
            reasons: demoReasons, isConfirmed: true
        )
        .perform(by: desk, at: decided, in: db, house)
    }

    private var household: Household {
        let family = demoFamilyNames[number % demoFamilyNames.count]
        let names = demoGivenNames
        func person(_ offset: Int, _ relation: Relation, _ year: Int) -> PersonOfFile {
            let given = names[(number * 3 + offset) % names.count]
            let birth = Day(
                year: year, month: 1 + (number + offset) % 12, day: 1 + (number * 7 + offset) % 28)
            return PersonOfFile(
                name: "\(given) \(family)", birth: birth ?? Day(number: 0), relation: relation,
                isInPortugal: number % 4 == 0 || relation == .holder)
        }
        let children = (0..<(1 + number % 3)).map {
            person(3 + $0, .child, 2012 + (number + $0 * 3) % 11)
        }
        let spouse = number % 5 == 4 ? [] : [person(1, .spouse, 1984 + number % 12)]
        return Household(
            holder: person(0, .holder, 1980 + number % 15), holderIsRefugee: number % 12 == 7,
            family: spouse + children)
    }
}

/// The given officer, at the office to which a request was sent.
func demoDesk(_ officer: Principal, at office: LocationID) -> Principal {
    let organisation = officer.duties.first?.organisation ?? OrganisationID(1)
    let duty = Duty(role: .officer, organisation: organisation, location: office, purpose: .status)
    return Principal(account: officer.account, person: nil, name: officer.name, duties: [duty])
}

/// Enough to fill a page of the queue and pass the guard of the figures.
private let demoCasesCount = 60
let demoFamilyNames = ["Demo", "Exemplo", "Ensaio", "Modelo", "Amostra", "Teste"]
let demoGivenNames = [
    "Aicha", "Bilal", "Carla", "Deepa", "Elif", "Farid", "Graça", "Hugo", "Irina", "João", "Kamala",
    "Lina", "Mamadu",
    "Nadia", "Omar", "Priya", "Quim", "Rosa", "Samir", "Tânia",
]
let demoReasons = "Caso inventado para demonstração."
/// Ten working days are over by then, whatever the holidays.
private let demoHearingDays = 30
/// An empty page.
private let demoPaper = Array(
    """
    %PDF-1.4
    1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
    2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
    3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
    trailer<</Root 1 0 R>>
    %%EOF

    """.utf8)

/// Every paper comes in, and the file is granted; where a procedure wants four eyes, both are invented.
func demoGrant(
    _ kase: Case, with paper: AddDocument.StoredFile, by desk: Principal, at decided: Moment,
    in db: Writer, _ house: CaseHouse
) throws {
    let history = try kase.history(in: db)
    for need in try house.needs(of: kase, history, at: decided, in: db) {
        try AddDocument(
            reference: kase.reference, code: need.document.code, member: need.member.id,
            file: paper
        )
        .perform(by: desk, at: decided, in: db, house)
    }
    try Decide(
        reference: kase.reference, outcome: "granted", grounds: ["conditions-met"],
        reasons: demoReasons, isConfirmed: true
    )
    .perform(by: desk, at: decided, in: db, house)
}
