import Kernel
import Storage
import TestSupport
import Testing

@testable import Cases

/// A complaint about the service goes to others than those it is about, and they learn of it nowhere.
@Suite struct RecusalTests {
    @Test(arguments: Engine.underTest)
    func `a complaint goes to another office than the one that is complained of`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let before = try await fixture.kinds(of: kase)
        let said = try await fixture.complain(["aboutCase": kase.reference.text.lowercased()])
        #expect(said.office == portoCentre && said.recusal == nil)
        #expect(try await fixture.seen(by: bruno) == [kase.reference])
        #expect(try await fixture.seen(by: carla) == [kase.reference])
        #expect(try await fixture.seen(by: beatriz) == [said.reference])
        // The file that it is about knows nothing of it.
        #expect(try await fixture.kinds(of: kase) == before)
        #expect(try await fixture.stored(kase) == kase)
        // Without a case it is about the nearest office, or the one whose name is given.
        #expect(try await fixture.complain([:]).office == portoCentre)
        let named = try await fixture.complain(["officeNamed": "o balcão do Porto"])
        #expect(named.office == lisbonCentre && named.recusal == nil)
        #expect(try await fixture.complain(["officeNamed": "LISBOA"]).office == portoCentre)
        // Any other request goes to the nearest office.
        #expect(try await fixture.file(yusuf, in: porto).office == portoCentre)
    }

    @Test(arguments: Engine.underTest)
    func `whoever bears a name that is given has no part in it, whatever they try`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let said = try await fixture.complain(
            ["officerNamed": "a D.ª BEATRÍZ, creio"], at: after(0))
        let other = try await fixture.complain([:], by: yusuf)
        #expect(said.office == portoCentre)
        #expect(try await fixture.stored(said) == said)
        for named in [beatriz, headNamedBeatriz] {
            #expect(try await fixture.seen(by: named) == [other.reference], "\(named.name)")
            #expect(try await fixture.found(said.reference.text, by: named) == [])
            await #expect(throws: Refused.notFound) {
                try await fixture.database.read { db in
                    try Case.findForStaff(said.reference, named, in: db)
                }
            }
            await #expect(throws: Refused.notFound) {
                try await fixture.act { db, house in
                    try TakeCase(reference: said.reference)
                        .perform(by: named, at: after(2), in: db, house)
                }
            }
        }
        for free in [nuno, head] {
            #expect(
                try await fixture.seen(by: free) == [said.reference, other.reference],
                "\(free.name)")
            #expect(try await fixture.found(said.reference.text, by: free) == [said.reference])
        }
        // It was handed in first, and yet it is never the next of whom it names.
        #expect(try await fixture.next(by: beatriz) == other.reference)
        #expect(try await fixture.next(by: beatriz) == nil)
        #expect(try await fixture.next(by: nuno) == said.reference)
    }

    @Test(arguments: Engine.underTest)
    func `where no other office takes it its supervisors alone see it, and not who is named`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let about = ["aboutCase": kase.reference.text, "officeNamed": "Porto"]
        let said = try await fixture.complain(about)
        #expect(said.office == lisbonCentre && said.recusal?.supervisorsOnly == true)
        #expect(try await fixture.seen(by: bruno) == [kase.reference])
        #expect(try await fixture.next(by: bruno) == kase.reference)
        #expect(try await fixture.next(by: bruno) == nil)
        #expect(try await fixture.seen(by: carla).contains(said.reference))
        // A supervisor cannot hand it to whom it would be closed.
        await #expect(throws: TakeRefusal.cannotWork) {
            try await fixture.act { db, house in
                try GiveCase(reference: said.reference, to: bruno.account)
                    .perform(by: carla, at: after(2), in: db, house)
            }
        }
        let worse = try await fixture.complain(about.merging(["officerNamed": "Carla"]) { $1 })
        #expect(try await !fixture.seen(by: carla).contains(worse.reference))
        #expect(try await fixture.seen(by: head).contains(worse.reference))
    }

    @Test(arguments: Engine.underTest)
    func `a complaint names a case of one's own, or none`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let hers = try await fixture.file()
        for typed in [hers.reference.text, "RF-0000-0000-0", "o meu processo"] {
            await #expect(throws: ComplaintRefusal.notYourCase) {
                try await fixture.complain(["aboutCase": typed], by: yusuf)
            }
        }
        let said = try await fixture.complain([:], by: yusuf)
        let correct = CorrectAnswers(
            reference: said.reference, section: "subject",
            typed: ["aboutCase": hers.reference.text])
        await #expect(throws: ComplaintRefusal.notYourCase) {
            try await fixture.act { db, house in
                try correct.perform(by: yusuf, at: after(2), in: db, house)
            }
        }
        let count = try await fixture.database.read { db in
            try db.count("SELECT COUNT(*) FROM kase WHERE applicant <> \(hers.applicant)")
        }
        #expect(count == 1)
    }

    @Test(arguments: Engine.underTest)
    func `whom the person names later has no part in it from then on`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let said = try await fixture.complain([:])
        #expect(try await fixture.next(by: beatriz) == said.reference)
        try await fixture.act { db, house in
            try CorrectAnswers(
                reference: said.reference, section: "subject",
                typed: ["officerNamed": "Beatriz"]
            ).perform(by: ana, at: after(2), in: db, house)
        }
        #expect(try await fixture.seen(by: beatriz) == [])
        let take = try await fixture.database.read { db in try Take.of(said.id, in: db) }
        #expect(take == nil)
        #expect(try await fixture.next(by: nuno) == said.reference)
    }

    @Test(arguments: Engine.underTest)
    func `a question in a complaint is owed by nobody whom it names`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let said = try await fixture.complain(["officerNamed": "Beatriz"])
        let open = try await fixture.complain([:])
        try await fixture.question("Quem trata disto?", in: said, at: after(2))
        try await fixture.question("E disto?", in: open, at: after(3))
        #expect(try await fixture.waiting(beatriz).map(\.kase.reference) == [open.reference])
        let seen = try await fixture.waiting(nuno)
        #expect(seen.map(\.kase.reference) == [said.reference, open.reference])
        // The fixture's Porto has Beatriz alone.
        #expect(seen.map(\.owner) == ["", "Beatriz"])
    }

    @Test(arguments: Engine.underTest)
    func `a board counts no complaint for the supervisor whom it names`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let about = ["aboutCase": kase.reference.text, "officeNamed": "Porto"]
        _ = try await fixture.complain(about)
        let said = try await fixture.complain(about.merging(["officerNamed": "Carla"]) { $1 })
        try await fixture.act { db, house in
            try TakeCase(reference: said.reference)
                .perform(by: head, at: after(1), in: db, house)
        }
        for (who, complaints) in [(carla, 1), (head, 2)] {
            let question = BoardQuestion(
                principal: who, now: after(1).adding(seconds: 3_600), today: after(1).utcDay,
                days: 7)
            let board = try await fixture.database.read { [house = fixture.house] db in
                try question.run(in: db, house)
            }
            let open = board.backlog.filter { $0.procedure == "service-complaint" }
            #expect(open.reduce(0) { $0 + $1.count } == complaints, "\(who.name)")
            #expect(board.weeks.reduce(0) { $0 + $1.filed } == complaints + 1, "\(who.name)")
            #expect(board.takes.map(\.reference) == (who == head ? [said.reference] : []))
            #expect(board.officers.isEmpty == (who == carla))
        }
    }
}

