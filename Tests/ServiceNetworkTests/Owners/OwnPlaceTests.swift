import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import ServiceNetwork

/// The staff of a place see what is overdue of it, and of no other.
@Suite struct OwnPlaceTests {
    private let place = LocationID(slug: "claim-fundao")
    private let path = "/our-places"

    private func browser(_ network: ServiceNetwork) throws -> RoomBrowser {
        try RoomBrowser(
            OwnPlacePages(network: network).routes, at: noon, visitors: contactPeople + [guest])
    }

    private func confirmed(_ network: ServiceNetwork) async throws -> [String] {
        try await network.database.read { db in
            try db.all(
                "SELECT owner FROM field_check WHERE location = \(place) AND field = 'services'"
            ).map { try $0[0] }
        }
    }

    private func suggestions(_ network: ServiceNetwork) async throws -> [Suggestion] {
        try await network.database.read { try Suggestion.open(in: $0) }
    }

    @Test(arguments: Engine.underTest)
    func `a mediator confirms in place what is overdue of the own centre`(
        engine: Engine
    )
        async throws
    {
        let network = try await network(engine)
        let browser = try browser(network)
        let page = try await browser.get(path, as: amadeu)
        #expect(page.text.contains("CLAIM Fundão") && !page.text.contains("CLAIM Elvas"))
        #expect(page.text.contains("What this place does still holds"))
        // Services may go unasked for 180 days.
        #expect(page.text.contains("180 days"))
        let fields = ["field": PlaceField.services.rawValue]
        let done = try await browser.post(
            "\(path)/\(place)/confirm", as: amadeu, from: page, fields)
        #expect(done.status == 303 && done.header("location") == path)
        // Said again on that day it is said once.
        try await network.database.write { db in
            try ConfirmOwnField(location: place, field: .services)
                .perform(by: amadeu, at: noon, in: db)
        }
        #expect(try await confirmed(network) == ["CLAIM Fundão"])
        let kept = try await network.database.read { db in
            try db.journal(of: "directory").filter { $0.kind == "directory.confirmed" }.count
        }
        #expect(kept == 1)
        let after = try await browser.get(path, as: amadeu).text
        #expect(!after.contains("What this place does still holds"))
    }

    @Test(arguments: Engine.underTest)
    func `what a mediator writes waits to be read like every suggestion`(
        engine: Engine
    )
        async throws
    {
        let network = try await network(engine)
        let browser = try browser(network)
        let page = try await browser.get(path, as: amadeu)
        #expect(!page.text.contains("A correction waits to be read."))
        let correction = "\(path)/\(place)/correction"
        let empty = try await browser.post(
            correction, as: amadeu, from: page, ["field": "services", "value": " "])
        #expect(empty.status == 422)
        #expect(try await suggestions(network).isEmpty)
        let sent = try await browser.post(
            correction, as: amadeu, from: page, ["field": "services", "value": "Housing too"])
        #expect(sent.status == 303)
        let waiting = try await suggestions(network)
        #expect(waiting.map(\.value) == ["Housing too"] && waiting.map(\.location) == [place])
        #expect(waiting.first?.note == "Written by staff of the place.")
        #expect(try await confirmed(network).isEmpty)
        let after = try await browser.get(path, as: amadeu).text
        #expect(after.contains("A correction waits to be read."))
    }

    @Test(arguments: Engine.underTest)
    func `nobody confirms or corrects a place of others`(engine: Engine) async throws {
        let network = try await network(engine)
        let browser = try browser(network)
        let page = try await browser.get(path, as: benedita)
        #expect(page.status == 200 && !page.text.contains("CLAIM Fundão"))
        for act in ["confirm", "correction"] {
            let answer = try await browser.post(
                "\(path)/\(place)/\(act)", as: benedita, from: page,
                ["field": "services", "value": "Mine"])
            #expect(answer.status == 404, "\(act)")
        }
        let none = try await browser.get(path, as: clara).text
        #expect(none.contains("Your duties name no place of the directory."))
        #expect(try await browser.get(path, as: guest).status == 403)
        #expect(try await confirmed(network).isEmpty)
        #expect(try await suggestions(network).isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `the page names the owner that was asked by mail, and the day`(
        engine: Engine
    )
        async throws
    {
        let network = try await network(engine)
        let browser = try browser(network)
        #expect(try await browser.get(path, as: amadeu).text.contains("Nobody to ask"))
        try await network.database.write { db in
            try db.run("UPDATE location SET email = 'Claim@Fundao.example' WHERE id = \(place)")
            try DirectorySnapshot.change(in: db)
        }
        #expect(try await browser.get(path, as: amadeu).text.contains("Not asked yet"))
        try await network.askOwners(at: noon)
        let page = try await browser.get(path, as: amadeu).text
        #expect(page.contains("claim@fundao.example") && page.contains("Last asked on"))
    }
}

/// A clerk of another body at the same centre is a guest there.
private let guest = Principal(
    account: AccountID(79), person: nil, name: "Paulo",
    duties: [
        Duty(
            role: .partner, organisation: agency, location: LocationID(slug: "claim-fundao"),
            purpose: .status)
    ])
