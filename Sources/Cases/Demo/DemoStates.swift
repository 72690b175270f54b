public import Kernel
public import Storage

extension Cases {
    /// Tells, in files of one invented person with an account, and of two more at the same office, what takes days to
    /// come about: a payment document that is open and one that expired, a lost card, questions, children decided apart,
    /// one of them nearly of age, a request that is not sent; for the desk two who may be one, a run, a goal, and two who
    /// were warned and said nothing.
    ///
    /// Every file is marked as invented. Loaded once; returns how many cases it made.
    @discardableResult
    public func loadDemoStates(
        of person: Principal, officer: Principal, supervisor: Principal, near: PlaceCode,
        at now: Moment, invent: @escaping @Sendable (String, Moment, Writer) throws -> PersonID
    ) async throws -> Int {
        guard let applicant = person.person else { return 0 }
        let known = try await database.read { db in
            try db.count("SELECT COUNT(*) FROM kase WHERE applicant = \(applicant)")
        }
        let needed = ["renewal", "residence-permit", "cplp", "family-reunification"]
        guard known == 0, needed.allSatisfy({ house.policy.procedure($0) != nil }) else { return 0 }
        let states = DemoStates(
            person: person, applicant: applicant, officer: officer, near: near, now: now,
            paper: try storedDemoPaper())
        let endings = DemoEndings(officer: officer, near: near, now: now)
        let quiet = quietHouse
        return try await database.write { db in
            let own = try states.playOwn(in: db, quiet)
            let desk = try states.playDesk(supervisor, in: db, quiet, invent)
            let ends = try endings.play(in: db, quiet, invent)
            return own + desk + ends
        }
    }
}

/// The states of `loadDemoStates`, each back-dated from now.
private struct DemoStates: Sendable {
    let person: Principal
    let applicant: PersonID
    let officer: Principal
    let near: PlaceCode
    let now: Moment
    /// What stands for each of their papers.
    let paper: AddDocument.StoredFile

    /// The files of the person with an account.
    func playOwn(in db: Writer, _ house: CaseHouse) throws -> Int {
        try openFee(in: db, house)
        try expiredFee(in: db, house)
        try lostCard(in: db, house)
        try children(in: db, house)
        try unfinished(in: db, house)
        return 5
    }

    // MARK: From the fee to the card

    /// A document that can be paid for some hours more.
    private func openFee(in db: Writer, _ house: CaseHouse) throws {
        let kase = try file("renewal", alone, daysAgo: 60, in: db, house)
        try grant(kase, daysAgo: 20, in: db, house)
        try demand(kase, at: ago(0, hours: 5), in: db, house)
        try issue(kase, at: ago(0, hours: 4), until: ago(0, hours: -20), in: db, house)
    }

    /// One whose day is over: another can be had. The form of this request was filled in.
    private func expiredFee(in db: Writer, _ house: CaseHouse) throws {
        var contents = RequestContents()
        contents.people = PeopleOfRequest(household: alone, municipality: near)
        contents.answers = ["meansKind": "employment", "employerName": "Padaria de Demonstração"]
        let day = house.zone.day(of: ago(75))
        let sheet = try house.sheet(of: contents, "residence-permit", on: day)
        let kase = try file(
            "residence-permit", alone, daysAgo: 75, answers: sheet.answers, in: db, house)
        try grant(kase, daysAgo: 30, in: db, house)
        try demand(kase, at: ago(10), in: db, house)
        try issue(kase, at: ago(10, hours: -1), until: ago(9), in: db, house)
        try NoteFeeExpired(errand: FeeErrand(kase.id, 1)).perform(at: ago(8), in: db, house)
    }

    private func lostCard(in db: Writer, _ house: CaseHouse) throws {
        let kase = try file("cplp", alone, daysAgo: 120, in: db, house)
        try step(demoVisaStep, kase, daysAgo: 118, in: db, house)
        try step("visa-issued", kase, daysAgo: 100, in: db, house)
        try demoGrant(kase, with: paper, by: desk(kase), at: ago(80), in: db, house)
        for code in demoStepsToTheCard { try step(code, kase, daysAgo: 60, in: db, house) }
        try step("title-lost", kase, daysAgo: 12, in: db, house)
    }

    private func demand(
        _ kase: Case, at moment: Moment, in db: Writer, _ house: CaseHouse
    ) throws {
        try DemandFee(reference: kase.reference, cents: demoCents, basis: demoBasis)
            .perform(by: desk(kase), at: moment, in: db, house)
    }

    private func issue(
        _ kase: Case, at moment: Moment, until end: Moment, in db: Writer, _ house: CaseHouse
    ) throws {
        let answer = PaymentAnswer.issued(reference: demoDocument, expires: end)
        try NoteFeeAnswer(errand: FeeErrand(kase.id, 1), answer: answer)
            .perform(at: moment, in: db, house)
    }

    // MARK: A family, and what is not sent

