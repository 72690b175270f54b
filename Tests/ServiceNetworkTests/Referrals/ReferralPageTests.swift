import Foundation
import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import ServiceNetwork

/// Whoever holds a link: the test's browser keeps no cookie of a visit, so that somebody is signed in, who has no part.
private let holder = yusuf

/// The pages of referrals: by an account, by a link, and for the person.
@Suite struct ReferralPageTests {
    private func browser(_ sample: ReferralSample, at now: Moment = noon) throws -> RoomBrowser {
        try RoomBrowser(
            sample.network.routes, at: now, visitors: everybody + [joaquim, sofia, yusuf],
            hasLimits: false
        )
    }

    /// A page without what each drawing has of its own: the number to quote.
    private func plain(_ page: PlainAnswer) -> String {
        "\(page.status) " + page.text.replacing(#/<b class="number">[^<]*</b>/#, with: "")
    }

    private func link(_ sample: ReferralSample, _ id: ReferralID) async throws -> String {
        let (sending, token, settings) = (
            try await sample.last(id).id, Keys.randomText(), sample.settings
        )
        try await sample.act { db in
            try MakeLink(sending: sending, token: token)
                .perform(by: dinis, at: noon, in: db, settings)
        }
        return "/referrals/link/" + token
    }

    @Test(arguments: Engine.underTest)
    func `a link shows the need, then the person, and ends as if it had never been`(
        engine: Engine
    ) async throws {
        let sample = try await ReferralSample.make(engine)
        let id = try await sample.refer(to: sample.small)
        let path = try await link(sample, id)
        let visitor = try browser(sample)
        let wrong = try await visitor.get(
            "/referrals/link/" + Keys.randomText(), as: holder)
        #expect(wrong.status == 404)
        let first = try await visitor.get(path, as: holder)
        #expect(first.status == 200 && first.text.contains("Finding a job"))
        #expect(
            !first.text.contains(ReferralSample.name) && !first.text.contains(ReferralSample.told))
        let empty = try await visitor.post(
            path + "/answer", as: holder, from: first, ["answer": "declined"])
        #expect(empty.status == 422)
        let yes = try await visitor.post(
            path + "/answer", as: holder, from: first, ["answer": "accepted"])
        #expect(yes.status == 303)
        let second = try await visitor.get(path, as: holder)
        #expect(
            second.text.contains(ReferralSample.name) && second.text.contains(ReferralSample.told))
        let done = try await visitor.post(
            path + "/outcome", as: holder, from: second,
            ["outcome": "served", "on": noon.utcDay.description])
        #expect(done.status == 200 && !done.text.contains(ReferralSample.name))
        #expect(try await plain(visitor.get(path, as: holder)) == plain(wrong))
        #expect(try await sample.last(id).outcome == .served)
    }

    @Test(arguments: Engine.underTest)
    func `a link ends with its days, with a newer one and with a withdrawal`(
        engine: Engine
    ) async throws {
        let sample = try await ReferralSample.make(engine)
        let id = try await sample.refer(to: sample.small)
        let old = try await link(sample, id)
        let new = try await link(sample, id)
        let visitor = try browser(sample)
        let wrong = plain(try await visitor.get("/referrals/link/nothing"))
        #expect(try await plain(visitor.get(old)) == wrong)
        #expect(try await visitor.get(new).status == 200)
        // Fourteen days: the seventh of December is the last.
        let lastDay = Moment(noon.utcDay.adding(days: 14), hour: 23)
        #expect(try await browser(sample, at: lastDay).get(new).status == 200)
        let after = try browser(sample, at: Moment(noon.utcDay.adding(days: 15)))
        #expect(try await plain(after.get(new)) == wrong)
        try await sample.act { db in
            try WithdrawReferral(referral: id).perform(by: dinis, at: noon, in: db)
        }
        #expect(try await plain(visitor.get(new)) == wrong)
    }

    @Test(arguments: Engine.underTest)
    func `no token stands in the store as it is`(engine: Engine) async throws {
        let sample = try await ReferralSample.make(engine)
        let path = try await link(sample, sample.refer(to: sample.small))
        let visitor = try browser(sample)
        let page = try await visitor.get(path, as: holder)
        _ = try await visitor.post(path + "/answer", as: holder, from: page, ["answer": "accepted"])
        let token = try #require(path.split(separator: "/").last)
        let rows = try await sample.network.database.read { db in
            try db.all("SELECT key FROM asked").map { "\($0.values)" }
                + db.all("SELECT link_hash FROM referral_sending").map { "\($0.values)" }
        }
        #expect(rows.count == 2 && !rows.contains { $0.contains(token) })
    }

    @Test(arguments: Engine.underTest)
    func `after the withdrawal the body reads only that it is ended`(engine: Engine) async throws {
        let sample = try await ReferralSample.make(engine)
        let code = try await sample.codeOfAna()
        let id = try await sample.refer(to: sample.job, code: code, way: nil)
        let (sending, settings) = (try await sample.last(id).id, sample.settings)
        try await sample.act { db in
            try DecideReferral(sending: sending, agrees: true)
                .perform(by: ana, at: noon, in: db, settings)
            try AnswerReferral(
                door: .account(sending, joaquim), answer: .accepted, reason: nil, words: nil
            ).perform(at: noon, in: db, settings)
        }
        let visits = try browser(sample)
        let (own, body) = ("/referrals/\(id)", "/referrals/received/\(sending)")
        #expect(try await visits.get(body, as: joaquim).text.contains(ReferralSample.name))
        let page = try await visits.get(own, as: ana)
        #expect(page.text.contains(ReferralSample.told) && page.text.contains("Withdraw"))
        let form = try await visits.get("/referrals/new", as: dinis)
        let gone = try await visits.post(own + "/withdrawal", as: dinis, from: form, [:])
        #expect(gone.status == 404, "who has an account speaks for themselves")
        let done = try await visits.post(own + "/withdrawal", as: ana, from: page, [:])
        #expect(done.status == 303)
        for (path, who) in [(own, ana), (own, dinis), (body, joaquim), ("/referrals", joaquim)] {
            let after = try await visits.get(path, as: who)
            #expect(after.status == 200)
            #expect(!after.text.contains(ReferralSample.name), "\(path) \(who.name)")
        }
        let ended = try await visits.get(body, as: joaquim).text
        #expect(ended.contains("This referral is ended") && !ended.contains("Finding a job"))
        let kinds = try await sample.network.database.read { db in
            let consent = try db.value("SELECT id FROM network_consent", as: ConsentID.self)
            return try db.journal(of: "consent/\(try #require(consent))").map(\.kind)
        }
        #expect(kinds == ["network.consent.given", "network.consent.withdrawn"])
    }

    @Test(arguments: Engine.underTest)
    func `a mediator fills in the form, and what is missing is said`(engine: Engine) async throws {
        let sample = try await ReferralSample.make(engine)
        let visits = try browser(sample)
        let form = try await visits.get("/referrals/new", as: dinis)
        #expect(form.status == 200)
        let empty = try await visits.post("/referrals", as: dinis, from: form, [:])
        #expect(empty.status == 422)
        let made = try await visits.post(
            "/referrals", as: dinis, from: form,
            [
                "need": "housing", "language": "ne", "municipality": "lisboa", "urgency": "week",
                "name": "Bikram", "told": "Procura um quarto.", "named": "Associação Nova",
                "facts": "name", "way": "oral",
            ])
        #expect(made.status == 303)
        let path = try #require(made.header("location"))
        let page = try await visits.get(path, as: dinis)
        #expect(page.text.contains("Associação Nova") && page.text.contains("Make the link"))
        #expect(try await visits.get(path, as: bruno).status == 404)
        #expect(try await visits.get("/referrals", as: dinis).text.contains("Bikram"))
        #expect(try await !visits.get("/referrals", as: bruno).text.contains("Bikram"))
        #expect(try await visits.get("/referrals/new", as: eva).status == 403)
    }
}
