import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

/// Nobody is asked twice for what is held and good.
@Suite struct HeldTests {
    @Test(arguments: Engine.underTest)
    func `what a file holds is asked for again only with a reason, which journal and letter keep`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        try await fixture.hand("passport", to: kase, at: after(1))
        let before = try await fixture.kinds(of: kase)
        await #expect(throws: CaseRefusal.alreadyHeld("passport")) {
            try await fixture.ask("passport", of: kase, at: after(2))
        }
        #expect(try await fixture.kinds(of: kase) == before)
        try await fixture.ask("passport", of: kase, at: after(2), because: "Não se lê <a data>.")
        let open = try await fixture.history(of: kase).openItems
        #expect(open.map(\.item.again?.heldSince) == [day("2026-11-24")])
        #expect(open.map(\.item.again?.because) == ["Não se lê <a data>."])
        let letter = try await fixture.letter(.request, of: kase).html
        #expect(letter.contains("Temos um desde 24 de novembro de 2026"))
        #expect(letter.contains("Não se lê &lt;a data&gt;."))
        #expect(try await fixture.differences().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `a reason stands only beside what is held`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        try await fixture.ask("passport", of: kase, at: after(1), because: "Por via das dúvidas.")
        #expect(try await fixture.history(of: kase).openItems.map(\.item.again) == [nil])
        #expect(try await !fixture.letter(.request, of: kase).html.contains("dúvidas"))
    }

    @Test(arguments: Engine.underTest)
    func `another file of the same person counts for the same human being and for nobody else`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        try await fixture.hand("passport", to: try await fixture.file(), at: after(1))
        let second = try await fixture.file(at: after(2))
        await #expect(throws: CaseRefusal.alreadyHeld("passport")) {
            try await fixture.ask("passport", of: second, at: after(3))
        }
        let husband = try await fixture.members(of: second)[1].id
        let other = RequestDocuments(
            reference: second.reference, items: [Wish("passport", husband)])
        try await fixture.database.write { [house = fixture.house] db in
            try other.perform(by: bruno, at: after(3), in: db, house)
        }
        let his = try await fixture.file(yusuf, at: after(2))
        try await fixture.ask("passport", of: his, at: after(3))
    }

    @Test(arguments: Engine.underTest)
    func
        `of a file that an officer may not open they learn that it is held, and its person takes it over`(
            engine: Engine
        ) async throws
    {
        let fixture = try await Fixture(engine)
        let first = try await fixture.file()
        let lent = try await fixture.hand("passport", to: first, at: after(1), until: "2030-05-01")
        let second = try await fixture.file(in: porto, at: after(2))
        await #expect(throws: CaseRefusal.alreadyHeld("passport")) {
            try await fixture.ask("passport", of: second, at: after(3), by: beatriz)
        }
        let offers = try await fixture.view(second, for: ana, at: after(4)).offers
        #expect(offers.map(\.document.id) == [lent] && offers.map(\.reference) == [first.reference])
        let told = try await fixture.view(second, for: beatriz, at: after(4)).held
        #expect(told.map(\.isElsewhere) == [true])
        #expect(told.map(\.lastDay) == [day("2030-05-01")])
        for stranger in [beatriz, bruno, yusuf] {
            await #expect(throws: Refused.notFound) {
                try await fixture.reuse(lent, in: second, at: after(4), by: stranger)
            }
        }
        try await fixture.reuse(lent, in: second, at: after(4))
        let history = try await fixture.history(of: second)
        #expect(history.openItems.isEmpty)
        #expect(try await fixture.stored(second).projection.turn == .state)
        #expect(history.documents.map(\.digest) == ["passport"])
        #expect(history.documents.last?.reused?.from == first.reference.text)
        #expect(history.documents.last?.validUntil == day("2030-05-01"))
        let rows = try await fixture.database.read { try CaseDocument.all(of: second.id, in: $0) }
        #expect(rows.map(\.heldSince) == [after(1)] && rows.map(\.receivedAt) == [after(4)])
        #expect(try await fixture.view(second, for: ana, at: after(4)).offers.isEmpty)
        #expect(try await fixture.differences().isEmpty)
        // What lies in this very file is taken over from nowhere.
        await #expect(throws: Refused.notFound) {
            try await fixture.reuse(rows[0].id, in: second, at: after(5))
        }
    }

    @Test func `the desk says that it is held and until when, and neither where nor since when`()
        async throws
    {
        let house = try await Browser()
        let first = try await house.fixture.file()
        try await house.fixture.hand("passport", to: first, at: noon, until: "2030-05-01")
        let second = try await house.fixture.file(in: porto)
        let page = try await house.get("/desk/cases/\(second.reference)", as: "beatriz").text
        #expect(page.contains("Another office holds a good one."))
        #expect(page.contains("It is valid until 1 May 2030."))
        #expect(!page.contains(first.reference.text))
    }

    @Test(arguments: Engine.underTest)
    func `one human being under two numbers is asked once, and parted again is asked anew`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let (first, second) = try await fixture.twoOfOne()
        let code = "passport"
        try await fixture.database.write { db in
            try db.run(
                """
                INSERT INTO case_document
                    (id, kase, code, digest, name, kind, bytes, received_at, received_from)
                VALUES (7, \(first.id), \(code), 'd', 'p.pdf', 'application/pdf', 1, \(noon), 1)
                """)
        }
        func held() async throws -> Int {
            try await fixture.database.read { [house = fixture.house] db in
                try house.held(for: second, as: bruno, on: after(1).utcDay, in: db).count
            }
        }
        #expect(try await held() == 0)
        let pair = try #require(try await fixture.duplicates(bruno).first?.pair)
        try await fixture.merge(pair, by: bruno)
        #expect(try await held() == 1)
        try await fixture.reverse(pair, by: bruno)
        #expect(try await held() == 0)
    }

    @Test(arguments: Engine.underTest)
    func `the copy that will not do answers nothing, and a new one does`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let lent = try await fixture.hand(
            "passport", to: try await fixture.file(), at: after(1))
        let second = try await fixture.file(at: after(2))
        try await fixture.ask("passport", of: second, at: after(3), because: "Não se lê.")
        #expect(try await fixture.view(second, for: ana, at: after(4)).offers.isEmpty)
        try await fixture.reuse(lent, in: second, at: after(4))
        #expect(try await fixture.history(of: second).openItems.count == 1)
        try await fixture.hand("passport", to: second, at: after(5))
        #expect(try await fixture.history(of: second).openItems.isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `the months of the policy run on when a document is taken over`(
        engine: Engine
    ) async throws {
        let months = "{months: 1, article: a, sources: [pois], verified: false}"
        let fixture = try await Fixture(engine, folder: passportsFor(months))
        let first = try await fixture.file()
        let lent = try await fixture.hand("passport", to: first, at: after(1))
        let second = try await fixture.file(in: porto, at: after(2))
        try await fixture.reuse(lent, in: second, at: after(20))
        // Held since 24 November: good to 24 December, in either file.
        for kase in [first, second] {
            #expect(try await fixture.needs("passport", of: kase, on: day("2026-12-24")) == true)
            #expect(try await fixture.needs("passport", of: kase, on: day("2026-12-25")) == false)
        }
    }
}
