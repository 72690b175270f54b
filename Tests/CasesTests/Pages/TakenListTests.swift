import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

/// The short lists of the desk as files: what stands on the page stands in them, and their people read of it.
@Suite struct TakenListTests {
    @Test func `a list of questions is taken along, and its people read who did`() async throws {
        let house = try await Browser()
        let kase = try await house.fixture.file()
        let empty = try await house.get("/desk/questions", as: "bruno")
        #expect(!empty.text.contains("/desk/questions.csv"))
        try await house.fixture.question("Is it whole?", in: kase, at: after(1))
        let page = try await house.get("/desk/questions", as: "bruno")
        let file = try await house.post("/desk/questions.csv", as: "bruno", from: page, [:])
        #expect(
            file.text.split(whereSeparator: \.isNewline) == [
                "reference,procedure,wants,asked,answer_by,owner",
                "\(kase.reference),family-reunification,answer,2026-11-24,2026-12-10,Bruno",
            ])
        let json = try await house.post("/desk/questions.json", as: "bruno", from: page, [:])
        #expect(json.text.contains("\"reference\":") && json.text.contains(kase.reference.text))
        let own = try await house.get("/cases/\(kase.reference)", as: "ana").text
        #expect(own.contains("in a list that was taken along"))
        let desk = try await house.get("/desk", as: "beatriz")
        let others = try await house.post("/desk/questions.csv", as: "beatriz", from: desk, [:])
        #expect(!others.text.contains(kase.reference.text))
    }

    @Test func `the other lists of the desk are taken along by those who read them`() async throws {
        let house = try await Browser()
        _ = try await house.fixture.file()
        let page = try await house.get("/desk", as: "bruno")
        for list in ["children", "court"] {
            let file = try await house.post("/desk/\(list).json", as: "bruno", from: page, [:])
            #expect(file.status == 200 && file.text.hasPrefix("["), "\(list)")
        }
        #expect(try await house.post("/desk/apart.csv", as: "bruno", from: page, [:]).status == 403)
        let board = try await house.get("/desk", as: "carla")
        let apart = try await house.post("/desk/apart.csv", as: "carla", from: board, [:])
        #expect(apart.status == 200 && apart.text.hasPrefix("procedure,kin,one,"))
    }
}
