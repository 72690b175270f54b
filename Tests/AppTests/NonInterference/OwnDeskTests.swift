import Kernel
import People
import Storage
import TestSupport
import Testing
import Web

@testable import App

/// Somebody works at the office where their own file lies: at the desk it does not exist for them.
struct OwnDeskTests {
    private let now = systemClock()

    /// Otto is a person with a file at Lisbon, and an officer and supervisor of that office.
    private func side(_ engine: Engine) async throws -> (side: TwoHouses.Side, reference: String) {
        let side = try await TwoHouses.side(engine, at: now)
        _ = try await side.house.people.addUser(
            login: "otto", name: "Otto Zanzibar", password: People.demoPassword, isPerson: true)
        let lisbon = try await side.house.database.read { db -> LocationID? in
            try db.value("SELECT id FROM location WHERE slug = 'aima-lisboa-1'")
        }
        for role in [Role.officer, .supervisor] {
            let duty = Duty(
                role: role, organisation: OrganisationID(1), location: lisbon, purpose: .status)
            try await side.house.people.giveDuty(duty, to: "otto")
        }
        return (side, try await file(Browser(side.site)))
    }

    private func file(_ otto: Browser) async throws -> String {
        try await otto.signIn("otto")
        var fields = Story.household
        for (name, text) in [
            ("name", "Otto Zanzibar"), ("member-1-name", "Xavier Zanzibar"),
            ("member-2-name", "Xico Zanzibar"),
        ] { fields[name] = text }
        let answer = try await otto.post(
            "/cases/new/family-reunification", fields, csrf: try await otto.csrf())
        guard let name = answer.header("location")?.split(separator: "/").last else {
            throw Trouble("filing answered \(answer.status): \(answer.text)")
        }
        return String(name.prefix { $0 != "?" })
    }

    /// His account for work is another than the one for his own requests, and an administrator said that he uses both.
    private func apart(_ side: TwoHouses.Side) async throws {
        let (people, site) = (side.house.people, side.site)
        _ = try await people.addUser(
            login: "otto.work", name: "Otto Zanzibar", password: People.demoPassword,
            isPerson: false)
        let id = try await side.house.database.write { db -> AccountID? in
            try db.run(
                """
                UPDATE duty SET account = (SELECT id FROM account WHERE login = 'otto.work')
                WHERE account = (SELECT id FROM account WHERE login = 'otto')
                """)
            return try db.value("SELECT id FROM account WHERE login = 'otto.work'")
        }
        let admin = Browser(site)
        try await admin.signIn("admin")
        let path = "/accounts/\(try #require(id))/human"
        let named = try await admin.post(path, ["other": "otto"], csrf: try await admin.csrf())
        #expect(named.status == 303)
    }

    @Test(arguments: enginesCompared)
    func `nor where he works with another account than the one he filed it with`(
        engine: Engine
    ) async throws {
        let plain = try await side(engine).side
        let (changed, reference) = try await side(engine)
        defer {
            plain.house.compartments.close()
            changed.house.compartments.close()
        }
        for one in [plain, changed] { try await apart(one) }
        _ = try await work(on: reference, changed)
        for one in [plain, changed] { try await one.passNight(at: now) }
        let (left, right) = (
            try await visitor(plain, "otto.work"), try await visitor(changed, "otto.work")
        )
        for path in addresses + [try await anasDesk(plain)] {
            let (one, other) = (try await left.get(path), try await right.get(path))
            #expect(one == other, "\(path)")
            #expect(one.text.hasPrefix("200 "), "\(path)")
        }
        for path in ["/desk/cases/\(reference)", "/bookings/new?case=\(reference)"] {
            #expect(try await right.get(path).text.hasPrefix("404 "), "\(path)")
        }
    }

    @Test(arguments: enginesCompared)
    func `what colleagues do with his own file moves nothing at his desk`(
        engine: Engine
    ) async throws {
        let plain = try await side(engine).side
        let (changed, reference) = try await side(engine)
        defer {
            plain.house.compartments.close()
            changed.house.compartments.close()
        }
        let bruno = try await work(on: reference, changed)
        for one in [plain, changed] { try await one.passNight(at: now) }
        let (left, right) = (try await visitor(plain), try await visitor(changed))
        let asked = addresses + [try await anasDesk(plain)]
        for path in asked {
            let (one, other) = (try await left.get(path), try await right.get(path))
            #expect(one == other, "\(path)")
            #expect(one.text.hasPrefix("200 "), "\(path)")
        }
        let lists = ["", "/questions", "/children", "/apart", "/court"]
        for path in lists.flatMap({ ["/desk\($0).csv", "/desk\($0).json"] }) {
            let (one, other) = (try await left.post(path, [:]), try await right.post(path, [:]))
            #expect(one == other && one.text.hasPrefix("200 "), "\(path)")
        }
        print("at one's own desk on \(engine): \(asked.count) answers compared")
        // That this can fail: who worked on it has it in the same lists.
        let his = try await bruno.get("/desk?search=zanzibar")
        #expect(his.text.contains(reference))
        #expect(try await bruno.get("/desk/questions").text.contains(reference))
        #expect(try await bruno.get("/desk/court").text.contains("9999/26.0ZZZZZ"))
        #expect(try await bruno.get("/desk/not-accepted").text.contains("Banco Zanzibar"))
        #expect(try await bruno.get("/outreach").text.contains("Otto Zanzibar"))
    }

    /// Bruno looks at the file, takes it, records a visit, and all that can stand beside a file comes to stand there.
    private func work(on reference: String, _ side: TwoHouses.Side) async throws -> Browser {
        let bruno = Browser(side.site)
        try await bruno.signIn("bruno")
        let csrf = try await bruno.csrf()
        #expect(try await bruno.get("/desk/cases/\(reference)").status == 200)
        for act in ["take", "visits"] {
            let done = try await bruno.post("/desk/cases/\(reference)/\(act)", csrf: csrf)
            #expect(done.status == 303)
        }
        try await HiddenLife(house: side.house, reference: reference, now: now)
            .play(as: "bruno")
        return bruno
    }

    /// A file of another that lies beside his own, and with somebody of which somebody of his was said to be one.
    private func anasDesk(_ side: TwoHouses.Side) async throws -> String {
        let reference = try await side.house.database.read { db in
            try db.value(
                """
                SELECT reference FROM kase JOIN account ON account.person = kase.applicant
                WHERE account.login = 'ana' ORDER BY kase.id LIMIT 1
                """, as: String.self)
        }
        return "/desk/cases/\(try #require(reference))"
    }

    private func visitor(
        _ side: TwoHouses.Side, _ login: String = "otto"
    ) async throws -> ComparedVisitor {
        let browser = Browser(side.site)
        try await browser.signIn(login)
        return ComparedVisitor(browser: browser, csrf: try await browser.csrf())
    }

    /// The lists of the desk that name files and people. What the board adds up counts his file as every other: its
    /// stage is his to read on his own page.
    private var addresses: [String] {
        let pages = [
            "/desk", "/desk/board/repeats", "/desk/duplicates",
            "/desk/duplicates?state=settled", "/desk/questions", "/desk/children", "/desk/apart",
            "/desk/court", "/desk/not-accepted", "/desk/not-accepted/data.csv",
            "/desk/board/endings", "/desk/board/endings/data.csv", "/desk/runs", "/outreach",
            "/desk/board/officers/data.csv",
            "/desk/board/silence/data.csv", "/desk/board/soon/data.csv",
        ]
        return pages + TwoHouses.questions.map { "/desk?\($0)" }
    }
}
