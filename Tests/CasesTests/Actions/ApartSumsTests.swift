import Figures
import Kernel
import Languages
import Storage
import TestSupport
import Testing

@testable import Cases

/// What is closed to somebody moves no number that they see.
@Suite struct ApartSumsTests {
    @Test(arguments: Engine.underTest)
    func `no table of a board differs by a complaint that names the supervisor who reads it`(
        engine: Engine
    ) async throws {
        let (plain, more) = (try await Fixture(engine), try await Fixture(engine))
        for fixture in [plain, more] { try await fixture.ordinaryLife() }
        // Handed in before any other file, decided since, and one more that waits.
        let decided = try await more.complainOfCarla(by: olena, at: after(-80))
        try await more.decide("upheld", ["badly-served"], of: decided, at: after(-20), by: chief)
        _ = try await more.complainOfCarla(by: olena, at: after(-3))
        // One at another office is in none of her sums, and takes nothing from them either.
        let elsewhere = try await more.complain(
            ["officerNamed": "Carla"], by: olena, at: after(-70))
        #expect(elsewhere.office == portoCentre)
        try await more.decide(
            "upheld", ["badly-served"], of: elsewhere, at: after(-15), by: chief)
        #expect(try await plain.tables(of: carla) == more.tables(of: carla))
        #expect(try await plain.goals(of: carla) == more.goals(of: carla))
        // That this can fail: to whom they are open they count in all of it.
        let (before, now) = (try await plain.tables(of: chief), try await more.tables(of: chief))
        let changed = Set(now.filter { before[$0.key] != $0.value }.keys)
        #expect(changed.isSuperset(of: [.backlog, .flow, .time, .officers, .goals]))
        #expect(try await plain.goals(of: chief) != more.goals(of: chief))
        let (few, all) = (try await more.measures(of: carla), try await more.measures(of: chief))
        #expect(!few.groups.contains { $0.procedure == "service-complaint" })
        #expect(all.groups.contains { $0.procedure == "service-complaint" && $0.all == 1 })
        #expect(!few.efforts.contains { $0.procedure == "service-complaint" })
        #expect(all.efforts.contains { $0.procedure == "service-complaint" })
    }

    @Test(arguments: Engine.underTest)
    func `an office that has nothing but what is closed is none for whom it is closed to`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let said = try await fixture.complain(["officerNamed": "Carla"])
        #expect(said.office == portoCentre)
        func offices(_ who: Principal) async throws -> [LocationID] {
            let question = BoardQuestion(principal: who, now: noon, today: noon.utcDay, days: 7)
            return try await fixture.database.read { db in try question.offices(in: db) }
        }
        #expect(try await offices(everywhereCarla) == [])
        #expect(try await offices(chief) == [portoCentre])
        let goal = SetGoal(office: portoCentre, goal: Goal(target: 1, day: after(70).utcDay))
        func set(by who: Principal) async throws {
            try await fixture.database.write { [house = fixture.house] db in
                try goal.perform(by: who, at: after(2), in: db, house)
            }
        }
        await #expect(throws: Refused.notFound) { try await set(by: everywhereCarla) }
        try await set(by: chief)
        _ = try await fixture.file(yusuf, in: porto)
        #expect(try await offices(everywhereCarla) == [portoCentre])
        try await set(by: everywhereCarla)
    }

    @Test(arguments: Engine.underTest)
    func `what repeats most is told without the files that are closed`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let (hers, his) = (try await fixture.file(), try await fixture.file(yusuf))
        try await fixture.note("AA 111111", of: hers)
        for kase in [hers, his] { try await fixture.note("BB 222222", of: kase) }
        for person in [yusuf, olena] {
            let said = try await fixture.complainOfCarla(by: person, at: after(1))
            try await fixture.note("AA 111111", of: said, by: chief)
        }
        try await fixture.cases.foldTallies()
        let choices = BoardChoices.Repeats(applicants: 1, share: 60, decisions: 30, officers: 3)
        for (who, values) in [
            (carla, ["BB222222", "AA111111"]), (chief, ["AA111111", "BB222222"]),
        ] {
            let question = BoardQuestion(principal: who, now: noon, today: noon.utcDay, days: 7)
            let things = try await fixture.database.read { db in
                try question.repeats(choices, in: db).things
            }
            #expect(things.map(\.value) == values, "\(who.name)")
        }
    }

    @Test(arguments: Engine.underTest)
    func `neither the register of silence nor an officer's share tells of a complaint`(
        engine: Engine
    ) async throws {
        // As if silence about a complaint had an effect: then it stands in the register.
        let folder = policy(changing: [
            "procedures/service-complaint.yaml": {
                $0.replacing(
                    "    whose: state\n    article: artigo 128",
                    with: "    whose: state\n    effect: rightToSue\n    article: artigo 128")
            }
        ])
        let fixture = try await Fixture(engine, folder: folder)
        try await fixture.ordinaryLife()
        let waiting = try await fixture.complainOfCarla(by: olena, at: after(-3))
        let decided = try await fixture.complainOfCarla(by: olena, at: after(-30))
        try await fixture.decide("upheld", ["badly-served"], of: decided, at: after(-20), by: chief)
        let choices = BoardChoices.Repeats(applicants: 2, share: 60, decisions: 1, officers: 1)
        for (who, isShown) in [(carla, false), (chief, true)] {
            let question = BoardQuestion(
                principal: who, now: noon, today: noon.utcDay, days: 400, office: lisbonCentre)
            let (board, repeats) = try await fixture.database.read {
                [house = fixture.house] db in
                (try question.run(in: db, house), try question.repeats(choices, in: db))
            }
            let references = (board.passed + board.soon).map(\.reference)
            #expect(references.contains(waiting.reference) == isShown, "\(who.name)")
            #expect(!references.isEmpty)
            // Of one decision Bruno took all, of two the half.
            #expect(repeats.officers.map(\.all) == (isShown ? [] : [1]), "\(who.name)")
        }
    }

    @Test func `no figure is taken of a procedure that keeps some of the staff apart`()
        async throws
    {
        let fixture = try await Fixture(.sqlite)
        let keys = fixture.cases.figures.map(\.key.text)
        #expect(keys.contains("cases.pending.family-reunification"))
        #expect(!keys.contains { $0.hasSuffix(".service-complaint") })
    }
}

