import Foundation
import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import People

/// Runs where `CAIS_TEST_OIDC` names a running provider (`oidc-provider-mock --port 9411`), as e2e does.
struct RealProviderTests {
    static let issuer = ProcessInfo.processInfo.environment["CAIS_TEST_OIDC"] ?? ""

    @Test(.enabled(if: !issuer.isEmpty))
    func `a person comes in through a provider that others wrote`() async throws {
        let settings = OIDCSettings(
            issuer: RealProviderTests.issuer, clientID: "cais", clientSecret: "hush", name: "Mock")
        let outgoing = Outgoing()
        let house = try await House(.sqlite, oidc: settings) { try await outgoing.fetch($0) }
        house.clock.pass(seconds: Int64(Date().timeIntervalSince1970) - noon.secondsSince1970)
        let browser = Browser(house)
        try await browser.get("/sign-in/provider")
        let address = try #require(browser.location, "\(browser.page)")
        let form = Array("sub=ana".utf8)
        let headers = [("content-type", "application/x-www-form-urlencoded")]
        let answer = try await outgoing.fetch(
            OutgoingRequest("POST", address, headers: headers, body: form))
        let back = try #require(answer.headers.first { $0.0 == "location" }?.1, "\(answer.status)")
        let query = try #require(back.split(separator: "?", maxSplits: 1).last)
        try await browser.get("/sign-in/provider/return?" + query)
        #expect(browser.status == 303, "\(browser.page)")
        try await browser.get("/account")
        #expect(browser.status == 200)
    }
}
