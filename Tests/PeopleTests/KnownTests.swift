import Kernel
import Storage
import TestSupport
import Testing

@testable import People

/// What is kept from an officer of an office stands in no list of people to reach either.
struct KnownTests {
    @Test(arguments: Engine.underTest)
    func `whoever may not know of a file is asked to reach nobody about it`(
        engine: Engine
    ) async throws {
        let known: People.Known = { subject, who, _ in
            subject != "case/1" || who.account == carla.account
        }
        let house = try await House(
            engine, reaching: { $0.reaching(by: .asGiven, known: known) })
        _ = try await house.add("ana")
        let person = try #require(try await house.account("ana")?.person)
        let now = house.clock.now
        let message = try await house.database.write { db -> ID<Message>? in
            try AddChannel(person: person, kind: .post, address: "Rua 1", language: "en")
                .perform(by: .house, at: now, in: db)
            let notice = Notice(
                person: person, subject: "case/1", title: "t", body: "b", link: "",
                legalEffect: true, office: lisbonCentre, key: "k")
            try house.people.notify(notice, db, now)
            return try db.value("SELECT id FROM message WHERE office = \(lisbonCentre)")
        }
        let id = try #require(message)
        for (who, names) in [(bruno, []), (carla, ["Ana"])] as [(Principal, [String])] {
            let found = try await house.database.read { [known = house.people.known] db in
                let open = try OutreachItem.open(1, for: who, at: now, in: db)
                #expect(open.map(\.person) == ["Ana"])
                return try OutreachItem.known(open, to: who, known, in: db).map(\.person)
            }
            #expect(found == names, "\(who.name)")
        }
        await #expect(throws: Refused.notFound) {
            try await house.database.read { [known = house.people.known] db in
                try OutreachItem.check(id, to: bruno, known, in: db)
            }
        }
        try await house.database.read { [known = house.people.known] db in
            try OutreachItem.check(id, to: carla, known, in: db)
        }
    }
}
