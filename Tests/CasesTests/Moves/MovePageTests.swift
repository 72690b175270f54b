import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

/// The pages of versions and of runs: read, tried, done and undone without script.
@Suite struct MovePageTests {
    private let base = "/desk/procedures/family-reunification"
    private let pair = "?from=law-61-2025&to=law-23-2007"

    @Test func `a supervisor reads the differences, tries, moves and undoes`() async throws {
        let house = try await Browser()
        let kase = try await house.fixture.file()
        let foreign = try await house.fixture.file(olena, in: porto)
        let list = try await house.get("/desk/procedures", as: "carla")
        #expect(list.status == 200 && list.text.contains("Law 23/2007 with Law 61/2025"))
        let differences = try await house.get("\(base)/differences\(pair)", as: "bruno")
        #expect(differences.text.contains("How long: 9 months, now 3 months"))
        #expect(!differences.text.contains("The open files that this concerns"))
        let files = try await house.get("\(base)/cases\(pair)", as: "carla")
        #expect(files.text.contains(kase.reference.text) && files.text.contains("1 case"))
        #expect(!files.text.contains(foreign.reference.text))
        for path in ["\(base)/cases\(pair)", "\(base)/cases.csv\(pair)"] {
            #expect(try await house.get(path, as: "bruno").status == 403)
        }
        let csv = try await house.get("\(base)/cases.csv\(pair)", as: "carla").text
        #expect(csv.contains(kase.reference.text) && !csv.contains(foreign.reference.text))
        #expect(try await house.get("\(base)/cases?from=law-1", as: "carla").status == 404)
        let order = ["from": "law-61-2025", "to": "law-23-2007", "step": "try"]
        let lacking = try await house.post("\(base)/moves", as: "carla", from: files, order)
        #expect(lacking.status == 422 && lacking.text.contains("Legal basis"))
        let whole = order.merging(["because": "Sentença.", "basis": "artigo 7.º"]) { $1 }
        let trial = try await house.post("\(base)/moves", as: "carla", from: files, whole)
        #expect(trial.text.contains("a legal date changes"))
        #expect(try await house.fixture.kinds(of: kase).last == "letter.made")
        let earnest = whole.merging(["step": "do"]) { $1 }
        let done = try await house.post("\(base)/moves", as: "carla", from: trial, earnest)
        let run = try #require(done.header("location"))
        #expect(run.hasPrefix("/desk/runs/"))
        #expect(try await house.fixture.kinds(of: kase).contains("case.version-moved"))
        let page = try await house.get(run, as: "carla")
        #expect(page.text.contains("artigo 7.º") && page.text.contains("Undo all of it"))
        #expect(try await house.get(run, as: "bruno").status == 404)
        let own = try await house.get("/cases/\(kase.reference)", as: "ana").text
        #expect(own.contains("The law under which it is decided changed"))
        #expect(own.contains("Legal basis: artigo 7.º"))
        _ = try await house.post(run + "/undo", as: "carla", from: page, [:])
        let after = try await house.get(run, as: "carla").text
        #expect(after.contains("undone") && !after.contains("Undo all of it"))
        let stored = try await house.fixture.stored(kase)
        #expect(stored.procedureVersion == "law-61-2025")
        let runs = try await house.get("/desk/runs", as: "carla").text
        #expect(runs.contains(run))
    }

    @Test func `several cases of the queue are taken with a trial, and given back`() async throws {
        let house = try await Browser()
        let kase = try await house.fixture.file()
        let foreign = try await house.fixture.file(olena, in: porto)
        let queue = try await house.get("/desk", as: "bruno")
        #expect(queue.text.contains("value=\"\(kase.reference)\""))
        #expect(!queue.text.contains("value=\"give\""))
        #expect(try await house.get("/desk", as: "carla").text.contains("value=\"give\""))
        let none = try await house.post("/desk/bulk", as: "bruno", from: queue, ["act": "take"])
        #expect(none.status == 422)
        let chosen = ["chosen": kase.reference.text, "act": "take", "step": "try"]
        let trial = try await house.post("/desk/bulk", as: "bruno", from: queue, chosen)
        #expect(trial.text.contains("It would be done with 1 of 1 cases"))
        #expect(try await house.fixture.kinds(of: kase).last == "letter.made")
        let foreignOnly = ["chosen": foreign.reference.text, "act": "take", "step": "try"]
        let unseen = try await house.post("/desk/bulk", as: "bruno", from: queue, foreignOnly)
        #expect(unseen.text.contains("It would be done with 0 of 0 cases"))
        #expect(!unseen.text.contains(foreign.reference.text))
        let unknown = ["chosen": kase.reference.text, "act": "decide", "step": "do"]
        #expect(
            try await house.post("/desk/bulk", as: "bruno", from: queue, unknown).status == 422)
        let earnest = ["chosen": kase.reference.text, "act": "take", "step": "do"]
        let done = try await house.post("/desk/bulk", as: "bruno", from: trial, earnest)
        let run = try #require(done.header("location"))
        #expect(try await house.fixture.kinds(of: kase).last == "case.taken")
        let page = try await house.get(run, as: "bruno")
        _ = try await house.post(run + "/undo", as: "bruno", from: page, [:])
        #expect(try await house.fixture.kinds(of: kase).last == "case.released")
        for who in ["ana", "jorge"] {
            #expect(try await house.get("/desk/runs", as: who).status == 403)
        }
    }
}