    /// Of two children one is decided long ago; the other waits, is nearly of age, and somebody owes an answer.
    private func children(in db: Writer, _ house: CaseHouse) throws {
        let first = try file(
            familyProcedure, family(of: "Davi Ramos", bornOn: born(yearsAgo: 9)), daysAgo: 200,
            in: db, house)
        try grant(first, daysAgo: 70, in: db, house)
        let nearly = born(yearsAgo: 18).adding(days: daysBeforeAge)
        let second = try file(
            familyProcedure, family(of: "Lara Ramos", bornOn: nearly), daysAgo: 45, in: db, house)
        try ask("Recebi o recibo. Falta algum documento?", second, daysAgo: 40, in: db, house)
        let asked: PersonQuestionID? = try db.value(
            "SELECT question FROM case_question WHERE kase = \(second.id)")
        try AnswerQuestion(
            reference: second.reference, question: asked,
            text: "Não. Avisamos aqui se faltar alguma coisa."
        )
        .perform(by: desk(second), at: ago(36), in: db, house)
        try ask(
            "Que acontece ao pedido quando a minha filha faz 18 anos?", second, daysAgo: 30,
            in: db, house)
    }

    private func ask(
        _ text: String, _ kase: Case, daysAgo days: Int, in db: Writer, _ house: CaseHouse
    ) throws {
        try AskQuestion(reference: kase.reference, text: text)
            .perform(by: person, at: ago(days), in: db, house)
    }

    private func unfinished(in db: Writer, _ house: CaseHouse) throws {
        var contents = RequestContents()
        contents.household = ["name": alone.holder.name, "municipality": near.text]
        contents.answers = ["titleNumber": "DEMO 12345"]
        _ = try BeginRequest(procedure: "renewal", mandate: nil, contents: contents)
            .perform(by: person, at: ago(2), in: db, house)
    }

    // MARK: What the desk has

    /// Two files that may name one human being, taken together once, and what the supervisor wants of the office.
    func playDesk(
        _ supervisor: Principal, in db: Writer, _ house: CaseHouse,
        _ invent: (String, Moment, Writer) throws -> PersonID
    ) throws -> Int {
        let files = try ["Mohamed Amostra Hussain", "Muhammad Amostra Hussein"].enumerated().map {
            index, name -> Case in
            let filedAt = ago(9 - index * 3)
            let birth = Day(year: 1991, month: 4, day: 7) ?? Day(number: 0)
            let filing = FileCase(
                procedure: "residence-permit", household: household(name, birth),
                municipality: near, applicant: try invent(name, filedAt, db), isInvented: true)
            return try filing.perform(by: .house, at: filedAt, in: db, house)
        }
        guard let office = files.first?.office else { return 0 }
        // Long enough ago that nobody has them any more.
        _ = try BulkAtDesk(act: .take, references: files.map(\.reference))
            .perform(by: demoDesk(officer, at: office), at: ago(1), in: db, house)
        let day = house.zone.day(of: now).adding(days: goalDays)
        try SetGoal(office: office, goal: Goal(target: goalFiles, day: day))
            .perform(by: supervisor, at: ago(14), in: db, house)
        return files.count
    }

    // MARK: The pieces

    private func ago(_ days: Int, hours: Int = 0) -> Moment {
        now.adding(seconds: -Int64(days) * 86_400 - Int64(hours) * 3_600)
    }

    private func desk(_ kase: Case) -> Principal { demoDesk(officer, at: kase.office) }

    private func file(
        _ procedure: String, _ household: Household, daysAgo days: Int,
        answers: [String: String] = [:], in db: Writer, _ house: CaseHouse
    ) throws -> Case {
        let filing = FileCase(
            procedure: procedure, household: household, municipality: near, applicant: applicant,
            isInvented: true, answers: answers)
        return try filing.perform(by: person, at: ago(days), in: db, house)
    }

    private func grant(
        _ kase: Case, daysAgo days: Int, in db: Writer, _ house: CaseHouse
    ) throws {
        try RecordVisit(reference: kase.reference)
            .perform(by: desk(kase), at: ago(days + 5), in: db, house)
        try demoGrant(kase, with: paper, by: desk(kase), at: ago(days), in: db, house)
    }

    private func step(
        _ code: String, _ kase: Case, daysAgo days: Int, in db: Writer, _ house: CaseHouse
    ) throws {
        try TakeStep(reference: kase.reference, step: code, note: demoStepNote)
            .perform(by: desk(kase), at: ago(days), in: db, house)
    }

    private var alone: Household {
        household(person.name, Day(year: 1986, month: 8, day: 15) ?? Day(number: 0))
    }

    private func household(_ name: String, _ birth: Day) -> Household {
        let holder = PersonOfFile(
            name: name, birth: birth, relation: .holder, isInPortugal: true)
        return Household(holder: holder, holderIsRefugee: false, family: [])
    }

    private func family(of child: String, bornOn birth: Day) -> Household {
        let one = PersonOfFile(
            name: child, birth: birth, relation: .child, isInPortugal: false)
        return Household(holder: alone.holder, holderIsRefugee: false, family: [one])
    }

    private func born(yearsAgo years: Int) -> Day {
        Day(number: Int32(now.secondsSince1970 / 86_400)).adding(months: -12 * years)
    }
}

private let familyProcedure = "family-reunification"
/// An amount and a number that no treasury knows.
private let demoCents: Int64 = 10_000
private let demoStepNote = "Demonstração"
private let demoBasis = "Valor inventado para demonstração"
private let demoDocument = "DEMO 100 200 300"
/// Within the days of notice before a child comes of age.
private let daysBeforeAge = 45
private let goalFiles = 25
private let goalDays = 120
