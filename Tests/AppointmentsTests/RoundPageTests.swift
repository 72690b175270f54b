import Kernel
import Statistics
import Storage
import TestSupport
import Testing
import Web

@testable import Appointments

/// What everybody sees of rounds, and who may do something with them.
@Suite struct RoundPageTests {
    private let publicPages = ["/visits/how", "/visits/rounds", "/visits/fairness"]

    private func browser(_ rounds: RoundSample, at now: Moment) throws -> RoomBrowser {
        try RoomBrowser(
            rounds.sample.room.routes, at: now, visitors: everybody + [yusuf, olena])
    }

    @Test(arguments: Engine.underTest)
    func `no page shows the secret before the draw, and the page shows it after`(
        engine: Engine
    ) async throws {
        let rounds = try await RoundSample(engine, times: 3)
        let id = try await rounds.announce()
        try await rounds.sample.join(Sample.files[1], by: yusuf)
        let secret = hex(try await rounds.secret(id))
        let page = "/visits/rounds/\(id)"
        let desk = roundDeskAddress(id)
        let before = try browser(rounds, at: later(60))
        for path in publicPages + [page] {
            let text = try await before.get(path).text
            #expect(!text.contains(secret))
        }
        for path in [desk, "/desk/supervision/rounds"] {
            let shown = try await before.get(path, as: carla)
            #expect(shown.status == 200 && !shown.text.contains(secret))
        }
        let promise = fingerprint(try await rounds.secret(id))
        #expect(try await before.get(page).text.contains(promise))
        #expect(try await before.get(page + "/file", as: carla).status == 404)
        try await rounds.run(id)
        let after = try await browser(rounds, at: closing).get(page)
        #expect(after.text.contains(secret) && after.text.contains(promise))
    }

    @Test(arguments: Engine.underTest)
    func `counts and file of a round of few are for those who took part`(
        engine: Engine
    ) async throws {
        let rounds = try await RoundSample(engine, times: 3)
        let id = try await rounds.announce()
        try await rounds.sample.join(Sample.files[1], by: yusuf)
        let page = "/visits/rounds/\(id)"
        let browser = try browser(rounds, at: closing)
        let number = try await rounds.database.read { db in
            try #require(try Demand.waiting(of: CaseID(2), in: db)).number(db.keys)
        }
        // One's number is there before the draw, and is nobody else's to see.
        #expect(try await browser.get(page, as: yusuf).text.contains(String(number)))
        #expect(try await !browser.get(page, as: olena).text.contains(String(number)))
        try await rounds.run(id)
        let visitor = try await browser.get(page)
        #expect(visitor.text.contains("too few to show"))
        #expect(!visitor.text.contains("Download the file"))
        #expect(try await browser.get(page + "/file").status == 404)
        #expect(try await browser.get(page + "/file", as: olena).status == 404)
        #expect(try await browser.get(page + "/file", as: bruno).status == 404)
        let mine = try await browser.get(page, as: yusuf)
        #expect(mine.text.contains(String(number)) && mine.text.contains("Download the file"))
        for who in [yusuf, carla] {
            let file = try await browser.get(page + "/file", as: who)
            #expect(try file.status == 200 && rounds.differences(file.text).isEmpty)
        }
        #expect(try await browser.get("/visits/rounds/999").status == 404)
    }

