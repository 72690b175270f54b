import Kernel
import Storage
import TestSupport
import Testing

@testable import People

extension House {
    /// Somebody lets a mediator act for them to the end of a day; makes the mediator where there is none.
    func mandate(
        from giver: String, to login: String, _ scope: MandateScope, days: Int = 30
    ) async throws -> (holder: Principal, id: ID<Mandate>) {
        if try await account(login) == nil {
            let help = Duty(role: .mediator, organisation: agency, location: nil, purpose: .help)
            _ = try await add(login, isPerson: false, duties: [help])
        }
        let (now, zone) = (clock.now, people.zone)
        guard let ana = try await account(giver), let other = try await account(login) else {
            throw Refused.notFound
        }
        return try await database.write { db in
            let reference = try NameForMandates(account: other.id).perform(in: db)
            try GrantMandate(
                holder: reference, scope: scope, last: zone.day(of: now).adding(days: days),
                zone: zone
            )
            .perform(by: try ana.principal(in: db), at: now, in: db)
            let id: ID<Mandate>? = try db.value("SELECT MAX(id) FROM mandate")
            guard let id else { throw Refused.notFound }
            return (try other.principal(in: db), id)
        }
    }

    func revoke(_ mandate: ID<Mandate>, by login: String) async throws {
        let now = clock.now
        guard let account = try await account(login) else { throw Refused.notFound }
        try await database.write { db in
            try RevokeMandate(mandate: mandate).perform(
                by: try account.principal(in: db), at: now, in: db)
        }
    }

    func held(_ holder: Principal) async throws -> [MandateScope] {
        let now = clock.now
        return try await database.read { db in
            try people.mandates(of: holder, at: now, in: db).map(\.scope)
        }
    }
}

