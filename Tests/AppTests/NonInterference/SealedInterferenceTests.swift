import Cases
import Foundation
import Kernel
import People
import Storage
import TestSupport
import Testing
import Web

@testable import App

/// Two houses that differ only inside sealed compartments: whoever stands outside is answered the same bytes, with the same
/// status, and the stores are asked as much.
struct SealedInterferenceTests {
    private let now = systemClock()

    /// Every door with real things behind it, and those of the sealed rooms with what only one house has.
    private func addresses(
        _ routes: [Route], _ things: Things, _ hidden: [SealedLife.Hidden]
    ) throws -> [String] {
        let doors = try routes.filter { $0.method == .get }.map { route in
            try things.filled(route.path)
                .mapError { Trouble("no real \($0.name) for \(route.path)") }.get()
                + things.query(route)
        }
        let own = hidden.flatMap { one in
            ["", "/print", "/evidence/1"].map { "\(one.path)/\(one.id)\($0)" }
                + ["\(one.path)?q=Zanzibar", "\(one.path)/new", "\(one.path)/status"]
        }
        return doors + own
            + [
                "/metrics", "/ready", "/healthz", "/desk?search=zanzibar", "/cases?search=zanzibar",
                "/sanctions", "/flows", "/door",
            ]
    }

    @Test(arguments: enginesCompared)
    func `what happens in sealed rooms moves nothing outside, nor how much the stores are asked`(
        engine: Engine
    ) async throws {
        let logs = [LineKeeper(), LineKeeper()]
        let plain = try await TwoHouses.side(engine, at: now, log: logs[0].logger)
        let changed = try await TwoHouses.side(engine, at: now, log: logs[1].logger)
        defer {
            plain.house.compartments.close()
            changed.house.compartments.close()
        }
        let rooms = Array(changed.house.sealed.values)
        let hidden = try await SealedLife(rooms: rooms, now: now).play()
        #expect(hidden.count >= 6, "complaints, reports and requests")
        let reference = try await plain.house.database.read { db in
            try db.value(
                """
                SELECT reference FROM kase JOIN account ON account.person = kase.applicant
                WHERE account.login = 'ana' ORDER BY kase.id LIMIT 1
                """, as: String.self)
        }
        let things = try await Things.find(
            plain.house, Story(reference: try #require(reference)))
        let paths = try addresses(plain.house.routes, things, hidden)
        let stores = [plain, changed].map { Array($0.house.compartments.databases.values) }
        var (compared, found) = (0, [String]())
        for asker in Asker.compared where asker.column != "jurist" {
            let one = try await TwoHouses.visitor(asker, plain)
            let other = try await TwoHouses.visitor(asker, changed)
            found += try await SealedComparison.differences(
                asker.column, [one, other], stores, paths, hidden)
            compared += paths.count + SealedComparison.deeds(hidden).count
        }
        #expect(found.isEmpty, "\(found)")
        #expect(compared > 2_000)
        let doors = Set(rooms.flatMap(\.routes).map(\.path))
        let told = logs.map(SealedComparison.told)
        #expect(told[0] == told[1] && told[0].count > 1_000, "the logs are the same")
        #expect(told[1].filter { SealedComparison.names($0, doors) } == [])
        // That this can fail: whoever may read complaints sees them, and the store is asked for more.
        let jurist = Asker(column: "jurist", login: "ines")
        let (one, other) = (
            try await TwoHouses.visitor(jurist, plain), try await TwoHouses.visitor(jurist, changed)
        )
        let left = try await SealedComparison.weigh(stores[0]) {
            try await one.get("/complaints")
        }
        let right = try await SealedComparison.weigh(stores[1]) {
            try await other.get("/complaints")
        }
        #expect(left.answer != right.answer && left.statements > 0)
        print(
            "sealed non-interference on \(engine): \(compared) answers and their statements compared"
        )
    }

    /// Whoever reads the metrics of a house, from its own machine, does not learn that somebody complained or told.
    @Test func `the metrics of a house leave the doors of sealed rooms out`() async throws {
        let installed = try await DemoStore.shared.copy()
        let house = try await House.open(installed.options)
        defer { house.compartments.close() }
        let visitor = Browser(try await house.site())
        let csrf = try await visitor.csrf()
        let words = ["text": "Zanzibar", "tellerKind": "self", "wages": "yes"]
        for door in ["/complaints/new", "/talks/new"] {
            #expect(try await visitor.get(door).status == 200)
            #expect(try await visitor.post(door, words, csrf: csrf).status == 200)
        }
        _ = try await visitor.get("/help")
        let metrics = try await visitor.get("/metrics")
        #expect(metrics.status == 200 && metrics.text.contains("route=\"/help\""))
        for door in ["/complaints", "/talks", "/asks", "/health-re", "/sanctions"] {
            #expect(!metrics.text.contains("route=\"\(door)"), "\(door)")
        }
    }

    /// What lists a backup tells as much of a sealed compartment with two cases as with eight.
    @Test func `the list of a backup does not tell how much a sealed room holds`() async throws {
        var lists: [String] = []
        for isChanged in [false, true] {
            let installed = try await DemoStore.shared.copy()
            let house = try await House.open(installed.options)
            if isChanged {
                _ = try await SealedLife(rooms: Array(house.sealed.values), now: now).play()
            }
            house.compartments.close()
            let folder = try TestFolder.make() + "/backup"
            let made = try await backup(installed.options, to: folder)
            lists.append(made.text.replacing(installed.options.data, with: "DATA"))
            let manifest = try Data(
                contentsOf: URL(fileURLWithPath: folder + "/equality/manifest.json"))
            #expect(!String(decoding: manifest, as: UTF8.self).contains("\"lines\""))
        }
        #expect(lists[0] == lists[1] && lists[0].contains("equality: sealed, whole"))
    }
}
