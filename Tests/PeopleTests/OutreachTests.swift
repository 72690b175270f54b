import Kernel
import Storage
import TestSupport
import Testing

@testable import People

/// Whose names the list of people to reach shows.
struct OutreachTests {
    /// Ana was not reached about a file of Lisbon's; Olena about nothing of an office.
    private func house(_ engine: Engine) async throws -> (House, lisbon: ID<Message>) {
        let house = try await House(engine)
        for name in ["ana", "olena"] { _ = try await house.add(name) }
        let people = [
            try #require(try await house.account("ana")?.person),
            try #require(try await house.account("olena")?.person),
        ]
        let now = house.clock.now
        let id = try await house.database.write { db -> ID<Message>? in
            for (person, office) in zip(people, [lisbonCentre, nil]) {
                try AddChannel(person: person, kind: .post, address: "Rua 1", language: "en")
                    .perform(by: .house, at: now, in: db)
                let notice = Notice(
                    person: person, subject: "case/1", title: "t", body: "b", link: "",
                    legalEffect: true, office: office, key: "k\(person)")
                try house.people.notify(notice, db, now)
            }
            return try db.value("SELECT id FROM message WHERE office = \(lisbonCentre)")
        }
        return (house, try #require(id))
    }

    private func names(_ house: House, _ principal: Principal) async throws -> [String] {
        try await house.database.read { db in
            try OutreachItem.open(1, for: principal, at: house.clock.now, in: db, FileRights())
                .map(\.person)
        }
    }

    private func principal(_ role: Role, _ purpose: Purpose, at place: LocationID?) -> Principal {
        let duty = Duty(role: role, organisation: agency, location: place, purpose: purpose)
        return Principal(account: AccountID(77), person: nil, name: "X", duties: [duty])
    }

    @Test(arguments: Engine.underTest)
    func `an officer sees those of the own office, a supervisor of the whole country everybody`(
        engine: Engine
    ) async throws {
        let (house, _) = try await house(engine)
        #expect(try await names(house, bruno) == ["Ana"])
        #expect(try await names(house, carla) == ["Ana"])
        let whole = principal(.supervisor, .status, at: nil)
        #expect(try await names(house, whole).sorted() == ["Ana", "Olena"])
    }

    @Test(arguments: Engine.underTest)
    func `everybody who waits is counted and stands on a page, with what may be tried`(
        engine: Engine
    ) async throws {
        let (house, _) = try await house(engine)
        let now = house.clock.now
        try await house.database.write { db in
            for number in 0..<messagesPerPage {
                let person = PersonID(70_000 + Int64(number))
                try house.people.addPeople([(id: person, name: "P\(number)")], at: now, in: db)
                try house.people.notify(
                    Notice(
                        person: person, subject: "case/1", title: "t", body: "b", link: "",
                        legalEffect: false, office: lisbonCentre, key: "p\(number)"), db, now)
            }
        }
        let duty = Duty(
            role: .officer, organisation: agency, location: lisbonCentre, purpose: .status)
        _ = try await house.add("beto", isPerson: false, duties: [duty])
        let officer = Browser(house)
        try await officer.signIn("beto")
        try await officer.get("/outreach")
        #expect(officer.page.contains("\(messagesPerPage + 1) people wait."))
        #expect(officer.page.contains("/outreach?page=2"))
        // Who waits for a time limit stands first, with the ways that she gave and her language.
        #expect(officer.page.contains("Letter: Rua 1") && officer.page.contains("reads: en"))
        try await officer.get("/outreach?page=2")
        #expect(officer.status == 200 && !officer.page.contains("Rua 1"))
        #expect(officer.page.contains("They gave no way: look into their file."))
    }

    @Test(arguments: Engine.underTest)
    func `nobody is asked to reach themselves, nor closes what is about them`(
        engine: Engine
    ) async throws {
        let (house, message) = try await house(engine)
        let now = house.clock.now
        let ana = try #require(try await house.account("ana")?.person)
        for duties in [bruno.duties, principal(.supervisor, .status, at: nil).duties] {
            let herself = Principal(
                account: AccountID(77), person: ana, name: "Ana", duties: duties)
            #expect(try await !names(house, herself).contains("Ana"))
            await #expect(throws: Refused.notFound) {
                try await house.database.read { db in
                    try OutreachItem.check(message, for: herself, at: now, in: db, FileRights())
                }
            }
        }
        #expect(try await names(house, bruno) == ["Ana"])
    }

    @Test(arguments: Engine.underTest)
    func `another office, another purpose and a mediator nobody chose see nobody`(
        engine: Engine
    ) async throws {
        let (house, message) = try await house(engine)
        let now = house.clock.now
        let others = [
            beatriz, dinis, joana, luis, principal(.officer, .help, at: lisbonCentre),
            principal(.officer, .status, at: nil), principal(.supervisor, .status, at: portoCentre),
        ]
        for other in others {
            #expect(try await names(house, other).isEmpty, "\(other.duties)")
            await #expect(throws: Refused.notFound) {
                try await house.database.write { db in
                    try CloseOutreach(message: message, outcome: "phone")
                        .perform(by: other, at: now, in: db)
                }
            }
        }
    }

    @Test(arguments: Engine.underTest)
    func `a mediator sees who gave them a mandate to act, as long as it stands`(
        engine: Engine
    ) async throws {
        let (house, message) = try await house(engine)
        let (mediator, _) = try await house.mandate(from: "ana", to: "dinis", .view)
        #expect(try await names(house, mediator).isEmpty)
        let (_, mandate) = try await house.mandate(from: "ana", to: "dinis", .act)
        #expect(try await names(house, mediator) == ["Ana"])
        try await house.revoke(mandate, by: "ana")
        #expect(try await names(house, mediator).isEmpty)
        _ = try await house.mandate(from: "ana", to: "dinis", .act)
        let now = house.clock.now
        try await house.database.write { db in
            try CloseOutreach(message: message, outcome: "visit")
                .perform(by: mediator, at: now, in: db)
        }
        #expect(try await names(house, bruno).isEmpty)
    }
}
