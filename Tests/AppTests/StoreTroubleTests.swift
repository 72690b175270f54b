import Kernel
import Storage
import Synchronization
import TestSupport
import Testing
import Web

@testable import App

/// A store that is too busy or away: the visitor reads so, and when to come back.
struct StoreTroubleTests {
    private func site(
        _ house: House, _ path: String, _ work: @escaping @Sendable () async throws -> Int
    ) async throws -> Site {
        let route = Route.get(path, may: .everyone, "Writes") { _ in
            .text("\(try await work())")
        }
        return try Site(
            routes: house.routes + [route],
            settings: try await house.siteSettings(behindProxy: false, rate: 0), logger: quiet)
    }

    private func isPatient(_ answer: PlainAnswer) -> Bool {
        answer.status == 503 && answer.header("retry-after") == "5"
    }

    @Test(arguments: Engine.underTest)
    func
        `a write that meets others every time is 503, not a fault, and shows nothing of its inside`(
            engine: Engine
        ) async throws
    {
        let installed = try await DemoStore.shared.copy()
        let house = try await House.open(installed.options)
        defer { house.compartments.close() }
        let database = try await TestDatabase.make(engine)
        let tries = Tries()
        let site = try await site(house, "/planted") {
            try await database.write { _ -> Int in
                tries.count.withLock { $0 += 1 }
                throw StorageError.serialization("tuple concurrently updated")
            }
        }
        let answer = try await Browser(site).get("/planted", [("accept-language", "en")])
        #expect(isPatient(answer))
        #expect(answer.text.contains("Nothing was lost"))
        #expect(!answer.text.contains("tuple") && !answer.text.contains("serialization"))
        #expect(tries.count.withLock { $0 } > (engine == .postgres ? 1 : 0))
    }

    @Test(arguments: Engine.underTest)
    func `a store that is full or closed is 503 as well, another fault is not`(
        engine: Engine
    ) async throws {
        let installed = try await DemoStore.shared.copy()
        let house = try await House.open(installed.options)
        defer { house.compartments.close() }
        let database = try await TestDatabase.make(engine)
        for (error, status) in [
            (StorageError.overloaded, 503), (.statement("no such column", state: "1"), 500),
        ] {
            let site = try await site(house, "/planted") {
                try await database.write { _ -> Int in throw error }
            }
            let answer = try await Browser(site).get("/planted")
            #expect(answer.status == status)
        }
        database.close()
        let closed = try await site(house, "/planted") {
            try await database.read { db in try db.count("SELECT 1") }
        }
        let answer = try await Browser(closed).get("/planted")
        #expect(isPatient(answer))
    }

    @Test func `a store that goes away while it is asked who comes is 503 as well`() async throws {
        let installed = try await DemoStore.shared.copy()
        let house = try await House.open(installed.options)
        let ana = Browser(try await house.site())
        try await ana.signIn("ana")
        house.compartments.close()
        let answer = try await ana.get("/cases")
        #expect(isPatient(answer))
    }

    @Test func `at a sealed body's own host a store that goes away is 503 too`() async throws {
        let others = Compartment.standard.filter { $0 != .equality }
        let installed = try await DemoStore.shared.copy(without: others)
        let compartments = try await Compartments.open(
            installed.options, only: [.equality], schema: SealedHouse.schema)
        let house = try SealedHouse(installed.options, compartments, behindProxy: false)
        let visitor = Browser(try await house.site())
        visitor.cookies["cais"] = "somebody"
        #expect(try await visitor.get("/about").status == 200)
        compartments.close()
        let answer = try await visitor.get("/about")
        #expect(isPatient(answer))
    }
}

private final class Tries: Sendable {
    let count = Mutex(0)
}
