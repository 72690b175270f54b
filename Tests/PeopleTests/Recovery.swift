import Foundation
import Kernel
import Storage
import TestSupport
import Testing

@testable import People

let newPassword = "another long password"

/// Ana with two addresses, the first of them checked.
func checkedHouse(_ engine: Engine) async throws -> (House, PersonID, Channel) {
    let house = try await House(engine)
    _ = try await house.add("ana")
    let person = try #require(try await house.account("ana")?.person)
    let now = house.clock.now
    let channels = try await house.database.write { db in
        for (kind, address) in [
            (ChannelKind.email, "ana@example.org"), (.phone, "+351 900 000 001"),
        ] {
            try AddChannel(person: person, kind: kind, address: address, language: "en")
                .perform(by: .house, at: now, in: db)
        }
        return try Channel.all(of: person, in: db)
    }
    let mail = try #require(channels.first { $0.kind == .email })
    let browser = Browser(house)
    try await browser.signIn("ana")
    try await browser.prove()
    #expect(browser.location == "/account")
    let path = "/account/channels/\(mail.id)"
    try await browser.post(path + "/code", from: "/account", [:])
    #expect(browser.location == path + "/confirmation")
    try await house.emptyOutbox()
    let code = try #require(house.codes.last)
    try await browser.post(path + "/confirmation", from: path + "/confirmation", ["code": code])
    #expect(browser.location == "/account")
    try await browser.get("/account")
    #expect(browser.page.contains("Checked"))
    // What the others are told of the check is out before anything is counted.
    try await house.emptyOutbox()
    house.clock.pass(seconds: AccessCode.restSeconds)
    return (house, person, mail)
}

extension Browser {
    /// Somebody types a code and a new password.
    func recover(
        _ code: String, _ password: String = newPassword, login: String = "ana"
    ) async throws {
        try await post(
            "/sign-in/recovery/code", from: "/sign-in/recovery/code",
            ["login": login, "code": code, "new": password])
    }
}

extension House {
    /// The codes that went out, in order.
    var codes: [String] {
        post.sent.compactMap { delivery in
            delivery.text.firstMatch(of: #/RC-\w{4}-\w{4}-\w/#).map { String($0.output) }
        }
    }

    /// The name is looked up, and then the codes go out.
    func answerRecovery() async throws {
        try await emptyOutbox()
        try await emptyOutbox()
    }
}