    @Test(arguments: Engine.underTest)
    func `only who supervises all its offices announces, sees, draws or cancels a round`(
        engine: Engine
    ) async throws {
        let rounds = try await RoundSample(engine, times: 3)
        await #expect(throws: Refused.notFound) {
            try await rounds.announce(by: bruno)
        }
        await #expect(throws: Refused.notFound) {
            try await rounds.announce(RoundSample.plan([lisbonCentre, portoCentre]))
        }
        await #expect(throws: RoundRefusal.noDesk) {
            try await rounds.announce(
                RoundPlan(
                    service: "renewal", offices: [lisbonCentre], days: roundDay...roundDay,
                    closes: closing))
        }
        let everywhere = Duty(
            role: .supervisor, organisation: agency, location: nil, purpose: .status)
        let all = Principal(
            account: AccountID(91), person: nil, name: "Clara", duties: [everywhere])
        let both = try await rounds.announce(
            RoundSample.plan([lisbonCentre, portoCentre]), by: all)
        await #expect(throws: Refused.notFound) {
            _ = try await rounds.database.read { db in
                try VisitRound.find(both, for: carla, in: db)
            }
        }
        let browser = try browser(rounds, at: later(60))
        #expect(try await browser.get(roundDeskAddress(both), as: carla).status == 404)
        #expect(try await browser.get("/desk/supervision/rounds", as: bruno).status == 403)
        #expect(try await browser.get("/visits/rounds/\(both)", as: bruno).status == 200)
    }

    @Test(arguments: Engine.underTest)
    func `a supervisor announces on the page, sees what it would do, draws it and cancels another`(
        engine: Engine
    ) async throws {
        let rounds = try await RoundSample(engine, times: 3)
        let early = try browser(rounds, at: noon)
        let form = try await early.get("/desk/supervision/rounds", as: carla)
        var fields = [
            "offices": lisbonCentre.description, "service": "residence",
            "from": "\(roundDay)", "to": "\(roundDay)", "closes": "\(noon.utcDay)", "points": "5",
        ]
        let path = "/desk/supervision/rounds"
        let wrong = try await early.post(
            path, as: carla, from: form, fields.merging(["points": "1001"]) { $1 })
        #expect(wrong.status == 422 && wrong.text.contains("whole number from 0 to 1000"))
        let made = try await early.post(path, as: carla, from: form, fields)
        #expect(made.status == 303)
        let desk = try #require(made.header("location"))
        try await rounds.sample.join(Sample.files[1], by: yusuf)
        let shown = try await early.get(desk, as: carla)
        #expect(
            shown.text.contains("If it were drawn now") && !shown.text.contains("Draw the round"))
        let tooSoon = try await early.post(desk + "/draw", as: carla, from: shown, [:])
        #expect(tooSoon.status == 422)
        // Without a reason nothing is cancelled.
        #expect(
            try await early.post(desk + "/cancel", as: carla, from: shown, [:]).status == 422)
        let midnight = try browser(rounds, at: Moment(noon.utcDay.adding(days: 1)))
        let ready = try await midnight.get(desk, as: carla)
        let drawn = try await midnight.post(desk + "/draw", as: carla, from: ready, [:])
        #expect(drawn.status == 303)
        #expect(try await rounds.offered() == [2])
        fields["closes"] = "\(roundDay)"
        let late = try await early.post(
            path, as: carla, from: try await early.get(path, as: carla), fields)
        #expect(late.status == 422 && late.text.contains("so that people can answer"))
        fields["closes"] = "\(noon.utcDay)"
        let second = try await early.post(
            path, as: carla, from: try await early.get(path, as: carla), fields)
        let other = try #require(second.header("location"))
        let page = try await early.get(other, as: carla)
        let gone = try await early.post(
            other + "/cancel", as: carla, from: page, ["reason": "No interpreter."])
        #expect(gone.status == 303)
        #expect(try await early.get("/visits/rounds").text.contains("Cancelled"))
    }

    @Test(arguments: Engine.underTest)
    func `small groups are withheld, and one beside them so that they cannot be told`(
        engine: Engine
    ) async throws {
        let rounds = try await RoundSample(engine, times: 3)
        let id = try await rounds.announce()
        // Twelve read Portuguese, of whom six were served after 10 to 15 days; seven English, two Ukrainian.
        try await rounds.database.write { db in
            for number in 1...21 as ClosedRange<Int64> {
                let start: Moment? =
                    number <= 6 ? noon.adding(seconds: (9 + number) * 86_400) : nil
                try db.run(
                    """
                    INSERT INTO round_applicant (round, case_id, number, location, since, start)
                    VALUES (\(id), \(CaseID(number)), \(number), \(lisbonCentre), \(noon), \(start))
                    """)
            }
        }
        var asks = Sample.asks
        asks.rounds.cellMin = 5
        asks.rounds.groups = { cases, _ in
            Dictionary(
                uniqueKeysWithValues: cases.map { one in
                    let language = one.value <= 12 ? "pt" : one.value <= 19 ? "en" : "uk"
                    return (one, VisitGroups(language: language, nationality: nil, sex: nil))
                })
        }
        let joined = asks
        let report = try await rounds.database.read { db in
            try FairnessReport(of: [id], in: db, joined)
        }
        let languages = report.lines.filter { $0.kind == .language }
        #expect(languages.map(\.label) == ["en", "pt", "uk"])
        #expect(languages.map(\.asked) == [nil, 10, nil])
        #expect(languages[1].percent == .init(share: 50, low: 25, high: 75))
        #expect(languages[1].days == .init(median: 12.5, low: 10, high: 15))
        #expect(languages[0].percent == nil && languages[2].days == nil)
        #expect(report.lines.first { $0.kind == .region }?.asked == 20)
        #expect(try FairnessReport(text: try report.text) == report)
    }
}
