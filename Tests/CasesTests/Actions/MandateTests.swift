import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Cases

/// Whoever holds a person's mandate: what they see and do in that person's files, and what stays of it.
@Suite struct MandateTests {
    private func fixture(_ engine: Engine, mayAct: Bool, until end: Moment) async throws -> Fixture
    {
        let fixture = try await Fixture(engine)
        fixture.told.mandates.withLock {
            $0 = { principal, now in
                guard principal == dinis, now < end, let person = ana.person else { return [] }
                return [CaseMandate(number: "7", person: person, name: "Ana", mayAct: mayAct)]
            }
        }
        return fixture
    }

    private func open(
        _ kase: Case, _ fixture: Fixture, _ deed: CaseDeed, by who: Principal = dinis,
        at now: Moment
    ) async throws -> OpenedCase {
        try await fixture.database.read { [house = fixture.house] db in
            try house.open(kase.reference, for: who, to: deed, at: now, in: db)
        }
    }

    @Test(arguments: Engine.underTest)
    func `a mandate to look opens that person's files and no deed, until it ends`(
        engine: Engine
    ) async throws {
        let fixture = try await fixture(engine, mayAct: false, until: after(5))
        let hers = try await fixture.file()
        let his = try await fixture.file(yusuf)
        let opened = try await open(hers, fixture, .view, at: after(1))
        #expect(opened.mandate?.number == "7" && opened.isOwn)
        for (kase, who, deed, at) in [
            (hers, dinis, CaseDeed.act, after(1)), (his, dinis, .view, after(1)),
            (hers, dinis, .view, after(5)), (hers, joana, .view, after(1)),
        ] {
            await #expect(throws: Refused.notFound) {
                _ = try await open(kase, fixture, deed, by: who, at: at)
            }
        }
    }

    @Test(arguments: Engine.underTest)
    func `what is done for a person is signed by its doer, under the mandate, and she can read it`(
        engine: Engine
    ) async throws {
        let fixture = try await fixture(engine, mayAct: true, until: after(5))
        let kase = try await fixture.file()
        try await fixture.ask("passport", of: kase, at: after(1))
        let item = try #require(
            try await fixture.database.read { try kase.history(in: $0).openItems.first?.item })
        let file = AddDocument.StoredFile(
            digest: "d", name: "a.pdf", kind: "application/pdf", bytes: 4)
        try await fixture.database.write { [house = fixture.house] db in
            let opened = try house.open(
                kase.reference, for: dinis, to: .act, at: after(2), in: db)
            try opened.noteDeed("document", at: after(2), in: db)
            try AddDocument(
                reference: kase.reference, code: item.code, member: item.member, file: file
            )
            .perform(by: opened.principal, at: after(2), in: db, house)
        }
        let lines = try await fixture.database.read { db in
            try db.journal(of: Case.subject(kase.id))
        }
        let used = try #require(lines.first { $0.kind == "mandate.used" })
        #expect(used.actor == dinis.account && used.fields["mandate"] == "7")
        #expect(used.fields["for"] == ana.person?.description)
        #expect(lines.last?.kind == "case.document-added" && lines.last?.actor == dinis.account)
        let looks = try await fixture.database.read { [cases = fixture.cases] db in
            try cases.looks(at: try #require(ana.person), in: db)
        }
        #expect(looks.map(\.name) == ["Dinis"] && looks.allSatisfy(\.byMandate))
    }

    @Test(arguments: Engine.underTest)
    func `bookings follow the mandate: a look for one to look, a booking for one to act`(
        engine: Engine
    ) async throws {
        let fixture = try await fixture(engine, mayAct: false, until: after(5))
        let kase = try await fixture.file()
        let cases = fixture.cases
        let (list, gone) = try await fixture.database.read { db in
            (
                try cases.bookable(of: dinis, at: after(1), in: db),
                try cases.bookable(of: dinis, at: after(5), in: db)
            )
        }
        #expect(list.map(\.reference) == [kase.reference] && list.first?.mandate == "7")
        #expect(gone.isEmpty)
        await #expect(throws: Refused.notFound) {
            try await fixture.database.read { db in
                _ = try cases.bookable(kase.reference, dinis, to: .act, at: after(1), in: db)
            }
        }
    }

    @Test(arguments: Engine.underTest)
    func `the list of her files is hers to know of, once a day, and names whose they are`(
        engine: Engine
    ) async throws {
        let fixture = try await fixture(engine, mayAct: false, until: after(5))
        for _ in 0...casesPerPage { _ = try await fixture.file() }
        _ = try await fixture.file(yusuf)
        let lists = try await fixture.database.read { [house = fixture.house] db in
            try [1, 2].map { try CaseList(page: $0, for: dinis, at: after(1), in: db, house) }
        }
        #expect(lists.map(\.cases.count) == [casesPerPage, 1])
        #expect(lists.allSatisfy { $0.all == casesPerPage + 1 && $0.pages == 2 })
        #expect(lists[0].cases.allSatisfy { $0.applicant == ana.person })
        #expect(lists[0].name(of: lists[0].cases[0]) == "Ana")
        for (list, now) in [(lists[0], 1), (lists[1], 1), (lists[0], 2)] {
            let look = LookAtList(mandates: list.mandates)
            try await fixture.database.write { db in
                try look.perform(by: dinis, at: after(now), on: after(now).utcDay, in: db)
            }
        }
        let looks = try await fixture.database.read { [cases = fixture.cases] db in
            try cases.looks(at: try #require(ana.person), in: db)
        }
        #expect(looks.map(\.at) == [after(2), after(1)])
        #expect(looks.allSatisfy { $0.reference == nil && $0.name == "Dinis" && $0.byMandate })
        let own = try await fixture.database.read { [house = fixture.house] db in
            try CaseList(page: 1, for: ana, at: after(1), in: db, house)
        }
        #expect(own.all == casesPerPage + 1 && own.mandates.isEmpty)
        #expect(own.name(of: own.cases[0]) == nil)
    }

    @Test(arguments: Engine.underTest)
    func `a look at the list of her visits is kept as one, under the mandate that stands`(
        engine: Engine
    ) async throws {
        let fixture = try await fixture(engine, mayAct: false, until: after(5))
        func look(_ mandates: Set<String>, by who: Principal, at now: Moment) async throws {
            try await fixture.database.write { [cases = fixture.cases] db in
                try cases.noteListLook(under: mandates, by: who, at: now, in: db)
            }
        }
        for _ in 1...2 { try await look(["7", "8"], by: dinis, at: after(1)) }
        // Another mandate, nobody's mandate, and one that ended keep nothing.
        try await look(["8"], by: dinis, at: after(2))
        try await look(["7"], by: joana, at: after(2))
        try await look(["7"], by: dinis, at: after(6))
        let looks = try await fixture.database.read { [cases = fixture.cases] db in
            try cases.looks(at: try #require(ana.person), in: db)
        }
        #expect(looks.map(\.at) == [after(1)] && looks.map(\.name) == ["Dinis"])
    }

    @Test func `the holder of a mandate is never staff of that case`() {
        let place = dinis.inPlace(of: PersonID(5))
        #expect(place.duties.isEmpty && place.account == dinis.account)
    }
}
