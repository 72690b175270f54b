import Foundation
import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import App

/// An officer works on the invented files: each letter goes to the person whom the house invented for it.
struct DemoFileTests {
    @Test(arguments: Engine.underTest)
    func `every kind of invented file takes a request, a draft and a decision`(
        engine: Engine
    ) async throws {
        let house = try await House.open(try await installed(engine))
        defer { house.compartments.close() }
        let site = try await house.site()
        let clerks = ["bruno": Browser(site), "berta": Browser(site)]
        for (login, browser) in clerks { try await browser.signIn(login) }
        var done: [String: Int] = [:]
        var seen: [String: Int] = [:]
        for file in try await files(house) {
            let desk = try #require(clerks[file.office == "aima-porto" ? "berta" : "bruno"])
            let deed = ["requests", "proposal", "decision"][seen[file.state, default: 0] % 3]
            seen[file.state, default: 0] += 1
            let status = try await act(deed, file.reference, desk)
            #expect([303, 409].contains(status), "\(deed) in \(file.state): \(status)")
            if status == 303 { done["\(file.state): \(deed)", default: 0] += 1 }
        }
        for state in ["submitted", "in-analysis"] {
            for deed in ["requests", "proposal", "decision"] {
                #expect(done["\(state): \(deed)", default: 0] > 0, "\(deed) in \(state)")
            }
        }
        #expect(done["correction-requested: requests", default: 0] > 0)
        let told = try await house.database.read { db in
            try db.count(
                """
                SELECT COUNT(*) FROM message JOIN person ON person.id = message.person
                JOIN kase ON kase.applicant = person.id
                WHERE kase.demo = 1 AND kase.filed_by = \(Principal.house.account)
                """)
        }
        #expect(told == done.values.reduce(0, +))
    }

    private func installed(_ engine: Engine) async throws -> Options {
        guard engine == .postgres else { return try await DemoStore.shared.copy().options }
        guard case .postgres(let url) = try await TestDatabase.emptyPlace() else {
            throw Trouble("no PostgreSQL")
        }
        let options = try testOptions(try TestFolder.make() + "/data", database: url)
        _ = try await demo(options, scale: .small)
        return options
    }

    private struct File {
        let reference: String
        let office: String
        let state: String
    }

    /// The open ones that the house invented itself; somebody invented filed another.
    private func files(_ house: House) async throws -> [File] {
        try await house.database.read { db in
            try db.all(
                """
                SELECT kase.reference, location.slug, kase.state FROM kase
                JOIN location ON location.id = kase.office
                WHERE kase.demo = 1 AND decided_at IS NULL AND filed_by = \(Principal.house.account)
                ORDER BY kase.id
                """
            ).map { File(reference: try $0[0], office: try $0[1], state: try $0[2]) }
        }
    }

    private func act(_ deed: String, _ reference: String, _ desk: Browser) async throws -> Int {
        let page = try await desk.get("/desk/cases/\(reference)")
        var fields = [
            "outcome": "granted", "ground": "conditions-met", "reasons": "Tudo em ordem.",
            "despite": "does-not-apply", "draft-outcome": "refused", "draft-ground": "entry-ban",
            "draft-reasons": "Há uma interdição.",
        ]
        let paper = page.text.firstMatch(of: #/name="what"[^>]*value="([^"]+)"/#)
        fields["what"] = paper.map { String($0.output.1) }
        // Each procedure has grounds of its own.
        let ground = page.text.firstMatch(of: #/name="draft-ground"[^>]*value="([^"]+)"/#)
        let code = ground.map { String($0.output.1) } ?? "entry-ban"
        fields["draft-ground"] = code
        fields["draft-fact-" + code] = "A indicação está no sistema."
        fields["draft-change-" + code] = "Que a indicação seja apagada."
        let csrf = page.hidden("csrf") ?? ""
        return try await desk.post("/desk/cases/\(reference)/\(deed)", fields, csrf: csrf).status
    }
}
