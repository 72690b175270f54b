import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

/// Who sees the page of an erasure, and what anybody learns afterwards.
@Suite struct ErasurePageTests {
    @Test func `only those who work on the file see its erasure, and two of them carry it out`()
        async throws
    {
        let house = try await Browser()
        let kase = try await house.fixture.over(at: after(-20))
        let receipt = try await house.fixture.letter(.receipt, of: kase).code
        let path = "/desk/cases/\(kase.reference)/erasure"
        for who in ["ana", "yusuf", "dinis", "fatima", "jorge"] {
            #expect(try await house.get(path, as: who).status == 403, "\(who)")
        }
        #expect(try await house.get(path, as: "beatriz").status == 404)
        let held = try await house.get(path, as: "bruno")
        #expect(held.status == 200 && held.text.contains("It is not erased now"))
        #expect(held.text.contains("unverified"))
        let request = try await house.fixture.granted(at: after(-10))
        let list = try await house.get("/desk/cases/\(request.reference)/erasure", as: "bruno")
        #expect(list.text.contains("\(path)\""))
        let open = try await house.get(path, as: "bruno")
        #expect(open.text.contains("Words of names that are searched"))
        let proposed = try await house.post(path + "/proposal", as: "bruno", from: open, [:])
        #expect(proposed.status == 303)
        let own = try await house.get(path, as: "bruno")
        #expect(own.text.contains("another human being confirms it"))
        let second = try await house.get(path, as: "carla")
        let moment = try #require(second.hidden("proposed"))
        let blind = try await house.post(path + "/confirmation", as: "carla", from: second, [:])
        #expect(blind.status == 409)
        let done = try await house.post(
            path + "/confirmation", as: "carla", from: house.get(path, as: "carla"),
            ["proposed": moment])
        #expect(done.status == 303)
        let after = try await house.get(path, as: "bruno")
        #expect(after.text.contains("Carla") && !after.text.contains("Zulmira"))
        #expect(try await house.get("/desk/cases/\(kase.reference)", as: "bruno").status == 303)
        #expect(try await house.get("/cases/\(kase.reference)", as: "ana").status == 404)
        for checked in ["\(receipt)", kase.reference.text] {
            let page = try await house.get("/verify/\(checked)", as: nil)
            #expect(page.status == 410 && page.text.contains("24 November 2026"), "\(checked)")
            #expect(!page.text.contains("data-request") && !page.text.contains("Zulmira"))
        }
        let queue = try await house.get("/desk?closed=1", as: "bruno")
        #expect(queue.status == 200 && !queue.text.contains("Zulmira"))
        let still = try await house.get("/verify/\(request.reference)", as: nil)
        #expect(still.status == 404)
    }
}
