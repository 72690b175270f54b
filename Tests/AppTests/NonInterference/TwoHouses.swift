import Cases
import Foundation
import Kernel
import Logging
import Storage
import TestSupport
import Web

@testable import App

/// Two copies of one house at one moment: in the second something more happened, which some may not see.
struct TwoHouses: Sendable {
    /// Without what happened, and with it.
    let plain: Side
    let changed: Side
    /// What only the second has.
    let hidden: HiddenThings
    /// The office of the hidden file.
    let office: LocationID

    /// One of the two, with what stands for the parameters of its routes.
    struct Side: Sendable {
        let house: House
        let site: Site
    }

    /// How many answers were compared, which differed, and how many places were left out of them.
    struct Result: Sendable {
        var compared = 0
        var masks = 0
        var masksOfOneMax = 0
        var differences: [String] = []
    }

    /// `act` plays in the second house what is hidden and returns the file's reference; in both its people sign in, and
    /// in both a night passes.
    static func make(
        _ engine: Engine, at now: Moment, _ people: [String], isWhole: Bool = true,
        _ act: @Sendable ([String: Browser], Side) async throws -> String
    ) async throws -> TwoHouses {
        let plain = try await side(engine, at: now)
        let changed = try await side(engine, at: now)
        _ = try await browsers(people, plain.site)
        let reference = try await act(try await browsers(people, changed.site), changed)
        for side in [plain, changed] { try await side.passNight(at: now) }
        let office: LocationID? = try await changed.house.database.read { db in
            try db.value("SELECT office FROM kase WHERE reference = \(reference)")
        }
        guard let office else { throw Trouble("the hidden file \(reference) is not there") }
        return TwoHouses(
            plain: plain, changed: changed,
            hidden: try await HiddenThings.find(
                reference, in: changed.house, isWhole: isWhole), office: office)
    }

    static func side(
        _ engine: Engine, at now: Moment, log: Logger = quiet
    ) async throws -> Side {
        let options = try await DemoStore.on(engine).copy().options
        let house = try await House.open(options, clock: { now })
        return Side(house: house, site: try await house.site(log: log))
    }

    static func browsers(_ people: [String], _ site: Site) async throws -> [String: Browser] {
        var browsers: [String: Browser] = [:]
        for login in people {
            let browser = Browser(site)
            try await browser.signIn(login)
            browsers[login] = browser
        }
        return browsers
    }

    func close() {
        plain.house.compartments.close()
        changed.house.compartments.close()
    }

    /// The addresses at which the two answer somebody differently: pages, lists, files, searches, and deeds with what is
    /// hidden.
    func compare(for asker: Asker, _ things: Things) async throws -> Result {
        let (one, other) = (
            try await Self.visitor(asker, plain), try await Self.visitor(asker, changed)
        )
        var result = Result()
        for path in try addresses(things) {
            let (left, right) = (try await one.get(path), try await other.get(path))
            result.note(left, right, "\(asker.column): \(path)")
        }
        for deed in try deeds(things) {
            let left = try await one.post(deed.path, deed.form)
            let right = try await other.post(deed.path, deed.form)
            result.note(left, right, "\(asker.column): POST \(deed.path)")
        }
        return result
    }

    static func visitor(_ asker: Asker, _ side: Side) async throws -> ComparedVisitor {
        let browser = Browser(side.site)
        if let login = asker.login { try await browser.signIn(login) }
        return ComparedVisitor(browser: browser, csrf: try await browser.csrf())
    }

    private func routes(_ method: Route.Method) -> [Route] {
        plain.house.routes.filter { $0.method == method }.sorted { $0.path < $1.path }
    }

    /// Every GET of the house with real things in it and with what is hidden, and the ways in which lists are asked for.
    private func addresses(_ things: Things) throws -> [String] {
        let doors = try routes(.get).map { route in
            try things.filled(route.path)
                .mapError { Trouble("no real \($0.name) for \(route.path)") }.get()
                + things.query(route)
        }
        let own = try routes(.get).compactMap { try hidden.address($0, things) }
        let lists = TwoHouses.questions + ["search=\(hidden.reference)"]
        let asked = lists.flatMap { question in
            ["/desk", "/cases", "/cases.csv", "/cases.json"]
                .map { "\($0)?\(question)" }
        }
        let more = [
            "/bookings/new?case=\(hidden.reference)", "/desk/board?days=60",
            "/desk/board?office=\(office)", "/desk/board/repeats?office=\(office)",
            "/desk/day?location=\(office)", "/desk/duplicates?case=\(hidden.reference)",
            "/desk/duplicates?pair=\(hidden.pair)", "/desk/duplicates?state=settled",
            "/desk/duplicates?page=2", "/desk/court?state=open", "/metrics", "/ready", "/healthz",
        ]
        return doors + own + asked + more
    }

    /// Words, orders, stages, pages and takes by which a list is asked.
    static let questions = [
        "search=zanzibar", "search=xana", "search=ZZ999999", "sort=filed", "sort=-filed",
        "sort=filed&page=2", "sort=-next", "closed=1", "procedure=family-reunification",
        "taken=free", "taken=mine",
        "clock=decision", "turn=state&overdue=1", "turn=person", "state=submitted",
        "state=in-analysis", "page=2", "page=1000",
    ]

    /// Every deed on what is hidden: whatever it says, it says it where nothing is there as well.
    private func deeds(_ things: Things) throws -> [(path: String, form: [String: String])] {
        let own = try routes(.post).compactMap { route in
            try hidden.address(route, things).map { (path: $0, form: things.form(route)) }
        }
        let lists = (TwoHouses.questions + ["search=\(hidden.reference)"]).flatMap { question in
            ["/desk.csv", "/desk.json"].map {
                (path: "\($0)?\(question)", form: [String: String]())
            }
        }
        let courts = ["/desk/court.csv", "/desk/court.json"].map {
            (path: $0, form: ["numbers": "9999/26.0ZZZZZ"])
        }
        let taken = ["questions", "children", "apart"].flatMap { list in
            ["csv", "json"].map { (path: "/desk/\(list).\($0)", form: [String: String]()) }
        }
        return own + lists + courts + taken + hidden.deeds(office)
    }
}

extension TwoHouses.Result {
    mutating func note(
        _ left: ComparedVisitor.Compared, _ right: ComparedVisitor.Compared, _ place: String
    ) {
        compared += 1
        masks += left.masks
        masksOfOneMax = max(masksOfOneMax, left.masks, right.masks)
        if left != right { differences.append(place) }
    }

    mutating func add(_ other: TwoHouses.Result) {
        compared += other.compared
        masks += other.masks
        masksOfOneMax = max(masksOfOneMax, other.masksOfOneMax)
        differences += other.differences
    }
}

extension TwoHouses.Side {
    /// What the house does by itself: sums, what repeats, who may be one with whom.
    func passNight(at now: Moment) async throws {
        while try await house.cases.matchPeople(at: now) > 0 {}
        try await house.cases.foldTallies()
    }
}