/// Another officer at Porto, and two supervisors of every office.
private let nuno = Principal(
    account: AccountID(61), person: nil, name: "Nuno", duties: beatriz.duties)
private let head = Principal(
    account: AccountID(62), person: nil, name: "Sofia Lopes", duties: [everywhere])
private let headNamedBeatriz = Principal(
    account: AccountID(63), person: nil, name: "Maria Beatriz Pires", duties: [everywhere])
private let everywhere = Duty(
    role: .supervisor, organisation: agency, location: nil, purpose: .status)

extension Fixture {
    @discardableResult
    func complain(
        _ answers: [String: String], by person: Principal = ana, at now: Moment = after(1)
    ) async throws -> Case {
        let household = Household(
            holder: anasHousehold.holder, holderIsRefugee: false, family: [])
        let action = FileCase(
            procedure: "service-complaint", household: household, municipality: lisbon,
            applicant: person.person ?? PersonID(1), answers: answers)
        return try await database.write { [house] db in
            try action.perform(by: person, at: now, in: db, house)
        }
    }

    fileprivate func act(
        _ body: @escaping @Sendable (Writer, CaseHouse) throws -> Void
    ) async throws {
        try await database.write { [house] db in try body(db, house) }
    }

    /// What stands in the queue of somebody, as the page and as the file of the list have it.
    fileprivate func seen(by principal: Principal) async throws -> [Reference] {
        var queue = DeskQueue(scope: WorkOffices(principal))
        queue.today = noon.utcDay
        let asked = queue
        return try await database.read { db in
            let result = try asked.run(principal, in: db)
            let lines = try asked.lines(after: CaseID(0), principal, in: db)
            let references = result.lines.map(\.kase.reference)
            #expect(result.count == references.count)
            #expect(Set(lines.map(\.kase.reference)) == Set(references))
            return lines.map(\.kase.reference)
        }
    }

    fileprivate func found(_ typed: String, by principal: Principal) async throws -> [Reference] {
        var queue = DeskQueue(scope: WorkOffices(principal))
        queue.search = QueueSearch(typed, keys: database.keys)
        let asked = queue
        return try await database.read { db in
            try asked.run(principal, in: db).lines.map(\.kase.reference)
        }
    }

    fileprivate func next(by principal: Principal) async throws -> Reference? {
        try await database.write { [house] db in
            try TakeNextCase().perform(by: principal, at: after(1), in: db, house)
        }
    }
}
