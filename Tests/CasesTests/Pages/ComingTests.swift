import Kernel
import TestSupport
import Testing
import Web

@testable import Cases

/// What a case's page announces is what its procedure's file has before it, and nothing else.
struct ComingTests {
    @Test func `before the decision come its day and, in one line, what it may lead to`()
        async throws
    {
        let house = try await Browser()
        let kase = try await house.fixture.fileAlone("renewal")
        let page = try await house.get("/cases/\(kase.reference)", as: "ana").text
        #expect(page.contains("Visit at the office"))
        #expect(page.contains("After the decision, where it leads there"))
        #expect(page.contains("Title being produced") && !page.contains("Title returned by post"))
    }

    @Test func `after a grant each stage of the way stands with its day or its length`()
        async throws
    {
        let house = try await Browser()
        let kase = try await house.fixture.fileAlone("renewal")
        try await house.fixture.decide("granted", ["conditions-met"], of: kase, at: noon)
        let page = try await house.get("/cases/\(kase.reference)", as: "ana").text
        for stage in ["Biometric data to be taken", "Title being produced", "Title in the hand"] {
            #expect(page.contains(stage), "\(stage)")
        }
        #expect(page.contains("within 10 working days from then"))
        #expect(!page.contains("Title returned by post") && !page.contains("Visit at the office"))
    }

    @Test func `a request about data and its end announce no visit and no card`() async throws {
        let house = try await Browser()
        let kase = try await house.fixture.fileAlone("data-request")
        let page = try await house.get("/cases/\(kase.reference)", as: "ana").text
        #expect(!page.contains("Visit at the office") && !page.contains("Title being produced"))
        #expect(page.contains("Decision"))
    }
}
