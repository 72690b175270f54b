import Kernel
import Storage
import TestSupport
import Testing

@testable import People

/// What files close to somebody is closed in lists of messages too.
@Suite struct ClosedFileTests {
    /// Two messages to Ana of an office: of `case/1`, which is closed to everybody but her, and of `case/2`.
    private func house(_ engine: Engine) async throws -> (House, [ID<Message>]) {
        var rights = FileRights()
        rights.openToStaff = { _, subject in "\(subject) <> 'case/1'" }
        rights.openToHolder = { _, subject, _ in "\(subject) <> 'case/1'" }
        let house = try await House(engine, reaching: { [rights] in $0.minding(rights) })
        _ = try await house.add("ana")
        let person = try #require(try await house.account("ana")?.person)
        let now = house.clock.now
        let people = house.people
        let ids = try await house.database.write { db -> [ID<Message>] in
            for number in 1...2 {
                let notice = Notice(
                    person: person, subject: "case/\(number)", title: "Notice \(number)",
                    body: "Words.", link: "", legalEffect: true, office: lisbonCentre,
                    key: "key \(number)")
                try people.notify(notice, db, now)
            }
            let ids = try db.all("SELECT id FROM message ORDER BY key").map {
                try $0[0] as ID<Message>
            }
            for id in ids {
                try db.run(
                    "INSERT INTO outreach (message, reason, since) VALUES (\(id), 'silent', \(now))"
                )
            }
            return ids
        }
        return (house, ids)
    }

    @Test(arguments: Engine.underTest)
    func `nobody reaches a person about a file that is closed to them`(
        engine: Engine
    ) async throws {
        let (house, ids) = try await house(engine)
        try #require(ids.count == 2)
        _ = try await house.mandate(from: "ana", to: "dinis", .act)
        let dinis = try await house.people.principal(of: "dinis")
        let everywhere = Principal(
            account: AccountID(77), person: nil, name: "X",
            duties: [
                Duty(role: .supervisor, organisation: agency, location: nil, purpose: .status)
            ])
        let now = house.clock.now
        for who in [bruno, everywhere, dinis] {
            let listed = try await house.database.read { [rights = house.people.rights] db in
                try OutreachItem.open(1, for: who, at: now, in: db, rights).map(\.message)
            }
            #expect(listed == [ids[1]], "\(who.name)")
            await #expect(throws: Refused.notFound) {
                try await house.database.write { [rights = house.people.rights] db in
                    try CloseOutreach(message: ids[0], outcome: "phone", rights: rights)
                        .perform(by: who, at: now, in: db)
                }
            }
        }
    }

    @Test(arguments: Engine.underTest)
    func `a holder reads no message of a file that is closed to them, nor counts it`(
        engine: Engine
    ) async throws {
        let (house, ids) = try await house(engine)
        let (_, mandate) = try await house.mandate(from: "ana", to: "dinis", .view)
        let his = Browser(house)
        try await his.signIn("dinis")
        try await his.get("/messages?mandate=\(mandate)")
        #expect(his.page.contains("Notice 2") && !his.page.contains("Notice 1"))
        try await his.get("/messages/\(ids[0])")
        #expect(his.status == 404)
        try await his.get("/messages/\(ids[1])")
        #expect(his.status == 200)
        let hers = Browser(house)
        try await hers.signIn("ana")
        try await hers.get("/messages/\(ids[0])")
        #expect(hers.status == 200)
    }
}
