import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import ServiceNetwork

@Suite struct TrainingTests {
    private func asks() -> QualityAsks {
        var asks = QualityAsks()
        asks.staff = { _ in
            [
                StaffMember(
                    account: bruno.account, login: "bruno", name: "Bruno", roles: [.officer],
                    places: [porto]),
                StaffMember(
                    account: dinis.account, login: "dinis", name: "Dinis", roles: [.mediator],
                    places: [porto]),
                StaffMember(
                    account: luis.account, login: "luis", name: "Luís", roles: [.administrator],
                    places: []),
            ]
        }
        return asks
    }

    private func note(
        _ account: AccountID, _ kind: String, _ day: String, until: String? = nil,
        by keeper: Principal = luis, in network: ServiceNetwork
    ) async throws {
        let action = NoteTraining(
            account: account, kind: kind, body: "IEFP", day: try #require(Day(iso: day)),
            validUntil: until.flatMap(Day.init(iso:)))
        try await network.database.write { db in
            try action.perform(by: keeper, at: noon, in: db)
        }
    }

    @Test(arguments: Engine.underTest)
    func `administrator and coordinator keep the register, others see their own`(
        engine: Engine
    ) async throws {
        let network = try await qualityNetwork(engine, asks())
        try await note(bruno.account, "trafficking", "2026-03-02", in: network)
        try await note(dinis.account, "mediation", "2026-04-02", by: ivo, in: network)
        let browser = try RoomBrowser(network.routes)
        for keeper in [luis, ivo] {
            let page = try await browser.get("/directory/training", as: keeper)
            #expect(page.status == 200)
            #expect(page.text.contains("Bruno") && page.text.contains("Dinis"))
        }
        for other in [ana, bruno, carla, dinis, eva, helena, joana] {
            #expect(try await browser.get("/directory/training", as: other).status == 403)
            await #expect(throws: Refused.notFound) {
                try await network.database.read { db in
                    try Training.all(for: other, in: db)
                }
            }
        }
        let own = try await browser.get("/account/training", as: bruno)
        #expect(own.text.contains("Signs of trafficking in persons"))
        #expect(!own.text.contains("Intercultural mediation"))
        let none = try await browser.get("/account/training", as: ana)
        #expect(none.text.contains("Nothing was noted for you."))
        #expect(try await browser.get("/account/training").status != 200)
    }

    @Test(arguments: Engine.underTest)
    func `nobody notes their own, nor what is not over or ends before it began`(
        engine: Engine
    ) async throws {
        let network = try await qualityNetwork(engine, asks())
        await #expect(throws: Refused.self) {
            try await note(luis.account, "trafficking", "2026-03-02", in: network)
        }
        await #expect(throws: Refused.self) {
            try await note(bruno.account, "trafficking", "2026-11-25", in: network)
        }
        await #expect(throws: Refused.self) {
            try await note(
                bruno.account, "trafficking", "2026-03-02", until: "2026-03-01", in: network)
        }
        await #expect(throws: Refused.notFound) {
            try await note(dinis.account, "mediation", "2026-03-02", by: bruno, in: network)
        }
        let all = try await network.database.read { db in try Training.all(for: luis, in: db) }
        #expect(all.isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `a form notes once and says what is wrong`(engine: Engine) async throws {
        let network = try await qualityNetwork(engine, asks())
        let browser = try RoomBrowser(network.routes)
        let page = try await browser.get("/directory/training", as: luis)
        var fields = [
            "login": "nobody", "kind": "migration-law", "body": "Ordem", "day": "2026-10-01",
            "validUntil": "2027-01-10",
        ]
        let unknown = try await browser.post(
            "/directory/training", as: luis, from: page, fields)
        #expect(unknown.status == 422)
        #expect(unknown.text.contains("Nobody who works here has this user name."))
        fields["login"] = "Bruno"
        for _ in 1...2 {
            let noted = try await browser.post(
                "/directory/training", as: luis, from: page, fields)
            #expect(noted.status == 303)
        }
        let register = try await browser.get("/directory/training", as: luis)
        // It ends within ninety days of 23 November.
        #expect(register.text.contains("ends soon"))
        let found = try await network.database.read { db in try Training.all(for: ivo, in: db) }
        #expect(found.count == 1 && found[0].account == bruno.account && found[0].notedBy == "Luís")
        let back = try await browser.post(
            "/directory/training/\(found[0].id)/withdrawal", as: ivo,
            from:
                try await browser.get("/directory/training", as: ivo), [:])
        #expect(back.status == 303)
        let left = try await network.database.read { db in try Training.own(of: bruno, in: db) }
        #expect(left.isEmpty)
        let kinds = try await network.database.read { db in
            try db.journal(of: "training/\(bruno.account)").map(\.kind)
        }
        #expect(kinds == ["training.noted", "training.withdrawn"])
    }

    private func training(
        _ number: Int64, _ account: Principal, _ kind: String, _ until: String?
    )
        -> Training
    {
        Training(
            id: TrainingID(number), account: account.account, kind: kind, body: "IEFP",
            day: noon.utcDay.adding(days: -400), validUntil: until.flatMap(Day.init(iso:)),
            notedBy: "Luís", isDemo: false)
    }

    @Test func `what ends is in the list until a later one takes its place`() {
        let today = noon.utcDay
        let all = [
            training(1, bruno, "trafficking", "2026-11-22"),
            training(2, bruno, "law", "2027-02-20"),
            training(3, dinis, "mediation", "2026-12-01"), training(4, dinis, "mediation", nil),
            training(5, dinis, "law", "2027-02-21"),
        ]
        // 90 days after 23 November is 21 February: what holds that day is not in the list yet.
        #expect(all.toRenew(on: today, warnDays: 90).map(\.id.value) == [1, 2])
        #expect(all[0].state(on: today, warnDays: 90) == .ended)
        #expect(all[1].state(on: today, warnDays: 90) == .ending)
        #expect(all[4].state(on: today, warnDays: 90) == .valid)
        #expect(training(6, ana, "law", "2026-11-23").state(on: today, warnDays: 90) == .ending)
    }

    @Test func `trained staff is counted of those whose role is meant`() throws {
        let kinds = try realStandards().trainings
        let members = [
            StaffMember(
                account: bruno.account, login: "bruno", name: "Bruno", roles: [.officer],
                places: [porto, lisboa]),
            StaffMember(
                account: dinis.account, login: "dinis", name: "Dinis", roles: [.mediator],
                places: [porto]),
        ]
        let counts = TrainedStaff.count(
            members,
            [
                training(1, bruno, "trafficking", "2026-11-22"),
                training(2, dinis, "trafficking", nil), training(3, dinis, "mediation", nil),
                // An officer's mediation counts for nobody.
                training(4, bruno, "mediation", nil),
            ], kinds, on: noon.utcDay)
        let here = try #require(counts.first { $0.place == porto })
        #expect(here.staff == 2)
        #expect(here.trained["trafficking"] == TrainedStaff.Count(held: 1, meant: 2))
        #expect(here.trained["mediation"] == TrainedStaff.Count(held: 1, meant: 1))
        let there = try #require(counts.first { $0.place == lisboa })
        #expect(there.staff == 1 && there.trained["mediation"]?.meant == 0)
        #expect(there.trained["trafficking"] == TrainedStaff.Count(held: 0, meant: 1))
    }
}
