import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Cases

/// A mandate opens no complaint about the service: it may be about whoever holds the mandate.
@Suite struct ComplaintMandateTests {
    private func fixture(_ engine: Engine) async throws -> Fixture {
        let fixture = try await Fixture(engine)
        fixture.told.mandates.withLock {
            $0 = { principal, _ in
                guard principal.account == dinis.account, let person = ana.person else { return [] }
                return [
                    CaseMandate(
                        number: "7", person: person, name: "Ana", mayAct: true, mayFile: true)
                ]
            }
        }
        return fixture
    }

    /// What the holder sees: list, list as a file, what visits ask, the file itself, and what its notices say.
    private func seen(_ fixture: Fixture, _ kases: [Case]) async throws -> [[Reference]] {
        try await fixture.database.read { [cases = fixture.cases, house = fixture.house] db in
            let list = try CaseList(page: 1, for: dinis, at: after(2), in: db, house)
            #expect(list.all == list.cases.count)
            let own = try OwnFiles(of: dinis, at: after(2), in: db, house)
            let file = try own.batch(after: CaseID(0), in: db, house).rows.count
            #expect(file == list.all)
            let visits = try cases.bookable(of: dinis, at: after(2), in: db).map(\.reference)
            let opened = try kases.filter { kase in
                try Case.ifThere {
                    try house.open(kase.reference, for: dinis, to: .act, at: after(2), in: db).kase
                } != nil
            }
            let heard = try kases.filter { kase in
                let open = cases.isOpen(
                    underMandate: dinis, subject: "m.subject", person: "m.person")
                return try db.count(
                    """
                    SELECT COUNT(*) FROM (SELECT 'case/' || id AS subject, applicant AS person
                        FROM kase WHERE id = \(kase.id)) AS m
                    WHERE \(open)
                    """) == 1
            }
            return [
                list.cases.map(\.reference).sorted { $0.text < $1.text },
                visits.sorted { $0.text < $1.text },
                opened.map(\.reference).sorted { $0.text < $1.text },
                heard.map(\.reference).sorted { $0.text < $1.text },
            ]
        }
    }

    private func file(
        _ answers: [String: String], by who: Principal, _ fixture: Fixture
    ) async throws -> Case {
        let household = Household(
            holder: anasHousehold.holder, holderIsRefugee: false, family: [])
        let action = FileCase(
            procedure: "service-complaint", household: household, municipality: lisbon,
            applicant: ana.person ?? PersonID(1), answers: answers)
        return try await fixture.database.write { [house = fixture.house] db in
            try action.perform(by: who, at: after(1), in: db, house)
        }
    }

    @Test(arguments: Engine.underTest)
    func `a complaint that its person handed in opens to no holder, whomever it names`(
        engine: Engine
    ) async throws {
        let fixture = try await fixture(engine)
        let kase = try await fixture.file()
        let named = try await file(["officerNamed": "Dinis"], by: ana, fixture)
        let open = try await file([:], by: ana, fixture)
        for one in try await seen(fixture, [kase, named, open]) {
            #expect(one == [kase.reference])
        }
        // She herself sees all three.
        let hers = try await fixture.database.read { [house = fixture.house] db in
            try CaseList(page: 1, for: ana, at: after(2), in: db, house).all
        }
        #expect(hers == 3)
    }

    @Test(arguments: Engine.underTest)
    func `who handed it in for her follows it, and changes nothing of whom it is about`(
        engine: Engine
    ) async throws {
        let fixture = try await fixture(engine)
        let place = dinis.inPlace(of: try #require(ana.person))
        let said = try await file(["officerNamed": "Beatriz"], by: place, fixture)
        let about = try await file(["officerNamed": "o Dinis"], by: place, fixture)
        for one in try await seen(fixture, [said, about]) { #expect(one == [said.reference]) }
        func correct(_ name: String, underMandate: Bool) async throws {
            try await fixture.database.write { [house = fixture.house] db in
                try CorrectAnswers(
                    reference: said.reference, section: "subject",
                    typed: ["officerNamed": name], isUnderMandate: underMandate
                ).perform(by: underMandate ? place : ana, at: after(2), in: db, house)
            }
        }
        await #expect(throws: ComplaintRefusal.personsToSay) {
            try await correct("", underMandate: true)
        }
        #expect(try await fixture.stored(said).recusal?.names("Beatriz") == true)
        try await correct("", underMandate: false)
        #expect(try await fixture.stored(said).recusal == nil)
    }

    @Test(arguments: Engine.underTest)
    func `notices of a complaint are heard by nobody of its office whom it names`(
        engine: Engine
    ) async throws {
        let fixture = try await fixture(engine)
        let said = try await file(["officerNamed": "Beatriz"], by: ana, fixture)
        func hears(_ who: Principal) async throws -> Bool {
            try await fixture.database.read { [cases = fixture.cases] db in
                let open = cases.isOpen(to: who, subject: "m.subject")
                return try db.count(
                    """
                    SELECT COUNT(*) FROM (SELECT 'case/' || id AS subject
                        FROM kase WHERE id = \(said.id)) AS m
                    WHERE \(open)
                    """) == 1
            }
        }
        #expect(try await !hears(beatriz))
        #expect(try await hears(bruno))
        let herself = Principal(
            account: bruno.account, person: ana.person, name: bruno.name, duties: bruno.duties)
        #expect(try await !hears(herself))
    }
}
