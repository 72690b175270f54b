import Kernel
import Statistics
import Storage
import TestSupport
import Testing

@testable import Cases

@Suite struct HelpCountsTests {
    @Test(arguments: Engine.underTest)
    func `three reports of one employer are a cluster, however they spell it`(
        engine: Engine
    ) async throws {
        let help = try await HelpFixture(engine)
        var ids: [SealedCaseID] = []
        for (index, name) in [
            "Quinta Alcatruz, Lda.", "QUINTA ALCATRUZ LDA", "quinta alcatrúz - limitada",
            "Quinta Alcatruzes",
        ].enumerated() {
            let report = ["tellerKind": "notSaid", "employer": name]
            ids.append(try await help.file("work-report", report, at: after(index)))
        }
        let house = help.house
        let look = LookAtClusters()
        let found = try await help.database.write { db in
            try look.perform(by: dinis, at: after(5), in: db, house)
        }
        #expect(
            found == [
                Cluster(
                    field: "employer", words: "Quinta Alcatruz, Lda.", cases: Array(ids.prefix(3)))
            ])
        for other in everybody + bodies where other != dinis {
            await #expect(throws: Refused.notFound) {
                try await help.database.write { db in
                    _ = try look.perform(by: other, at: after(5), in: db, house)
                }
            }
        }
        // The first is a year and a day old by then: two are left.
        let later = try await help.database.write { db in
            try look.perform(by: dinis, at: after(366), in: db, house)
        }
        #expect(later.isEmpty)
    }

    /// What the page says of its own reach: all of these are found equal, none of those.
    @Test func `spellings of one name are equal, and two names are not`() {
        let same = [
            ("Silva & Filhos, Lda.", "SILVA E FILHOS LDA"),
            ("Frutas do Sul S.A.", "frutas do sul sa"),
            ("R. do Poço 12", "Rua do Poço, n.º 12"),
            ("Av. 5 de Outubro 3", "avenida 5 de outubro, 3"),
            ("Agro-Ponte Unipessoal Lda", "AGRO PONTE"),
            ("Trav. das Águas 1", "Travessa das Aguas 1"),
        ]
        for (one, other) in same {
            #expect(SameSpelling.plain(one) == SameSpelling.plain(other), "\(one)")
        }
        let apart = [
            ("Silva & Filhos", "Silva & Filho"), ("Rua do Poço 12", "Rua do Poço 21"),
            ("Frutas do Sul", "Frutas do Norte"), ("Quinta Nova", "Quinta Nova 2"),
        ]
        for (one, other) in apart {
            #expect(SameSpelling.plain(one) != SameSpelling.plain(other), "\(one)")
        }
        #expect(SameSpelling.plain(" - ").isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `refusals are counted by health service, and few are not shown`(
        engine: Engine
    ) async throws {
        let help = try await HelpFixture(engine)
        // Seven at one service and four at another in November 2026, one more in December.
        let units =
            Array(repeating: "USF da Ribeira", count: 7) + Array(repeating: "UCSP Ponte", count: 4)
        for (index, unit) in units.enumerated() {
            let refusal = ["healthUnit": unit, "refusalKind": "registration"]
            _ = try await help.file(
                "health-refusal", refusal, at: noon.adding(seconds: Int64(index)))
        }
        let december = ["healthUnit": "usf da ribeira", "refusalKind": "vaccine"]
        _ = try await help.file("health-refusal", december, at: after(10))
        let house = help.house
        func counts(_ today: String, _ who: Principal) async throws -> [RefusalCount] {
            try await help.database.read { db in
                try RefusalCount.all(for: who, on: day(today), in: db, house)
            }
        }
        #expect(try await counts("2026-11-30", dinis).isEmpty, "the month is not over")
        // Seven stand as five, in fives; four are too few.
        #expect(
            try await counts("2026-12-10", dinis) == [
                RefusalCount(unit: "USF da Ribeira", count: .published(5)),
                RefusalCount(unit: "UCSP Ponte", count: .suppressed),
            ])
        // Eight stand as ten.
        #expect(try await counts("2027-01-02", dinis).first?.count == .published(10))
        for other in everybody + bodies where other != dinis {
            await #expect(throws: Refused.notFound) { _ = try await counts("2026-12-10", other) }
        }
        let table = try await help.database.read { db in
            try help.room.refusals(before: day("2027-01-02"), in: db)
        }
        #expect(table.rows.map { $0.count ?? 0 }.sorted() == [1, 4, 7])
        let flow = try #require(try sharedPolicy.get().flows.first { $0.name == "health-refusals" })
        #expect(flow.refusal(on: day("2027-01-02"), offered: table.fields) == .example)
        #expect(flow.fields.allSatisfy(table.fields.contains))
    }
}