struct MandateTests {
    @Test(arguments: Engine.underTest)
    func `a mandate stands to the end of its last day and not a second longer`(
        engine: Engine
    ) async throws {
        let house = try await House(engine)
        _ = try await house.add("ana")
        let (holder, _) = try await house.mandate(from: "ana", to: "dinis", .view, days: 0)
        house.clock.pass(seconds: 12 * 3_600 - 1)
        #expect(try await house.held(holder) == [.view])
        house.clock.pass(seconds: 1)
        #expect(try await house.held(holder).isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `a mandate taken back is none at once, and only its giver takes it back`(
        engine: Engine
    ) async throws {
        let house = try await House(engine)
        for name in ["ana", "olena"] { _ = try await house.add(name) }
        let (holder, id) = try await house.mandate(from: "ana", to: "dinis", .act)
        await #expect(throws: Refused.notFound) { try await house.revoke(id, by: "olena") }
        #expect(try await house.held(holder) == [.act])
        try await house.revoke(id, by: "ana")
        #expect(try await house.held(holder).isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `who decides holds none, even where the duty came after the mandate`(
        engine: Engine
    ) async throws {
        let house = try await House(engine)
        _ = try await house.add("ana")
        _ = try await house.add("bruno", isPerson: false, duties: bruno.duties)
        await #expect(throws: MandateRefusal.holderDecides) {
            _ = try await house.mandate(from: "ana", to: "bruno", .view)
        }
        let (holder, _) = try await house.mandate(from: "ana", to: "dinis", .act)
        let promoted = Principal(
            account: holder.account, person: nil, name: "Dinis",
            duties: holder.duties + bruno.duties)
        #expect(try await house.held(promoted).isEmpty)
    }

    @Test func `nobody is named twice, for themselves, for the past or for ever`() {
        let today = noon.utcDay
        #expect(MandateRule.refusal(to: today, today: today, duties: []) == nil)
        #expect(
            MandateRule.refusal(to: today.adding(days: -1), today: today, duties: []) == .past)
        #expect(
            MandateRule.refusal(to: today.adding(days: 1_096), today: today, duties: [])
                == .tooLong)
        #expect(
            MandateRule.refusal(to: today, today: today, duties: marta.duties) == .holderDecides)
    }

    @Test(arguments: Engine.underTest)
    func `a mandate holds what stands before its scope, and nothing more`(
        engine: Engine
    ) async throws {
        let house = try await House(engine)
        _ = try await house.add("ana")
        let person = try #require(try await house.account("ana")?.person)
        let allowed: [(MandateScope, [MandateScope])] = [
            (.view, [.view]), (.act, [.view, .act]), (.file, [.view, .act, .file]),
        ]
        for (scope, holds) in allowed {
            #expect(MandateScope.allCases.filter { scope.allows($0) } == holds)
            let (holder, id) = try await house.mandate(from: "ana", to: "dinis", scope)
            let now = house.clock.now
            for wanted in MandateScope.allCases {
                let found = try await house.database.read { db in
                    try HeldMandate.find(person, for: holder, wanted, at: now, in: db) != nil
                }
                let givers = try await house.database.read { db in
                    let givers = Mandate.grantors(to: holder, wanted, at: now)
                    return try db.count("SELECT COUNT(*) FROM person WHERE id IN \(givers)")
                }
                #expect(found == holds.contains(wanted), "\(scope) \(wanted)")
                #expect((givers == 1) == found, "\(scope) \(wanted)")
            }
            try await house.revoke(id, by: "ana")
            house.clock.pass(seconds: 1)
        }
    }

    @Test(arguments: Engine.underTest)
    func `a holder reads messages, the person sees who, and nothing counts as received`(
        engine: Engine
    ) async throws {
        let house = try await House(engine)
        _ = try await house.add("ana")
        let person = try #require(try await house.account("ana")?.person)
        let (_, mandate) = try await house.mandate(from: "ana", to: "dinis", .view)
        let now = house.clock.now
        let id = try await house.database.write { db -> Int64? in
            let notice = Notice(
                person: person, subject: "case/1", title: "A paper is missing", body: "Bring it.",
                link: "", legalEffect: true, key: "one")
            try house.people.notify(notice, db, now)
            return try db.value("SELECT id FROM message")
        }
        let path = "/messages/\(try #require(id))"
        let (his, hers) = (Browser(house), Browser(house))
        try await his.signIn("dinis")
        try await his.get("/messages?mandate=\(mandate)")
        #expect(his.page.contains("A paper is missing"))
        try await his.get(path)
        #expect(his.status == 200 && his.page.contains("Bring it."))
        #expect(try await house.people.unread(person) == 1)
        let line = try await house.database.read { db in try db.journal(of: "case/1").last }
        #expect(line?.kind == "notice.viewed-by-mandate")
        #expect(line?.fields["mandate"] == "\(mandate)")
        try await hers.signIn("ana")
        try await hers.get("/account")
        #expect(hers.page.contains("your messages, for you") && hers.page.contains("Dinis"))
        try await house.revoke(mandate, by: "ana")
        for gone in [path, "/messages?mandate=\(mandate)", "/messages"] {
            try await his.get(gone)
            #expect(his.status == 404, "\(gone)")
        }
    }

    @Test(arguments: Engine.underTest)
    func `a person gives a mandate on the page to whoever told them a reference`(
        engine: Engine
    ) async throws {
        let house = try await House(engine)
        for name in ["ana", "olena"] { _ = try await house.add(name) }
        let (his, hers) = (Browser(house), Browser(house))
        try await his.signIn("olena")
        try await his.get("/account")
        let reference = try #require(his.page.firstMatch(of: #/MD-\w{4}-\w{4}-\w/#)?.output)
        try await hers.signIn("ana")
        let fields = ["holder": String(reference), "scope": "act", "to": "2026-12-31"]
        try await hers.post("/account/mandates", from: "/account", fields)
        #expect(hers.status == 303, "\(hers.page)")
        try await hers.get("/account")
        #expect(hers.page.contains("31 December 2026") && hers.page.contains("Olena"))
        try await his.get("/account")
        #expect(his.page.contains("/messages?mandate="))
        // Filing is a choice of its own, in words; what she gave before does not come to hold it.
        let words = "see them, hand in documents, book visits and file new requests"
        #expect(hers.page.contains(words))
        for (scope, status) in [("file", 303), ("everything", 422)] {
            try await hers.post(
                "/account/mandates", from: "/account", fields.merging(["scope": scope]) { $1 })
            #expect(hers.status == status, "\(hers.page)")
        }
        let scopes = try await house.database.read { db in
            try db.all("SELECT scope FROM mandate ORDER BY scope").map { try $0[0] as String }
        }
        #expect(scopes == ["act", "file"])
        try await hers.get("/account")
        let own = try #require(hers.page.firstMatch(of: #/MD-\w{4}-\w{4}-\w/#)?.output)
        for wrong in [String(own), "\(Reference.new("MD"))", "MD-1"] {
            try await hers.post(
                "/account/mandates", from: "/account",
                fields.merging(["holder": wrong]) { $1 })
            #expect(hers.status == 422, "\(wrong)")
        }
    }
}
