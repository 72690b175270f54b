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

    /// What an answer is compared by here.
    private struct Weighed: Equatable {
        let answer: ComparedVisitor.Compared
        let statements: Int
    }

    /// How two sides answer one visit differently, or nil. Where they differ in statements alone the visit is made again: what a
    /// house keeps in memory for some seconds may have run out between the two.
    private func difference(
        _ stores: [[Database]], _ visits: [() async throws -> ComparedVisitor.Compared]
    ) async throws -> String? {
        var last = ""
        for _ in 0..<2 {
            let left = try await weigh(stores[0], visits[0])
            let right = try await weigh(stores[1], visits[1])
            if left == right { return nil }
            if left.answer != right.answer { return "other bytes" }
            last = "\(left.statements) and \(right.statements) statements"
        }
        return last
    }

    /// One visit at one side, and how many statements it took in all its compartments together.
    private func weigh(
        _ stores: [Database], _ visit: () async throws -> ComparedVisitor.Compared
    ) async throws -> Weighed {
        let before = stores.reduce(0) { $0 + $1.statements.value }
        let answer = try await visit()
        return Weighed(
            answer: answer,
            statements: stores.reduce(0) { $0 + $1.statements.value } - before)
    }

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

    /// What somebody may try on it: without its code, or with none of the duties that it takes.
    private func deeds(_ hidden: [SealedLife.Hidden]) -> [(path: String, form: [String: String])] {
        hidden.flatMap { one -> [(path: String, form: [String: String])] in
            let guess = ["reference": "\(one.reference)", "code": noCode]
            let said = guess.merging(["message": "Zanzibar"]) { $1 }
            return [
                ("\(one.path)/status", guess), ("\(one.path)/status/say", said),
                ("\(one.path)/status/act/stop", guess),
                ("\(one.path)/\(one.id)/take", [:]), ("\(one.path)/\(one.id)/say", said),
                ("\(one.path)/\(one.id)/act/openCase", [:]), ("\(one.path)/glass", guess),
                ("\(one.path)/new", ["step": "on", "text": "Zanzibar"]),
            ]
        }
    }

    @Test(arguments: enginesCompared)
    func `what happens in sealed rooms moves nothing outside, nor how much the stores are asked`(
        engine: Engine
    ) async throws {
        let plain = try await TwoHouses.side(engine, at: now)
        let changed = try await TwoHouses.side(engine, at: now)
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
            found += try await differences(asker.column, [one, other], stores, paths, hidden)
            compared += paths.count + deeds(hidden).count
        }
        #expect(found.isEmpty, "\(found)")
        #expect(compared > 2_000)
        // That this can fail: whoever may read complaints sees them, and the store is asked for more.
        let jurist = Asker(column: "jurist", login: "ines")
        let (one, other) = (
            try await TwoHouses.visitor(jurist, plain), try await TwoHouses.visitor(jurist, changed)
        )
        let left = try await weigh(stores[0]) { try await one.get("/complaints") }
        let right = try await weigh(stores[1]) { try await other.get("/complaints") }
        #expect(left.answer != right.answer && left.statements > 0)
        print(
            "sealed non-interference on \(engine): \(compared) answers and their statements compared"
        )
    }

    /// Where two visitors of two houses are answered differently.
    private func differences(
        _ who: String, _ visitors: [ComparedVisitor], _ stores: [[Database]], _ paths: [String],
        _ hidden: [SealedLife.Hidden]
    ) async throws -> [String] {
        var found: [String] = []
        for path in paths {
            let visits = visitors.map { visitor in { try await visitor.get(path) } }
            if let how = try await difference(stores, visits) {
                found.append("\(who): \(path): \(how)")
            }
        }
        for deed in deeds(hidden) {
            let visits = visitors.map { visitor in
                { try await visitor.post(deed.path, deed.form) }
            }
            if let how = try await difference(stores, visits) {
                found.append("\(who): POST \(deed.path): \(how)")
            }
        }
        return found
    }

    /// On the body's own host: a visitor and whoever runs it are outside as well.
    @Test func `on the body's own host neither visitor nor administrator learns of a complaint`()
        async throws
    {
        var sides: [(house: SealedHouse, site: Site)] = []
        for _ in 0..<2 {
            let installed = try await DemoStore.shared.copy(
                without: Compartment.standard.filter { $0 != .equality })
            let compartments = try await Compartments.open(
                installed.options, only: [.equality], schema: SealedHouse.schema)
            let house = try SealedHouse(installed.options, compartments, behindProxy: false)
            let duty = Duty(
                role: .administrator, organisation: OrganisationID(2), location: nil,
                purpose: .operation)
            _ = try await house.people.addUser(
                login: "zeno", name: "Zeno", password: "longe-do-rio-2026", isPerson: false,
                duties: [duty])
            sides.append((house, try await house.site()))
        }
        defer { for side in sides { side.house.compartments.close() } }
        let hidden = try await SealedLife(rooms: [sides[1].house.room], now: now).play()
        #expect(hidden.count == 2)
        let paths =
            sides[0].house.routes.filter { $0.method == .get && $0.parameters.isEmpty }.map(\.path)
            + hidden.flatMap { ["\($0.path)/\($0.id)", "\($0.path)/\($0.id)/evidence/1"] }
        for login in [nil, "zeno"] {
            var visitors: [ComparedVisitor] = []
            for side in sides {
                let browser = Browser(side.site)
                if let login {
                    #expect(
                        try await browser.signIn(login, "longe-do-rio-2026").status == 303)
                }
                visitors.append(
                    ComparedVisitor(browser: browser, csrf: try await browser.csrf()))
            }
            let found = try await differences(
                login ?? "visitor", visitors, sides.map { [$0.house.database] }, paths, hidden)
            #expect(found.isEmpty, "\(found)")
        }
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

/// As a code is written; nobody was given it.
private let noCode = "0000-0000-0000-0000-0000-0000-0000"
