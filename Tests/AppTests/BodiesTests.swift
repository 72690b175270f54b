import Cases
import Kernel
import People
import TestSupport
import Testing
import Web

@testable import App

/// Who tells bodies outside that a request was made: the gateway where it says so, else nobody.
@Suite struct BodiesTests {
    private let notice = BodyNotice(
        id: "unhcr-1", to: "unhcr", name: "ACNUR", subject: "S", text: "T")

    private func options(_ environment: [String: String]) throws -> Options {
        try Options(
            data: TestFolder.make(), database: nil, home: projectFolder, environment: environment)
    }

    @Test func `without a gateway, or with one that takes no notices to bodies, each waits`()
        async throws
    {
        for environment in [[:], ["CAIS_NOTICE_URL": "spool"]] as [[String: String]] {
            let tell = try Bodies.teller(options(environment), Outgoing(), systemClock)
            await #expect(throws: NoCarrier.self) { _ = try await tell(notice) }
        }
    }

    @Test func `what lies in a file was told to nobody`() async throws {
        let environment = ["CAIS_NOTICE_URL": "spool", "CAIS_NOTICE_KINDS": "sms,letter,body"]
        let tell = try Bodies.teller(options(environment), Outgoing(), systemClock)
        #expect(try await tell(notice) == .notTold(reason: "spool/body-unhcr-1.json"))
    }

    @Test func `what the gateway says becomes a proof, a reason, or another try`() throws {
        #expect(try BodyAnswer(.sent(proof: "G-1")) == .told(proof: "G-1"))
        #expect(try BodyAnswer(.refused(reason: "no")) == .notTold(reason: "no"))
        #expect(throws: NoCarrier.self) { _ = try BodyAnswer(.unable(reason: "none")) }
    }
}
