import Cases
import Kernel
import People
import Storage
import TestSupport
import Testing
import Web

@testable import App

/// On a body's own host stands outside whoever works on no case of its room: a visitor, whoever runs the host, and somebody of
/// a body to which nothing was handed and that has a part in nothing.
struct SealedHostTests {
    private let now = systemClock()
    private static let word = "longe-do-rio-2026"

    private struct Side {
        let house: SealedHouse
        let site: Site
        let log: LineKeeper
    }

    private func side(_ engine: Engine, _ compartment: Compartment) async throws -> Side {
        let installed = try await DemoStore.on(engine).copy(
            without: Compartment.standard.filter { $0 != compartment })
        let compartments = try await Compartments.open(
            installed.options, only: [compartment], schema: SealedHouse.schema)
        let house = try SealedHouse(
            installed.options, compartments, behindProxy: false, clock: { [now = self.now] in now })
        let procedure = try #require(house.room.procedures.first)
        let own = try #require(SealedLife.worker(procedure).duties.first).purpose
        // A school, which protection/child-trafficking.yaml knows; elsewhere a body that nobody knows.
        let body: Int64 = compartment == .protection ? 110 : 999
        let outsiders: [(String, Role, Int64, Purpose)] = [
            ("zeno", Role.administrator, 2, Purpose.operation),
            ("quiteria", Role.partner, body, own),
        ]
        for (login, role, organisation, purpose) in outsiders {
            let duty = Duty(
                role: role, organisation: OrganisationID(organisation), location: nil,
                purpose: purpose)
            _ = try await house.people.addUser(
                login: login, name: login, password: Self.word, isPerson: false, duties: [duty])
        }
        let log = LineKeeper()
        return Side(house: house, site: try await house.site(log: log.logger), log: log)
    }

    private func visitor(_ login: String?, _ side: Side) async throws -> ComparedVisitor {
        let browser = Browser(side.site)
        if let login { #expect(try await browser.signIn(login, Self.word).status == 303) }
        return ComparedVisitor(browser: browser, csrf: try await browser.csrf())
    }

    @Test(arguments: enginesCompared, [Compartment.equality, .help, .protection])
    func `on a body's own host nobody but those who work on its cases learns of one`(
        engine: Engine, compartment: Compartment
    ) async throws {
        let plain = try await side(engine, compartment)
        let changed = try await side(engine, compartment)
        defer { for side in [plain, changed] { side.house.compartments.close() } }
        let hidden = try await SealedLife(rooms: [changed.house.room], now: now).play()
        #expect(hidden.count == [.equality: 2, .help: 4, .protection: 1][compartment])
        let paths = try await addresses(changed.house, hidden)
        for login in [nil, "zeno", "quiteria"] {
            let found = try await SealedComparison.differences(
                login ?? "visitor", [visitor(login, plain), visitor(login, changed)],
                [plain, changed].map { [$0.house.database] }, paths, hidden)
            #expect(found.isEmpty, "\(found)")
        }
        try await expectSilence(plain, changed)
    }

    /// Every door that asks for nothing, and those of what only one host has.
    private func addresses(
        _ house: SealedHouse, _ hidden: [SealedLife.Hidden]
    ) async throws -> [String] {
        let doors = house.routes.filter { $0.method == .get && $0.parameters.isEmpty }
        let handed =
            house.database.compartment == .help
            ? try await house.database.read { db in
                try db.all("SELECT id FROM sealed_hand").map { "/handed/\(try $0[0] as Int64)" }
            } : []
        let own = hidden.flatMap { one in
            ["", "/print", "/evidence/1", "/together"].map { "\(one.path)/\(one.id)\($0)" }
                + ["/shared/\(one.id)", "\(one.path)?q=Zanzibar"]
        }
        return doors.map(\.path) + handed + own + ["/metrics", "/ready", "/healthz"]
    }

    /// The two logs are one, and neither they nor the metrics, asked from the host itself, name a door of the room.
    private func expectSilence(_ plain: Side, _ changed: Side) async throws {
        let told = [plain, changed].map { SealedComparison.told($0.log) }
        #expect(told[0] == told[1] && told[0].contains { $0.contains("route=/sign-in ") })
        let house = changed.house
        let routes = house.room.routes + (house.protection?.routes ?? [])
        let doors = Set(routes.map(\.path))
        #expect(doors.count > 10)
        #expect(told[1].filter { SealedComparison.names($0, doors) } == [])
        let metrics = try await Browser(changed.site).get("/metrics")
        #expect(metrics.status == 200 && metrics.text.contains("route=\"/sign-in\""))
        for door in doors { #expect(!metrics.text.contains("route=\"\(door)\""), "\(door)") }
    }

    /// That this can fail: whoever works there sees them.
    @Test(arguments: [Compartment.equality, .help])
    func `whoever works in the room sees what the others do not`(
        compartment: Compartment
    ) async throws {
        let (plain, changed) = (
            try await side(.sqlite, compartment), try await side(.sqlite, compartment)
        )
        defer { for side in [plain, changed] { side.house.compartments.close() } }
        let hidden = try await SealedLife(rooms: [changed.house.room], now: now).play()
        let path = try #require(hidden.first).path
        let procedure = changed.house.room.procedures.first { "/" + $0.path == path }
        let duties = SealedLife.worker(try #require(procedure)).duties
        var lists: [ComparedVisitor.Compared] = []
        for side in [plain, changed] {
            _ = try await side.house.people.addUser(
                login: "dulce", name: "Dulce", password: Self.word, isPerson: false,
                duties: duties)
            lists.append(try await visitor("dulce", side).get(path))
        }
        #expect(lists[0] != lists[1] && lists[0].text.hasPrefix("200 "))
    }
}
