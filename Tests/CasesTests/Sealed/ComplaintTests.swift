import Foundation
import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

@Suite struct ComplaintTests {
    @Test(arguments: Engine.underTest)
    func `a complaint is read by a jurist of its compartment and by nobody else`(
        engine: Engine
    ) async throws {
        let fixture = try await SealedFixture(engine)
        let id = try await fixture.file()
        #expect(try await fixture.view(id).history.answers["area"] == "housing")
        let procedure = try fixture.house.procedure(Complaints.code)
        for other in everybody where other != fatima {
            await #expect(throws: Refused.notFound) { try await fixture.view(id, for: other) }
            await #expect(throws: Refused.notFound) {
                try await fixture.database.read { db in
                    _ = try SealedLine.all(procedure, for: other, at: noon, in: db)
                }
            }
            await #expect(throws: Refused.notFound) {
                try await fixture.act("openCase", on: id, by: other)
            }
        }
    }

    @Test(arguments: Engine.underTest)
    func `only a jurist of its compartment takes a complaint down at a desk`(
        engine: Engine
    ) async throws {
        let fixture = try await SealedFixture(engine)
        for other in everybody + [otherJurist] where other != fatima {
            await #expect(throws: Refused.notFound) { try await fixture.file(by: other) }
        }
        let rows = try await fixture.database.read { try $0.all("SELECT id FROM sealed_case") }
        #expect(rows.isEmpty)
    }

    /// The door asks for the role alone; the page asks for the compartment too.
    @Test func `a jurist of another compartment does not even see the form of the desk`()
        async throws
    {
        let fixture = try await SealedFixture(.sqlite)
        let path = "/" + (try fixture.house.procedure(Complaints.code)).path + "/oral"
        let browser = try RoomBrowser(
            fixture.room.routes, visitors: everybody + [otherJurist])
        #expect(try await browser.get(path, as: fatima).status == 200)
        #expect(try await browser.get(path, as: otherJurist).status == 404)
    }

    @Test(arguments: Engine.underTest)
    func `no word, name or code that was filed stands in any column`(engine: Engine) async throws {
        let fixture = try await SealedFixture(engine)
        let id = try await fixture.file()
        try await fixture.act("openCase", on: id)
        let evidence = AddSealedEvidence(
            name: "Bilhete-de-Yolanda.pdf", kind: "application/pdf",
            bytes: Array("%PDF-1.7 Bilhete".utf8))
        try await fixture.database.write { [house = fixture.house] db in
            let view = try SealedView.find(id, for: fatima, at: noon, in: db, house)
            try evidence.perform(on: view, by: .staff(fatima), at: noon, in: db, house)
            try SayInSealed(text: "Telefonei a Tancredo")
                .perform(on: view, by: .staff(fatima), at: noon, in: db, house)
        }
        let kept = SealedKeepsake(id, "DQ", fixture.database.keys)
        let secrets =
            Array(complaintAnswers.values.filter { $0.count > 6 }) + [
                "Alfarrobeira", "Quintanilha", "Yolanda", "Tancredo", "Bilhete", "openCase",
                kept.reference.text, kept.code.text,
            ]
        let tables: [SQL] = [
            "SELECT * FROM sealed_case", "SELECT * FROM sealed_key",
            "SELECT * FROM sealed_evidence",
            "SELECT * FROM journal", "SELECT * FROM journal_head", "SELECT * FROM asked",
        ]
        var read = 0
        for table in tables {
            let rows = try await fixture.database.read { try $0.all(table) }
            let bytes = rows.flatMap(\.values).flatMap(plainBytes)
            read += bytes.count
            for secret in secrets {
                let found = Data(bytes).range(of: Data(secret.utf8))
                #expect(found == nil, "\(secret)")
            }
        }
        #expect(read > 1_000, "there is something to look through")
        let actors = try await fixture.database.read { db in
            try db.journal(of: SealedEvent.subject(id)).map(\.actor)
        }
        #expect(actors.first == Principal.house.account)
    }

    @Test(arguments: Engine.underTest)
    func `a row tells neither procedure nor stage nor day, and each has one length`(
        engine: Engine
    ) async throws {
        let fixture = try await SealedFixture(engine)
        let id = try await fixture.file()
        _ = try await fixture.file(complaintAnswers.filter { $0.key != "happenedOn" })
        let shelved = ["shelvedWhy": "noIndications", "shelvedReasons": "Sem indícios."]
        try await fixture.act("shelve", shelved, on: id)
        let rows = try await fixture.database.read { try $0.all("SELECT * FROM sealed_case") }
        #expect(rows.count == 2 && rows.allSatisfy { $0.values.count == 5 })
        let lengths = try await fixture.database.read { db in
            try db.all("SELECT LENGTH(state), LENGTH(kind_hash) FROM sealed_case").map { row in
                [try row[0] as Int, try row[1] as Int]
            }
        }
        #expect(Set(lengths).count == 1)
        let bytes = rows.flatMap(\.values).flatMap(plainBytes)
        for word in ["discrimination", "shelved", "closed", "received", "2027-03-10"] {
            #expect(Data(bytes).range(of: Data(word.utf8)) == nil, "\(word)")
        }
    }

    @Test(arguments: Engine.underTest)
    func `a row from before its state was sealed is written anew from its events`(
        engine: Engine
    ) async throws {
        let fixture = try await SealedFixture(engine)
        let id = try await fixture.file()
        try await fixture.database.write { db in
            try db.run("UPDATE sealed_case SET state = NULL, kind_hash = NULL")
        }
        for _ in 0..<2 { try await fixture.room.sealStates() }
        #expect(try await fixture.differences() == [])
        #expect(try await fixture.view(id).procedure.code == Complaints.code)
    }

    @Test(arguments: Engine.underTest) func `the person finds it with reference and code together`(
        engine: Engine
    ) async throws {
        let fixture = try await SealedFixture(engine)
        let id = try await fixture.file()
        let kept = SealedKeepsake(id, "DQ", fixture.database.keys)
        let (reference, code) = (kept.reference, kept.code)
        let found = try await fixture.database.read { [house = fixture.house] db in
            [
                try SealedView.find(reference, code, in: db, house)?.id,
                try SealedView.find(reference, .new(), in: db, house)?.id,
                try SealedView.find(.new("DQ"), code, in: db, house)?.id,
            ]
        }
        #expect(found == [id, nil, nil])
    }

    @Test(arguments: Engine.underTest)
    func `an exact name is found again, and its like or another field is not`(
        engine: Engine
    ) async throws {
        let fixture = try await SealedFixture(engine)
        let id = try await fixture.file()
        let procedure = try fixture.house.procedure(Complaints.code)
        for (text, finds) in [
            ("zeferino  quintanilha", true), ("Zeferino", false), ("Ximena Vasconcelos", false),
        ] {
            let found = try await fixture.database.read { db in
                try SealedLine.search(text, procedure, in: db)
            }
            #expect(found == (finds ? [id] : []), "\(text)")
        }
    }

    @Test(arguments: Engine.underTest)
    func `what was kept before joins once, with the same reference and code`(
        engine: Engine
    ) async throws {
        let fixture = try await SealedFixture(engine)
        let id = SealedCaseID.new(at: noon)
        let text = #"{"contact":"x@y.pt","ground":"origin","text":"Recusaram-me a casa."}"#
        try await fixture.database.write { db in
            let content = try db.keys.seal(
                Array(text.utf8), use: "complaint", context: id.description)
            let hash = SealedKeepsake.hash(SealedKeepsake(id, "DQ", db.keys).reference, db.keys)
            try db.run(
                """
                INSERT INTO sealed_complaint (id, reference_hash, content, received_at, read_at)
                VALUES (\(id), \(hash), \(content), \(noon), \(after(1)))
                """)
        }
        for _ in 0..<2 { try await AdoptComplaints(fixture.room).perform() }
        let view = try await fixture.view(id)
        #expect(view.history.answers["ground"] == "racialOrEthnicOrigin")
        #expect(view.history.filedAt == noon && view.history.openedAt == after(1))
        #expect(try await fixture.differences() == [])
        let left = try await fixture.database.read {
            try $0.count("SELECT COUNT(*) FROM sealed_complaint")
        }
        #expect(left == 0)
    }

    @Test func `the door does not open on a database that is not sealed`() async throws {
        let general = try await TestDatabase.make(.sqlite)
        #expect(throws: StorageError.self) {
            try Complaints.room(general, try sharedPolicy.get(), SealedFixture.world())
        }
    }

    @Test func `the general schema has no word of complaints or sealed cases`() {
        let text = Cases.schema.flatMap(\.statements).joined().lowercased()
        #expect(!text.contains("complaint") && !text.contains("sealed_"))
    }
}

private func plainBytes(_ value: Value) -> [UInt8] {
    switch value {
    case .text(let text): Array(text.utf8)
    case .bytes(let bytes): bytes
    default: []
    }
}
