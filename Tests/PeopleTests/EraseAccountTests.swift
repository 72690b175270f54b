import Kernel
import Storage
import TestSupport
import Testing

@testable import People

/// With the last of somebody's files goes the account behind it, unless something else needs it.
@Suite struct EraseAccountTests {
    /// What keeps an account.
    private typealias Need = @Sendable (AccountID, PersonID, Writer) throws -> Void

    private static let needs: [(name: String, need: Need)] = [
        (
            "session",
            { account, _, db in
                let token = [UInt8](repeating: 1, count: 32)
                try db.run(
                    """
                    INSERT INTO session (id, token_hash, account, stage, device, created, last_seen,
                        expires)
                    VALUES (1, \(token), \(account), 'open', '', \(noon), \(noon),
                        \(noon.adding(seconds: 60)))
                    """)
            }
        ),
        (
            "task",
            { account, _, db in
                try db.run(
                    """
                    INSERT INTO duty (id, account, role, organisation, purpose, given)
                    VALUES (1, \(account), 'officer', 101, 'status', \(noon))
                    """)
            }
        ),
        (
            "mandate",
            { account, person, db in
                try db.run(
                    """
                    INSERT INTO mandate (id, grantor, holder, scope, valid_from)
                    VALUES (1, \(person), \(account), 'all', \(noon))
                    """)
            }
        ),
        (
            "human",
            { _, person, db in
                try db.run("UPDATE account SET human = \(person) WHERE login = 'staff'")
            }
        ),
        (
            "number",
            { _, person, db in
                try db.run("INSERT INTO person (id, name, created) VALUES (9, 'Outra', \(noon))")
                try db.run(
                    """
                    INSERT INTO person_number
                        (id, person, number, file, shown, given_by, given_name, tied_at)
                    VALUES (1, \(person), 9, 'case/1', 'FR-1', 1, 'Bruno', \(noon))
                    """)
            }
        ),
    ]

    private func erase(_ login: String, in house: House) async throws -> Bool {
        let person = try #require(try await house.account(login)?.person)
        return try await house.database.write { [people = house.people] db in
            try people.eraseAccount(of: person, by: .house, at: noon, in: db)
        }
    }

    @Test(arguments: Engine.underTest)
    func `an account that nothing needs goes whole, and its number stays`(
        engine: Engine
    ) async throws {
        let house = try await House(engine)
        let id = try await house.add("zulmira")
        _ = try await house.add("ana")
        for login in ["zulmira", "ana"] {
            let person = try #require(try await house.account(login)?.person)
            try await house.database.write { [people = house.people] db in
                try AddChannel(
                    person: person, kind: .email, address: login + "@example.org", language: "en"
                ).perform(by: .house, at: noon, in: db)
                let notice = Notice(
                    person: person, subject: "course/1", title: "A place", body: "Come.",
                    link: "/courses", legalEffect: false, key: login)
                try people.notify(notice, db, noon)
            }
        }
        let gone = try #require(try await house.account("zulmira")?.person)
        func ofOthers() async throws -> [Int] {
            try await house.database.read { db in
                try ["contact_channel", "message"].map { name in
                    try db.count(
                        "SELECT COUNT(*) FROM \(SQL(stringLiteral: name)) WHERE person <> \(gone)")
                }
            }
        }
        let others = try await ofOthers()
        try #require(others.allSatisfy { $0 > 0 })
        #expect(try await erase("zulmira", in: house))
        let rows = try await house.database.read { db in
            try ["account", "person", "contact_channel", "message", "contact_attempt", "outbox"]
                .map { name in
                    try db.all("SELECT * FROM \(SQL(stringLiteral: name))").map { "\($0.values)" }
                }
        }
        let told = rows.joined().joined().lowercased()
        #expect(!told.contains("zulmira") && told.contains("ana"))
        #expect(try await ofOthers() == others)
        #expect(rows[2].count == others[0] && rows[3].count == others[1])
        let left = try await house.database.read { db in
            (try Account.find(id, in: db), try db.journal(of: "account/\(id)"))
        }
        #expect(left.0?.name == "–" && left.0?.passwordHash == nil && left.0?.closed == noon)
        #expect(left.1.allSatisfy { $0.payload == nil || $0.kind == "subject.erased" })
        #expect(left.1.count > 1)
        #expect(try await house.database.read { try $0.verifyJournal() }.isSound)
        // The name is free for whoever comes next, and nothing is left to erase.
        _ = try await house.add("zulmira")
    }

    @Test(arguments: Engine.underTest)
    func `whoever still comes, acts for somebody or stands elsewhere keeps the account`(
        engine: Engine
    ) async throws {
        for (name, need) in Self.needs {
            let house = try await House(engine)
            let account = try await house.add("zulmira")
            _ = try await house.add("staff", isPerson: false)
            let person = try #require(try await house.account("zulmira")?.person)
            try await house.database.write { db in try need(account, person, db) }
            #expect(try await !erase("zulmira", in: house), "\(name)")
            #expect(try await house.account("zulmira")?.name == "Zulmira", "\(name)")
            try await house.database.write { db in
                for table in ["session", "duty", "mandate", "person_number"] as [SQL] {
                    try db.run("DELETE FROM \(table)")
                }
                try db.run("UPDATE account SET human = NULL")
            }
            #expect(try await erase("zulmira", in: house), "\(name) alone kept it")
        }
    }
}
