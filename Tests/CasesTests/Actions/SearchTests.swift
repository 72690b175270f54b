import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

@Suite struct SearchTests {
    private func found(
        _ typed: String, by who: Principal = bruno, in fixture: Fixture
    ) async throws -> [Reference] {
        var queue = DeskQueue(scope: WorkOffices(who))
        queue.search = QueueSearch(typed)
        let asked = queue
        return try await fixture.database.read { db in
            let result = try asked.run(who, in: db)
            #expect(result.count == result.lines.count)
            return result.lines.map(\.kase.reference)
        }
    }

    @Test(arguments: Engine.underTest)
    func `a file is found by its reference and by the beginnings of anybody's names`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let other = try await fixture.file(yusuf)
        try await fixture.database.write { db in
            try db.run("UPDATE case_member SET name = 'João Ávila' WHERE kase = \(other.id)")
            try db.run("DELETE FROM case_name WHERE kase = \(other.id)")
            try db.run("UPDATE case_member SET indexed = 0 WHERE kase = \(other.id)")
        }
        #expect(try await found("joao", in: fixture) == [])
        let cases = fixture.cases
        #expect(try await fixture.database.write(cases.indexNames) == 3)
        #expect(try await fixture.database.write(cases.indexNames) == 0)
        for typed in ["joao", "JOÃO", "avil joa", "Ávila", other.reference.text] {
            #expect(try await found(typed, in: fixture) == [other.reference], "\(typed)")
        }
        let bare = kase.reference.text.lowercased().filter { $0 != "-" }
        for typed in [bare, " \(kase.reference) ", "lia", "exemplo ivo", "ANA EX"] {
            #expect(try await found(typed, in: fixture) == [kase.reference], "\(typed)")
        }
        for typed in ["xemplo", "l", "ana joao", "%", "RF-", "'"] {
            #expect(try await found(typed, in: fixture) == [], "\(typed)")
        }
        #expect(try await found("  ", in: fixture).count == 2)
    }

    @Test(arguments: Engine.underTest)
    func `a search finds nothing of another office, nor one's own file`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file(ana, in: lisbon)
        #expect(try await found("exemplo", by: bruno, in: fixture) == [kase.reference])
        #expect(try await found("exemplo", by: beatriz, in: fixture) == [])
        #expect(try await found(kase.reference.text, by: beatriz, in: fixture) == [])
        let self_ = Principal(
            account: AccountID(77), person: ana.person, name: "Ana", duties: bruno.duties)
        #expect(try await found("exemplo", by: self_, in: fixture) == [])
    }

    @Test(arguments: Engine.underTest)
    func `a name is found in Latin letters and by its sound, however it is spelled`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let (first, second) = (try await fixture.file(), try await fixture.file(yusuf))
        try await fixture.database.write { db in
            for (kase, name) in [(first, "Юлія Шевченко"), (second, "Mohammed Souza")] {
                try indexName(name, of: kase.id, at: kase.office, in: db)
            }
        }
        for typed in ["Юлія", "iuliia", "shevchenko"] {
            #expect(try await found(typed, in: fixture) == [first.reference], "\(typed)")
        }
        for typed in ["mohamed", "MOHAMMED", "sousa", "souza moham"] {
            #expect(try await found(typed, in: fixture) == [second.reference], "\(typed)")
        }
        #expect(try await found("zoe", in: fixture) == [])
    }

    @Test(arguments: Engine.underTest)
    func `what few bear stands as it would among many`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        for (place, person) in [ana, yusuf].enumerated() {
            let kase = try await fixture.file(person)
            let name = ["Exemplo Zoe", "Zoe Souza"][place]
            try await fixture.database.write { db in
                try indexName(name, of: kase.id, at: kase.office, in: db)
            }
        }
        for typed in ["exem", "exemplo ana", "a", "sousa", "zoe souz", "nobody"] {
            var queue = DeskQueue(scope: WorkOffices(bruno))
            queue.search = QueueSearch(typed)
            let asked = queue
            let (few, among, many) = try await fixture.database.read { db in
                let many: [CaseID] = try db.all(
                    "SELECT id FROM kase WHERE \(asked.filter(bruno)) ORDER BY \(asked.order)"
                ).map { try $0[0] }
                let result = try asked.run(bruno, in: db)
                #expect(result.count == many.count)
                return (try asked.findFew(in: db), result.lines.map(\.kase.id), many)
            }
            #expect(among == many, "\(typed)")
            #expect(few.map(Set.init) == Set(many), "\(typed)")
        }
    }

    @Test func `no search reads all files`() async throws {
        let fixture = try await Fixture(.sqlite)
        _ = try await fixture.file()
        let everywhere = Duty(
            role: .supervisor, organisation: agency, location: nil, purpose: .status)
        let head = Principal(
            account: AccountID(50), person: nil, name: "Sofia", duties: [everywhere])
        for typed in ["exem", "exemplo ana", "a", "RF-7K3M-9QPT-X"] {
            for who in [bruno, head] {
                var queue = DeskQueue(scope: WorkOffices(who))
                queue.search = QueueSearch(typed)
                let condition = queue.filter(who)
                let plan = try await fixture.database.read { db in
                    try db.all("EXPLAIN QUERY PLAN SELECT COUNT(*) FROM kase WHERE \(condition)")
                        .map { try $0["detail"] as String }
                }
                #expect(!plan.isEmpty)
                // What was found by one word is gone through; a table is not.
                let scans = plan.filter { $0.hasPrefix("SCAN") && !$0.hasPrefix("SCAN word") }
                #expect(scans == [], "\(typed)")
            }
        }
    }

    @Test func `the empty queue says what was searched, and keeps it`() async throws {
        let house = try await Browser()
        let kase = try await house.fixture.file()
        let found = try await house.get("/desk?search=lia&turn=state", as: "bruno").text
        #expect(found.contains(kase.reference.text))
        #expect(found.contains("value=\"lia\""))
        #expect(found.contains("search=lia&amp;turn=state&amp;sort="))
        let nobody = try await house.get("/desk?search=%3Cb%3Ezoe", as: "bruno").text
        #expect(nobody.contains("is called “&lt;b&gt;zoe”"))
        let reference = Reference.new("RF")
        let none = try await house.get("/desk?search=\(reference)", as: "bruno").text
        #expect(none.contains("has the reference \(reference)."))
        let filtered = try await house.get("/desk?turn=none", as: "bruno").text
        #expect(filtered.contains("Change the filter."))
    }

    @Test func `looks are told by person and day, with how often`() throws {
        func look(_ name: String, _ seconds: Int64, _ forPerson: Bool = false) -> LookLine {
            LookLine(
                name: name, purpose: .status, at: noon.adding(seconds: seconds),
                isForPerson: forPerson)
        }
        let looks = [
            look("Bruno", 90_000), look("Duarte", 600, true), look("Bruno", 300), look("Bruno", 0),
        ]
        let days = DayOfLooks.days(looks, in: .utc)
        #expect(days.map(\.name) == ["Bruno", "Duarte", "Bruno"])
        #expect(days.map(\.times) == [1, 1, 2])
        let many = [look("Carla", 90_000)] + (0..<1_000).map { _ in look("Bruno", 0) }
        #expect(DayOfLooks.days(many, in: .utc).map(\.name) == ["Carla"])
    }
}
