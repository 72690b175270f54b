import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import ServiceNetwork

/// Overdue fields ask their owner; who cannot be asked stands in the list of the keeper.
@Suite struct OwnerTests {
    private let place = LocationID(slug: "claim-fundao")
    private let address = "claim@fundao.example"

    /// The place publishes a mail address, in capitals as some do; nothing of it was ever confirmed.
    private func asking(_ engine: Engine) async throws -> ServiceNetwork {
        let network = try await network(engine)
        try await network.database.write { db in
            try db.run("UPDATE location SET email = 'Claim@Fundao.example' WHERE id = \(place)")
            try DirectorySnapshot.change(in: db)
        }
        return network
    }

    private func letters(_ network: ServiceNetwork) async throws -> Int {
        try await network.database.read { db in
            try db.count("SELECT COUNT(*) FROM outbox WHERE kind = 'network.owner'")
        }
    }

    private func later(days: Int64) -> Moment { noon.adding(seconds: days * 86_400) }

    @Test(arguments: Engine.underTest)
    func `an owner is asked once a week, however often the night comes`(engine: Engine) async throws
    {
        let network = try await asking(engine)
        #expect(try await network.askOwners(at: noon) == 1)
        #expect(try await network.askOwners(at: noon) == 0)
        #expect(try await network.askOwners(at: later(days: 6)) == 0)
        #expect(try await letters(network) == 1)
        #expect(try await network.askOwners(at: later(days: 7)) == 1)
        #expect(try await letters(network) == 2)
        let asked = try await network.database.read { db in
            try db.journal(of: "directory").filter { $0.kind == "directory.owner.asked" }.count
        }
        #expect(asked == 2)
    }

    @Test(arguments: Engine.underTest)
    func `what was confirmed by the link is not asked again`(engine: Engine) async throws {
        let network = try await asking(engine)
        func fields(at now: Moment) async throws -> [PlaceField] {
            try await network.database.read { db in
                let directory = try network.shelf.snapshot(in: db)
                let all = try OverduePlace.all(of: directory, on: now.utcDay, in: db)
                return all.filter { $0.owner == address }.flatMap { $0.checks.map(\.field) }
            }
        }
        try await network.database.write { db in
            let directory = try network.shelf.snapshot(in: db)
            try AskOwners(directory: directory, token: { "key" }).perform(at: noon, in: db)
        }
        let overdue = try await fields(at: noon)
        #expect(overdue.contains(.services))
        for field in PlaceField.allCases {
            try await network.database.write { db in
                try ConfirmByLink(token: "key", location: place, field: field).perform(
                    at: noon, in: db)
            }
        }
        #expect(try await fields(at: noon) == [])
        #expect(try await network.askOwners(at: later(days: 8)) == 0)
        // Services go stale after 180 days: on the 181st the owner is asked anew.
        #expect(try await network.askOwners(at: later(days: 180)) == 0)
        #expect(try await network.askOwners(at: later(days: 181)) == 1)
    }

    @Test(arguments: Engine.underTest)
    func `a link opens its own places alone, and not for ever`(engine: Engine) async throws {
        let network = try await asking(engine)
        try await network.database.write { db in
            let directory = try network.shelf.snapshot(in: db)
            try AskOwners(directory: directory, token: { "key" }).perform(at: noon, in: db)
        }
        let elvas = LocationID(slug: "claim-elvas")
        for (token, location, moment) in [
            ("key", elvas, noon), ("another", place, noon), ("key", place, later(days: 21)),
        ] {
            await #expect(throws: Refused.self) {
                try await network.database.write { db in
                    try ConfirmByLink(token: token, location: location, field: .services)
                        .perform(at: moment, in: db)
                }
            }
        }
    }

    @Test(arguments: Engine.underTest)
    func `places without a mail address stand in the keeper's list`(engine: Engine) async throws {
        let network = try await asking(engine)
        let desk = try await network.database.read { db in
            try DirectoryDesk(in: db, on: noon.utcDay)
        }
        #expect(desk.stale[place] != nil && !desk.unasked.contains(place))
        #expect(desk.unasked.contains(LocationID(slug: "claim-elvas")))
        #expect(desk.unasked.isSubset(of: Set(desk.stale.keys)))
    }

    @Test(arguments: Engine.underTest)
    func `the link shows what is overdue and takes a confirmation without an account`(
        engine: Engine
    ) async throws {
        let network = try await asking(engine)
        try await network.database.write { db in
            let directory = try network.shelf.snapshot(in: db)
            try AskOwners(directory: directory, token: { "key" }).perform(at: noon, in: db)
        }
        let browser = try RoomBrowser(
            OwnerPages(network: network).routes, at: noon, visitors: contactPeople)
        let path = "/directory/owner/key"
        #expect(try await browser.get("/directory/owner/another").status == 404)
        // The test's browser keeps no cookie of a visit: somebody is signed in, who has no part.
        let page = try await browser.get(path, as: bruno)
        #expect(page.status == 200)
        #expect(page.text.contains("CLAIM Fundão") && !page.text.contains("CLAIM Elvas"))
        #expect(page.text.contains("What this place does still holds"))
        #expect(page.text.contains("Last asked on"))
        let done = try await browser.post(
            path + "/confirm", as: bruno, from: page,
            ["location": "\(place)", "field": PlaceField.services.rawValue])
        #expect(done.status == 303 && done.header("location") == path)
        let after = try await browser.get(path, as: bruno).text
        #expect(!after.contains("What this place does still holds"))
    }
}
