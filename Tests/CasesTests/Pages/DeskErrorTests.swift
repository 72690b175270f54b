import Kernel
import TestSupport
import Testing
import Web

@testable import Cases

/// What is wrong in a form of the desk stands beside its field, on the page of the case, and what was typed is kept.
@Suite struct DeskErrorTests {
    @Test func `an amount that is none and a missing basis stand beside their fields`()
        async throws
    {
        let house = try await Browser(payments: Treasury().provider)
        let kase = try await house.fixture.granted()
        let desk = "/desk/cases/\(kase.reference)"
        let page = try await house.get(desk, as: "bruno")
        let wrong: [([String: String], String)] = [
            (["amount": "zero", "basis": "Tabela de taxas"], "amount"),
            (["amount": "100001", "basis": "Tabela de taxas"], "amount"),
            (["amount": "121,95", "basis": ""], "basis"),
            (["amount": "121,95", "basis": String(repeating: "a", count: noteMax + 1)], "basis"),
        ]
        for (fields, field) in wrong {
            let answer = try await house.post(desk + "/fee", as: "bruno", from: page, fields)
            #expect(answer.status == 422 && answer.text.contains("#field-\(field)"), "\(fields)")
            #expect(answer.text.contains("value=\"\(fields["amount"] ?? "")\""), "\(fields)")
            #expect(answer.text.contains(kase.reference.text))
        }
        #expect(try await house.fixture.fees(of: kase).isEmpty)
        let right = try await house.post(
            desk + "/fee", as: "bruno", from: page,
            ["amount": "121,95", "basis": "Tabela de taxas"])
        #expect(right.header("location") == desk)
        #expect(try await house.fixture.fees(of: kase).map(\.asked.total.cents) == [12_195])
    }

    @Test func `a step without its note, and one taken back without a reason, say so in place`()
        async throws
    {
        let house = try await Browser()
        let kase = try await house.fixture.granted()
        let desk = "/desk/cases/\(kase.reference)"
        let page = try await house.get(desk, as: "bruno")
        let noted = try await house.post(
            desk + "/steps", as: "bruno", from: page, ["step": "fee-asked"])
        #expect(noted.status == 422 && noted.text.contains("#field-note-fee-asked"))
        let done = try await house.post(
            desk + "/steps", as: "bruno", from: noted,
            ["step": "fee-asked", "note-fee-asked": "DUC 1"])
        #expect(done.header("location") == desk)
        let next = try await house.get(desk, as: "bruno")
        let silent = try await house.post(
            desk + "/steps/undo", as: "bruno", from: next, ["step": "fee-asked"])
        #expect(silent.status == 422 && silent.text.contains("#field-undo-reason"))
        // A refusal of the whole act is a page of its own.
        let other = try await house.post(
            desk + "/steps/undo", as: "bruno", from: next,
            ["step": "fee-paid", "undo-reason": "Engano."])
        #expect(other.status == 409 && !other.text.contains("#field-undo-reason"))
    }

    @Test func `a proposal that goes back without a reason says so beside it`() async throws {
        let folder = policy(changing: ["procedures/renewal.yaml": { "fourEyes: true\n" + $0 }])
        let house = try await Browser(folder: folder)
        let kase = try await house.fixture.fileAlone("renewal")
        let desk = "/desk/cases/\(kase.reference)"
        let fields = [
            "outcome": "granted", "ground": "conditions-met", "reasons": "Tudo em ordem.",
            "despite": "does-not-apply",
        ]
        _ = try await house.post(
            desk + "/decision", as: "bruno", from: try await house.get(desk, as: "bruno"), fields)
        let page = try await house.get(desk, as: "carla")
        for because in ["", String(repeating: "a", count: 601)] {
            let back = try await house.post(
                desk + "/decision/return", as: "carla", from: page, ["back-because": because])
            #expect(back.status == 422 && back.text.contains("#field-back-because"))
            #expect(back.text.contains("Proposed by Bruno"))
        }
        let back = try await house.post(
            desk + "/decision/return", as: "carla", from: page,
            ["back-because": "Falta a morada."])
        #expect(back.header("location") == desk)
    }
}
