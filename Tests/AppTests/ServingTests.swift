import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import App

/// What `cais serve` asks for before it opens, and what a house says of itself while it is open.
struct ServingTests {
    private func settings(behindProxy: Bool, port: Int = 8080) -> ServeSettings {
        ServeSettings(
            host: "127.0.0.1", port: port, compartments: [], behindProxy: behindProxy, rate: 0,
            logLevel: "notice")
    }

    private func asked(_ address: String?) throws -> Options {
        var options = try testOptions(try TestFolder.make() + "/data")
        options.environment["CAIS_ADDRESS"] = address
        return options
    }

    static let unusable: [String?] = [
        nil, "", "https://", "cais.example.org", "http://cais.example.org",
    ]

    @Test(arguments: unusable)
    func `behind a proxy a house without its public address does not open`(address: String?) throws
    {
        let options = try asked(address)
        #expect(throws: Trouble.self) { _ = try options.addressed(settings(behindProxy: true)) }
    }

    @Test func `codes and links lead to the address that visitors type`() throws {
        for address in ["https://cais.example.org", "https://cais.example.org/"] {
            let told = try asked(address).addressed(settings(behindProxy: true))
            #expect(House.address(told) == "https://cais.example.org")
            let open = try asked(address).addressed(settings(behindProxy: false))
            #expect(House.address(open) == "https://cais.example.org")
        }
    }

    @Test func `without a proxy they lead to where the house listens`() throws {
        for address in [nil, ""] as [String?] {
            let told = try asked(address).addressed(settings(behindProxy: false, port: 9_090))
            #expect(House.address(told) == "http://127.0.0.1:9090")
        }
    }

    @Test func `the general house says whether it is ready and how much waits`() async throws {
        let installed = try await DemoStore.shared.copy()
        let house = try await House.open(installed.options)
        try await tells(try await house.site(), house.compartments)
    }

    @Test func `a sealed house says whether it is ready and how much waits`() async throws {
        let others = Compartment.standard.filter { $0 != .equality }
        let installed = try await DemoStore.shared.copy(without: others)
        let compartments = try await Compartments.open(
            installed.options, only: [.equality], schema: SealedHouse.schema)
        let house = try SealedHouse(installed.options, compartments, behindProxy: false)
        try await tells(try await house.site(), compartments)
    }

    /// Ready while its stores answer, and one message more in each that it tells of is counted.
    private func tells(_ site: Site, _ compartments: Compartments) async throws {
        #expect(try await site.answer(PlainRequest("GET", "/ready")).status == 200)
        let before = try await gauge("cais_outbox_waiting", site)
        for database in compartments.databases.values {
            try await database.write { db in
                try db.post("test", key: "one more", body: [], due: noon, at: noon)
            }
        }
        let after = try await gauge("cais_outbox_waiting", site)
        // The general house tells nothing of what moves in a sealed room.
        let told = compartments[.general] == nil ? compartments.databases.count : 1
        #expect(after == before + Double(told))
        #expect(try await gauge("cais_store_retries_total", site) >= 0)
        compartments.close()
        #expect(try await site.answer(PlainRequest("GET", "/ready")).status == 503)
        #expect(try await gauge("cais_outbox_waiting", site) == -1)
    }

    private func gauge(_ name: String, _ site: Site) async throws -> Double {
        let text = try await site.answer(PlainRequest("GET", "/metrics")).text
        let lines = text.split(separator: "\n").filter { $0.hasPrefix(name + " ") }
        let line = try #require(lines.first)
        return try #require(Double(line.dropFirst(name.count + 1)))
    }
}
