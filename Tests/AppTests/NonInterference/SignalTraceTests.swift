import Cases
import Foundation
import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import App

/// A signal about a child leaves nothing with whoever made it, nor with anybody else of the general house.
struct SignalTraceTests {
    private static let signal = [
        "signs": "frightened", "danger": "yes", "text": "Zulmira Zanzibarita chora",
        "place": "Zambujeira", "contact": "Zeferino",
    ]

    private func answers(
        _ visitor: ComparedVisitor, _ house: House, _ things: Things
    ) async throws -> [String: ComparedVisitor.Compared] {
        var all: [String: ComparedVisitor.Compared] = [:]
        for route in house.routes where route.method == .get {
            let path = try things.filled(route.path)
                .mapError { Trouble("no real \($0.name) for \(route.path)") }.get()
            all[route.path] = try await visitor.get(path + things.query(route))
        }
        for path in ["/desk?search=zanzibarita", "/metrics", "/healthz", "/ready"] {
            all[path] = try await visitor.get(path)
        }
        return all
    }

    @Test(arguments: enginesCompared)
    func `an officer's answers are the same bytes before and after a signal of theirs`(
        engine: Engine
    ) async throws {
        let now = systemClock()
        let installed = try await DemoStore.on(engine).copy()
        let house = try await House.open(installed.options, clock: { now })
        defer { house.compartments.close() }
        #expect(house.compartments[.protection] == nil, "this house cannot read one")
        let log = LineKeeper()
        let browser = Browser(try await house.site(log: log.logger))
        try await browser.signIn("bruno")
        let visitor = ComparedVisitor(browser: browser, csrf: try await browser.csrf())
        let things = try await Things.find(house, installed.story)
        // Reading is noted where it happens: the first look at each page is no part of the comparison.
        _ = try await answers(visitor, house, things)
        let before = try await answers(visitor, house, things)
        let rows = try await tables(house)
        let told = log.lines.count
        let form = try await browser.get("/signal/desk")
        #expect(form.status == 200 && form.header("cache-control") == "no-store")
        #expect(form.text.contains("112"))
        let sent = try await browser.post("/signal/desk", Self.signal, csrf: visitor.csrf)
        #expect(sent.status == 303 && sent.header("location") == "/signalled")
        #expect(sent.header("cache-control") == "no-store" && sent.text.isEmpty)
        #expect(try await browser.get("/signalled").status == 200)
        #expect(log.lines.count == told, "the log has no line of it")
        let left = try await tables(house)
        for (table, was) in rows { #expect(left[table] == was, "\(table)") }
        let after = try await answers(visitor, house, things)
        #expect(before.count > 80)
        for (path, answer) in after { #expect(before[path] == answer, "\(path)") }
        #expect(try Letters.folder(installed.options).waiting(limit: 10).count == 1)
        let house2 = try await sealed(installed.options)
        defer { house2.compartments.close() }
        let room = try #require(house2.protection)
        #expect(try await room.takeSignals(at: now).taken == 1)
    }

    /// Every row of every table of the general store, each table as one number: whatever changes in it changes that. Of long
    /// ones, which are lists and series, how many rows there are.
    private func tables(_ house: House) async throws -> [String: Int] {
        let made = House.schema(.general).flatMap(\.statements).compactMap { statement in
            statement.firstMatch(of: #/CREATE TABLE (\w+)/#).map { String($0.output.1) }
        }
        var found: [String: Int] = [:]
        for name in Set(made) {
            let table = SQL(stringLiteral: name)
            // Some were renamed or emptied into others since: these are not there.
            found[name] = try? await house.database.read { db in
                let count = try db.count("SELECT COUNT(*) FROM \(table)")
                if count > 5_000 { return count }
                return try db.all("SELECT * FROM \(table)").map { "\($0.values)" }.sorted()
                    .hashValue
            }
        }
        #expect(found.count > 60 && found["journal"] != nil)
        return found
    }

    private func sealed(_ options: Options) async throws -> SealedHouse {
        let compartments = try await Compartments.open(
            options, only: [.protection], schema: SealedHouse.schema)
        return try SealedHouse(options, compartments, behindProxy: false)
    }

    @Test func `no file of the installation holds a word of a signal`() async throws {
        let installed = try await DemoStore.shared.copy()
        let house = try await House.open(installed.options)
        let browser = Browser(try await house.site())
        try await browser.signIn("bruno")
        _ = try await browser.post("/signal/desk", Self.signal, csrf: try await browser.csrf())
        house.compartments.close()
        let sealed = try await sealed(installed.options)
        _ = try await sealed.protection?.takeSignals(at: systemClock())
        sealed.compartments.close()
        let names = try #require(
            FileManager.default.enumerator(atPath: installed.options.data)
        ).compactMap { $0 as? String }
        var read = 0
        for name in names {
            let path = installed.options.data + "/" + name
            guard let bytes = FileManager.default.contents(atPath: path) else { continue }
            read += bytes.count
            for word in ["Zulmira", "Zanzibarita", "Zambujeira", "Zeferino"] {
                #expect(bytes.range(of: Data(word.utf8)) == nil, "\(word) in \(name)")
            }
        }
        #expect(read > 1_000_000)
    }

    @Test func `a host without key and letterbox has neither button nor door`() async throws {
        let installed = try await DemoStore.shared.copy(without: [.protection])
        let box = installed.options.keyFiles.folder + "/protection.letterbox"
        let house = try await House.open(installed.options)
        #expect(house.signals != nil, "the public half is enough to hand over")
        house.compartments.close()
        try FileManager.default.removeItem(atPath: box)
        let without = try await House.open(installed.options)
        defer { without.compartments.close() }
        #expect(!without.routes.contains { $0.path.hasPrefix("/signal") })
        let browser = Browser(try await without.site())
        try await browser.signIn("bruno")
        #expect(try await !browser.get("/desk").text.contains("/signal"))
    }

    @Test func `accounts of the general house are strangers on the host of children`() async throws
    {
        let installed = try await DemoStore.shared.copy(
            without: Compartment.standard.filter { $0 != .protection })
        let house = try await sealed(installed.options)
        defer { house.compartments.close() }
        let site = try await house.site()
        let stranger = Browser(site)
        #expect(try await stranger.signIn("bruno").status == 422)
        let reader = Browser(site)
        try await reader.signIn("teresa")
        for path in ["/protection", "/training", "/protection-figures"] {
            #expect(try await reader.get(path).status == 200, "\(path)")
        }
        #expect(try await reader.get("/shared").status == 403)
        let professional = Browser(site)
        try await professional.signIn("simao")
        #expect(try await professional.get("/shared").status == 200)
        for path in ["/protection", "/training", "/protection-figures"] {
            #expect(try await professional.get(path).status == 403, "\(path)")
        }
        for path in ["/cases", "/desk", "/plan"] {
            #expect(try await reader.get(path).status == 404)
        }
    }
}
