import Cases
import Kernel
import People
import ServiceNetwork
import Storage
import TestSupport
import Testing
import Web

@testable import App

/// A branch in the whole house: the real contract, Ana's real file, her account.
struct BranchHouseTests {
    private struct Told {
        let house: House
        let reference: String
        let bruno: Browser
        let paulo: Browser
        let ana: Browser

        /// What Paulo's branch was asked last, for Ana.
        func request() async throws -> Int64 {
            let id = try await house.database.read { db in
                try db.value(
                    "SELECT id FROM branch_request WHERE reference = \(reference) ORDER BY id DESC LIMIT 1",
                    as: Int64.self)
            }
            return try #require(id)
        }

        /// How often Bruno looked at the file.
        func looks() async throws -> Int {
            try await house.database.read { db in
                try db.count(
                    """
                    SELECT COUNT(*) FROM looked JOIN kase ON kase.id = looked.kase
                    JOIN account ON account.id = looked.account
                    WHERE kase.reference = \(reference) AND account.login = 'bruno'
                    """)
            }
        }

        /// Whoever may not see the file may not see that a branch answered.
        func noticesOfFile() async throws -> Int {
            try await house.database.read { db in
                try db.count(
                    """
                    SELECT COUNT(*) FROM message JOIN kase ON message.subject = 'case/' || kase.id
                    WHERE kase.reference = \(reference) AND message.key LIKE 'branch-request/%'
                    """)
            }
        }

        func ask(_ consent: Bool = true) async throws -> PlainAnswer {
            let branch = try await house.database.read { db in
                try db.value("SELECT id FROM branch WHERE kind = 'nif'", as: Int64.self)
            }
            let form = [
                "reference": reference, "position": "0", "branch": "\(try #require(branch))",
            ]
            return try await bruno.post(
                "/desk/branches", consent ? form.merging(["consent": "1"]) { $1 } : form,
                csrf: try await bruno.csrf())
        }
    }

    private func open(_ options: Options, _ story: Story) async throws -> Told {
        let house = try await House.open(options)
        let site = try await house.site()
        let told = Told(
            house: house, reference: story.reference, bruno: Browser(site), paulo: Browser(site),
            ana: Browser(site))
        try await told.bruno.signIn("bruno")
        try await told.paulo.signIn("paulo")
        try await told.ana.signIn("ana")
        return told
    }

    @Test(arguments: Engine.underTest)
    func `a number reaches the account of its person and goes with the file`(
        engine: Engine
    ) async throws {
        let installed = try await DemoStore.on(engine).copy()
        let told = try await open(installed.options, installed.story)
        defer { told.house.compartments.close() }
        let looks = try await told.looks()
        #expect(try await told.ask(false).status == 422)
        // Whoever was shown who is in the file has looked at it, though nothing was handed over.
        #expect(try await told.looks() > looks)
        #expect(try await told.ask().status == 303)
        let path = "/branch-desk/\(try await told.request())"
        let page = try await told.paulo.get(path)
        #expect(page.text.contains(Story.holder) && !page.text.contains(told.reference))
        #expect(page.text.contains("artigo 6.º"))
        let answer = try await told.paulo.post(
            path, ["outcome": "delivered", "number": "287654321"], csrf: try await told.paulo.csrf()
        )
        #expect(answer.status == 303)
        #expect(try await told.ana.get("/numbers").text.contains("287654321"))
        #expect(try await told.ana.get("/messages").text.contains("Autoridade Tributária"))
        #expect(try await told.noticesOfFile() == 1)
        for place in ["/desk/branches", "/desk/cases/\(told.reference)"] {
            let text = try await told.bruno.get(place).text
            #expect(!text.contains("287654321") && text.contains(told.reference))
        }
        let house = told.house
        let (sealed, left) = try await house.database.write { db in
            let bytes = try db.all("SELECT sealed FROM issued_number").map { row in
                String(decoding: try row[0] as [UInt8], as: UTF8.self)
            }.joined()
            let kase: CaseID = try #require(
                try db.value("SELECT id FROM kase WHERE reference = \(told.reference)"))
            try house.people.eraseIssued(under: Case.subject(kase), in: db)
            try house.network.eraseBranchRequests(of: kase, in: db)
            return (
                bytes,
                try db.count(
                    "SELECT COUNT(*) FROM branch_request WHERE reference = \(told.reference)")
            )
        }
        #expect(!sealed.isEmpty && !sealed.contains("287654321") && left == 0)
        #expect(!(try await told.ana.get("/numbers").text.contains("287654321")))
    }

    @Test func `every contract that a branch names is there, and carries what we offer`() throws {
        let book = try Files.branches(projectFolder + "/policy/pt")
        let flows = try Files.policy(projectFolder + "/policy/pt").flows
        #expect(book.flows.count == 4)
        for name in book.flows {
            let flow = try #require(flows.first { $0.name == name })
            #expect(flow.refusal(on: noon.utcDay, offered: ServiceNetwork.branchFields) == nil)
            #expect(!flow.verified && flow.body != nil)
        }
    }
}
