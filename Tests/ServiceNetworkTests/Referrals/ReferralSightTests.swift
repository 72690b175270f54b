import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import ServiceNetwork

/// One referral through several bodies: what each of them sees does not move with those before it.
@Suite struct ReferralSightTests {
    /// What happened before the body was asked.
    private enum Before: CaseIterable {
        case nothing, declined, recalled, reachedNobody
    }

    @Test(arguments: Engine.underTest)
    func `what a body sees is the same, byte by byte, whatever bodies before it did`(
        engine: Engine
    ) async throws {
        let first = try await play(.nothing, engine)
        #expect(first.body.count == 6 && first.body.allSatisfy { $0.hasPrefix("200") })
        #expect(!first.body[1].contains(ReferralSample.name))
        #expect(first.body[3].contains(ReferralSample.name))
        for before in Before.allCases where before != .nothing {
            let found = try await play(before, engine)
            #expect(found.body == first.body, "\(before)")
            // That this can fail: the desk that refers reads the difference.
            #expect(found.desk != first.desk, "\(before)")
        }
    }

    /// The pages of the school as it is asked, once it accepted and once it told what came of it; and the desk's page.
    private func play(
        _ before: Before, _ engine: Engine
    ) async throws -> (body: [String], desk: String) {
        let sample = try await ReferralSample.make(engine)
        let settings = sample.settings
        let id = try await sample.refer(to: before == .nothing ? sample.school : sample.job)
        if before != .nothing { try await live(before, id, sample, settings) }
        let sending = try await sample.last(id).id
        let visits = try RoomBrowser(
            sample.network.routes, at: noon, visitors: everybody + [joaquim, sofia],
            hasLimits: false)
        func masked(_ path: String, _ who: Principal) async throws -> String {
            let answer = try await visits.get(path, as: who)
            let text = answer.text.replacing(sending.description, with: "SENDING")
                .replacing(id.description, with: "REFERRAL")
                .replacing(#/name="once" value="[^"]*"/#, with: "ONCE")
                .replacing(#/\b[2-9A-HJKMNPQRSTVWXY]{8}\b/#, with: "REQUEST")
            return "\(answer.status) \(text)"
        }
        var seen: [String] = []
        func look() async throws {
            for path in ["/referrals", "/referrals/received/\(sending)"] {
                seen.append(try await masked(path, sofia))
            }
        }
        try await look()
        try await sample.answer(sending, sofia, .accepted, settings)
        try await look()
        try await tell(.served, sending, sofia, sample, settings)
        try await look()
        return (seen, try await masked("/referrals/\(id)", dinis))
    }

    private func live(
        _ before: Before, _ id: ReferralID, _ sample: ReferralSample, _ settings: ReferralSettings
    ) async throws {
        let first = try await sample.last(id).id
        switch before {
        case .nothing: return
        case .declined: try await sample.answer(first, joaquim, .declined, settings)
        case .recalled:
            try await sample.act { db in
                try RecallReferral(sending: first).perform(by: dinis, at: noon, in: db)
            }
        case .reachedNobody:
            try await sample.answer(first, joaquim, .accepted, settings)
            try await tell(.notReached, first, joaquim, sample, settings)
        }
        let onward = SendReferral(referral: id, address: sample.address(sample.school))
        try await sample.act { db in
            try onward.perform(by: dinis, at: noon, in: db, settings)
        }
    }

    private func tell(
        _ outcome: ReferralOutcome, _ sending: SendingID, _ who: Principal,
        _ sample: ReferralSample, _ settings: ReferralSettings
    ) async throws {
        try await sample.act { db in
            try ReturnOutcome(
                door: .account(sending, who), outcome: outcome, on: noon.utcDay
            ).perform(at: noon, in: db, settings)
        }
    }
}
