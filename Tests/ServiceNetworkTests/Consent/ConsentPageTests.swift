import Foundation
import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import ServiceNetwork

/// What somebody allowed: read, taken back one by one, taken along, and ended with their account.
@Suite struct ConsentPageTests {
    private func browser(_ sample: ReferralSample) throws -> RoomBrowser {
        try RoomBrowser(
            sample.network.routes, at: noon, visitors: everybody + [joaquim, sofia, yusuf],
            hasLimits: false)
    }

    /// A referral of Ana's that a body declined and another accepted.
    private func declinedThenAccepted(
        _ sample: ReferralSample
    ) async throws -> (ReferralID, SendingID, SendingID) {
        let settings = sample.settings
        let code = try await sample.codeOfAna()
        let id = try await sample.refer(to: sample.job, code: code, way: nil)
        func go(_ who: Principal, _ answer: ReferralAnswer) async throws -> SendingID {
            let sending = try await sample.last(id).id
            try await sample.agree(sending, settings)
            try await sample.answer(sending, who, answer, settings)
            return sending
        }
        let first = try await go(joaquim, .declined)
        let onward = SendReferral(referral: id, address: sample.address(sample.school, way: nil))
        try await sample.act { db in
            try onward.perform(by: dinis, at: noon, in: db, settings)
        }
        return (id, first, try await go(sofia, .accepted))
    }

    @Test(arguments: Engine.underTest)
    func `one consent is taken back, and with the last what was told goes`(
        engine: Engine
    ) async throws {
        let sample = try await ReferralSample.make(engine)
        let visits = try browser(sample)
        let nothing = try await visits.get("/consents", as: ana)
        #expect(nothing.status == 200 && nothing.text.contains("You have allowed nothing"))
        let (id, first, second) = try await declinedThenAccepted(sample)
        let consents = try await sample.found(id).sendings.compactMap(\.consent?.id)
        #expect(consents.count == 2)
        let page = try await visits.get("/consents", as: ana)
        for word in ["Emprego", "Escola", "in force", "/referrals/\(id)"] {
            #expect(page.text.contains(word), "\(word)")
        }
        #expect(try await visits.get("/consents", as: dinis).status == 403)
        #expect(try await !visits.get("/consents", as: yusuf).text.contains("Escola"))
        func back(_ consent: ConsentID, _ who: Principal) async throws -> Int {
            let form = try await visits.get("/consents", as: who)
            return try await visits.post(
                "/consents/\(consent)/withdrawal", as: who, from: form, [:]
            ).status
        }
        // No other person's form counts.
        let page2 = try await visits.get("/referrals", as: yusuf)
        let foreign = try await visits.post(
            "/consents/\(consents[1])/withdrawal", as: yusuf, from: page2, [:])
        #expect(foreign.status == 404)
        #expect(try await sample.seen(second, by: sofia, at: noon) != .nothing)
        #expect(try await back(consents[1], ana) == 303)
        #expect(try await sample.seen(second, by: sofia, at: noon) == .nothing)
        #expect(try await sample.found(id).content != nil, "the other consent stands")
        #expect(try await back(consents[0], ana) == 303)
        #expect(try await sample.seen(first, by: joaquim, at: noon) == .nothing)
        #expect(try await sample.found(id).content == nil)
        let after = try await visits.get("/consents", as: ana)
        #expect(after.text.contains("Taken back on") && !after.text.contains("in force"))
    }

    @Test(arguments: Engine.underTest)
    func `with the account everything that was allowed ends, and what others told stays`(
        engine: Engine
    ) async throws {
        let sample = try await ReferralSample.make(engine)
        let (id, _, second) = try await declinedThenAccepted(sample)
        let other = try await sample.refer(to: sample.job, way: .oral)
        _ = try await sample.codeOfAna()
        let (network, person) = (sample.network, try #require(ana.person))
        let held = try #require(
            try await network.database.read { db in
                try network.referralHoldings(of: person, in: db)
            })
        let json = try JSONSerialization.jsonObject(with: Data(held)) as? [String: [Any]]
        #expect(json?["referrals"]?.count == 1 && json?["consents"]?.count == 2)
        let text = String(decoding: held, as: UTF8.self)
        #expect(text.contains(ReferralSample.told) && text.contains("Escola"))
        for _ in 0..<2 {
            try await sample.act { db in try network.leave(person, at: noon, in: db) }
        }
        #expect(try await sample.seen(second, by: sofia, at: noon) == .nothing)
        #expect(try await sample.found(id).content == nil)
        #expect(try await sample.found(other).content != nil)
        let (standing, codes) = try await network.database.read { db in
            (
                try Consent.all(of: ana, in: db).filter { $0.isInForce(at: noon) }.count,
                try db.count("SELECT COUNT(*) FROM referral_code")
            )
        }
        #expect(standing == 0 && codes == 0)
    }

    @Test(arguments: Engine.underTest)
    func `with the account its path is deleted, and another's stays`(engine: Engine) async throws {
        let sample = try await PathSample(engine)
        let (path, steps) = try await sample.agreed([PathSample.content(0), PathSample.content(1)])
        let (kept, _) = try await sample.agreed([PathSample.content(2)], holder: yusuf)
        let (network, person) = (sample.network, try #require(ana.person))
        try await sample.write { db in try network.leave(person, at: dayAfter(1), in: db) }
        let browser = try sample.browser(at: dayAfter(2), [yusuf])
        #expect(try await browser.get("/steps/\(steps[0])", as: clerks[0]).status == 404)
        #expect(try await browser.get("/paths/\(path)", as: ana).status == 404)
        #expect(try await browser.get("/paths/\(kept)", as: yusuf).status == 200)
        let left = try await sample.database.read { db in
            try db.count("SELECT COUNT(*) FROM integration_path")
        }
        #expect(left == 1)
    }

    @Test(arguments: Engine.underTest)
    func `taking back the consent of a path ends the path`(engine: Engine) async throws {
        let sample = try await PathSample(engine)
        let (path, steps) = try await sample.agreed([PathSample.content(0)])
        let browser = try sample.browser()
        let page = try await browser.get("/consents", as: ana)
        #expect(page.text.contains("/paths/\(path)") && !page.text.contains("Office"))
        let consent = try await sample.database.read { db in
            try #require(try Consent.all(of: ana, in: db).first).id
        }
        let done = try await browser.post(
            "/consents/\(consent)/withdrawal", as: ana, from: page, [:])
        #expect(done.status == 303)
        #expect(try await browser.get("/steps/\(steps[0])", as: clerks[0]).status == 404)
        let own = try await browser.get("/paths/\(path)", as: ana)
        #expect(own.text.contains("Only you still see it"))
    }
}
