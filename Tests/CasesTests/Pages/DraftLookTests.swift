import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

/// The time to answer a draft begins when its person opens it, and with nothing less.
@Suite struct DraftLookTests {
    @Test
    func
        `neither head nor preview nor a page elsewhere begins the time to answer; the button does`()
        async throws
    {
        let house = try await Browser()
        let kase = try await house.fixture.file()
        try await house.fixture.propose(["entry-ban"], of: kase, at: noon)
        let letter = try #require(
            try await house.fixture.database.read { db in
                try LetterLine.all(of: kase.id, in: db).first {
                    LetterKind.drafts.contains($0.kind)
                }
            }
        ).id
        let doors = ["/cases/\(kase.reference)", "/letters/\(letter)", "/letters/\(letter)/pdf"]
        let others: [(String, (String, String)?)] = [
            ("HEAD", nil), ("GET", ("sec-purpose", "prefetch")),
            ("GET", ("sec-fetch-site", "cross-site")), ("GET", ("sec-fetch-dest", "iframe")),
        ]
        for door in doors {
            for (method, header) in others {
                let answer = try await house.ask(method, door, as: "ana", header)
                #expect(answer.status == 200 && !answer.text.contains("Falta uma condi"))
            }
        }
        let isRead = {
            try await house.fixture.kinds(of: kase).contains(CaseEvent.hearingNotifiedKind)
        }
        #expect(try await !isRead())
        let closed = try await house.ask("GET", doors[1], as: "ana", others[2].1)
        #expect(closed.text.contains("Open the draft"))
        let form = try await house.get("/cases/new/renewal", as: "yusuf")
        let stranger = try await house.post(doors[0] + "/opening", as: "yusuf", from: form, [:])
        #expect(stranger.status == 404)
        let opened = try await house.post(
            doors[0] + "/opening", as: "ana", from: closed, ["letter": "\(letter)"])
        #expect(opened.header("location") == doors[1])
        #expect(try await isRead())
        let shown = try await house.ask("GET", doors[0], as: "ana", others[2].1)
        #expect(shown.text.contains("Falta uma condi"))
    }

    @Test func `a person who opens the page begins it`() async throws {
        let house = try await Browser()
        let kase = try await house.fixture.file()
        try await house.fixture.propose(["entry-ban"], of: kase, at: noon)
        let page = try await house.ask(
            "GET", "/cases/\(kase.reference)", as: "ana", ("sec-fetch-dest", "document"))
        #expect(page.text.contains("Falta uma condi"))
        #expect(try await house.fixture.kinds(of: kase).contains(CaseEvent.hearingNotifiedKind))
    }
}
