import Foundation
import Kernel
import Languages
import Logging
import Storage
import Synchronization
import TestSupport
import Testing
import Web

@testable import People

/// The room behind a site, on a fresh database, with a clock that tests move.
struct House: Sendable {
    let database: Database
    let people: People
    let site: Site
    let clock = TestClock()
    let post = Carrier()

    init(
        _ engine: Engine, oidc: OIDCSettings? = nil, zone: Zone = .utc,
        fetch: @escaping Fetch = noProvider, deliver: Deliver? = nil, rate: Int? = nil,
        about: @escaping People.About = { _, _, _ in nil },
        reaching: (People) -> People = { $0 }
    ) async throws {
        database = try await TestDatabase.make(engine, migrations: storageSchema + People.schema)
        let languages = try LanguageSet.load(files: [try english()], fallback: "en")
        let (clock, post) = (self.clock, self.post)
        let plain = People(
            database: database, languages: languages, clock: { clock.now }, zone: zone,
            language: "pt",
            cookieName: "cais",
            secure: false,
            address: "http://localhost:8080", argonCost: weak, oidc: oidc, fetch: fetch,
            deliver: deliver ?? { try await post.deliver($0) }, about: about)
        let people = reaching(plain)
        self.people = people
        var settings = SiteSettings(
            languages: languages, clock: { clock.now }, secret: [UInt8](repeating: 7, count: 32),
            assets: try Assets(folder: try TestFolder.make()),
            authenticate: { token, now in try await people.authenticate(token, now) },
            frame: { page, _ in "<main>\(page.main)</main>" })
        settings.requestsPerMinute = rate
        site = try Site(
            routes: people.routes, settings: settings,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    func add(_ login: String, isPerson: Bool = true, duties: [Duty] = []) async throws -> AccountID
    {
        try await people.addUser(
            login: login, name: login.capitalized, password: goodPassword, language: "en",
            isPerson: isPerson,
            duties: duties)
    }

    func account(_ login: String) async throws -> Account? {
        guard let login = Login(login) else { return nil }
        return try await database.read { db in try Account.find(login, in: db) }
    }

    /// Ana sets up a code app; answers its secret.
    func enrol(_ browser: Browser) async throws -> [UInt8] {
        try await browser.post("/account/code-app", from: "/account", [:])
        let account = try #require(try await account("ana"))
        let secret = try #require(
            try await database.read { db in try OfferSecondStep.offered(to: account.id, in: db) })
        try await browser.post(
            "/account/code-app/confirmation", from: "/account", ["code": code(secret)])
        #expect(browser.status == 303)
        return secret
    }

    /// What the app shows now.
    func code(_ secret: [UInt8]) -> String {
        OneTimeCode.code(secret, step: clock.now.secondsSince1970 / 30)
    }

    /// Empties the outbox once, as the service does.
    func emptyOutbox() async throws {
        let now = clock.now
        for message in try await database.read({ db in try db.outboxDue(at: now, limit: 100) }) {
            let isOurs = try await database.write { db in
                try db.claim(message, until: now.adding(seconds: 60), at: now)
            }
            guard isOurs, let handler = people.outbox[message.kind] else { continue }
            try await handler(message)
            try await database.write { db in try db.settle(message.id, at: now) }
        }
    }
}

/// The weakest that libargon2 takes: tests are about what happens, not how long a guess takes.
let weak = PasswordCost(memoryKiB: 8, passes: 1)
let goodPassword = "a long enough word"

let noProvider: Fetch = { _ in throw OIDCRefusal.unreachable }

private func english() throws -> (path: String, text: String) {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    let path = "languages/en/locale.json"
    return (path, try String(contentsOf: root.appending(path: path), encoding: .utf8))
}

final class TestClock: Sendable {
    private let moment = Mutex(noon)

    var now: Moment { moment.withLock { $0 } }

    func pass(seconds: Int64) { moment.withLock { $0 = $0.adding(seconds: seconds) } }
}

/// Takes what is pushed, or refuses addresses it is told to.
final class Carrier: Sendable {
    private struct State {
        var sent: [Delivery] = []
        var dead: Set<String> = []
    }

    private let state = Mutex(State())

    var sent: [Delivery] { state.withLock { $0.sent } }

    func refuse(_ address: String) { _ = state.withLock { $0.dead.insert(address) } }

    func deliver(_ delivery: Delivery) async throws -> DeliveryResult {
        state.withLock { state in
            if state.dead.contains(delivery.to) { return .refused(reason: "550 no such mailbox") }
            state.sent.append(delivery)
            return .sent(proof: "250 \(delivery.id)")
        }
    }
}

/// A visitor with cookies who sends the forms that the pages show.
final class Browser {
    private let site: Site
    private(set) var cookies: [String: String] = [:]
    private(set) var page = ""
    private(set) var status = 0
    private(set) var location: String?
    /// The line from which it comes.
    var peer = "127.0.0.1"

    init(_ house: House) {
        site = house.site
    }

    func get(_ path: String) async throws { try await send(PlainRequest("GET", path)) }

    /// Asks as something other than a person who opens a page may.
    func ask(_ method: String, _ path: String, _ header: (String, String)?) async throws {
        try await send(PlainRequest(method, path, headers: header.map { [$0] } ?? []))
    }

    func post(_ path: String, from origin: String, _ fields: [String: String]) async throws {
        try await get(origin)
        var form = fields
        for name in ["csrf", "once"] { form[name] = hiddenValue(name, in: page) ?? "" }
        try await send(PlainRequest(form: form, to: path))
    }

    func signIn(_ login: String, _ password: String = goodPassword) async throws {
        try await post("/sign-in", from: "/sign-in", ["login": login, "password": password])
    }

    /// Shows with the password that the account is theirs, before addresses are changed.
    func prove(_ password: String = goodPassword) async throws {
        try await post("/account/proof", from: "/account/proof", ["password": password])
    }

    func signOut() async throws { try await post("/sign-out", from: "/account", [:]) }

    /// Tries five wrong passwords: as many as are free.
    func guess(_ login: String) async throws {
        for _ in 0..<5 { try await signIn(login, "not this one at all") }
    }

    private func send(_ request: PlainRequest) async throws {
        var request = request
        request.peer = peer
        request.headers.append(
            ("cookie", cookies.map { $0.key + "=" + $0.value }.joined(separator: "; ")))
        let answer = try await site.answer(request)
        for (name, value) in answer.headers where name == "set-cookie" { keep(value) }
        page = answer.text
        status = answer.status
        location = answer.header("location")
    }

    func keep(_ header: String) {
        let halves = header.prefix { $0 != ";" }.split(
            separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard halves.count == 2 else { return }
        cookies[String(halves[0])] = header.contains("Max-Age=0") ? nil : String(halves[1])
    }
}