/// A supervisor of every office; and Carla, were she one.
private let chief = Principal(
    account: AccountID(62), person: nil, name: "Sofia Lopes", duties: [everywhere])
private let everywhereCarla = Principal(
    account: carla.account, person: nil, name: carla.name, duties: [everywhere])
private let everywhere = Duty(
    role: .supervisor, organisation: agency, location: nil, purpose: .status)

extension Fixture {
    /// Files, a decision and a goal of the Lisbon office.
    fileprivate func ordinaryLife() async throws {
        let old = try await file(at: after(-50))
        _ = try await file(yusuf, at: after(-10))
        try await decide("granted", ["conditions-met"], of: old, at: after(-12))
        let goal = SetGoal(office: lisbonCentre, goal: Goal(target: 0, day: after(70).utcDay))
        try await database.write { [house] db in
            try goal.perform(by: carla, at: noon, in: db, house)
        }
    }

    /// About Lisbon and Porto, so that Lisbon's supervisors have it; not Carla.
    fileprivate func complainOfCarla(by person: Principal, at now: Moment) async throws -> Case {
        let said = try await complain(
            ["officeNamed": "Lisboa Porto", "officerNamed": "Carla"], by: person, at: now)
        #expect(said.office == lisbonCentre && said.recusal?.supervisorsOnly == true)
        return said
    }

    fileprivate func note(
        _ text: String, of kase: Case, by officer: Principal = bruno
    ) async throws {
        let member = try #require(try await members(of: kase).first?.id)
        let number = try #require(DocumentNumber(text))
        try await database.write { [house] db in
            try NoteNumber(reference: kase.reference, member: member, number: number)
                .perform(by: officer, at: after(2), in: db, house)
        }
    }

    private func question(_ who: Principal) -> BoardQuestion {
        BoardQuestion(
            principal: who, now: noon, today: noon.utcDay, days: 30, office: lisbonCentre)
    }

    /// Each table as its file is; those that tell references, which are drawn, are left out.
    fileprivate func tables(of who: Principal) async throws -> [BoardList: [UInt8]] {
        let question = question(who)
        let board = try await database.read { [house] db in try question.run(in: db, house) }
        let tables = BoardTables(
            board: board, policy: house.policy,
            names: BoardNames(offices: [lisbonCentre.description: "Lisboa"]) { $0 },
            t: try houseLanguages().translator("en"), days: question.days)
        let lists = BoardList.allCases.filter { $0 != .silence && $0 != .soon }
        return Dictionary(uniqueKeysWithValues: lists.map { ($0, tables.table($0).csv) })
    }

    fileprivate func goals(of who: Principal) async throws -> [[Int?]] {
        let question = question(who)
        return try await database.read { db in try question.goals(in: db) }.map { goal in
            [goal.open, goal.outlook.expected?.middle]
        }
    }

    fileprivate func measures(of who: Principal) async throws -> BoardMeasures {
        let question = question(who)
        return try await database.read { [house] db in try question.measures(in: db, house) }
    }
}
