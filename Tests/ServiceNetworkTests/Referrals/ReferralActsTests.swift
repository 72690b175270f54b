import Kernel
import Storage
import TestSupport
import Testing

@testable import ServiceNetwork

/// Whatever people do in whatever order, a body reads who it is only after its own yes and while the consent stands.
@Suite struct ReferralActsTests {
    @Test(arguments: Engine.underTest)
    func `no order of acts shows a person to a body that may not know them`(
        engine: Engine
    ) async throws {
        var showings = 0
        for seed in UInt64(1)...10 {
            var course = try await ReferralCourse(engine, seed)
            for _ in 0..<20 {
                await course.step()
                showings += try await course.check()
            }
        }
        // The walk is worth something only where somebody was shown.
        #expect(showings > 0)
    }
}

/// One referral under random acts, with what the test itself knows of them.
private struct ReferralCourse {
    let sample: ReferralSample
    let referral: ReferralID
    let hasAccount: Bool
    var random: SeededRandom
    var now = noon
    var token = ""
    var accepted: Set<SendingID> = []
    var answered: [SendingID: Int] = [:]
    /// When the consent to each sending was given.
    var agreedAt: [SendingID: Moment] = [:]
    var isWithdrawn = false

    init(_ engine: Engine, _ seed: UInt64) async throws {
        let sample = try await ReferralSample.make(engine, consentDays: 20)
        let hasAccount = seed % 2 == 0
        let code = try await hasAccount ? sample.codeOfAna() : nil
        referral = try await sample.refer(to: sample.job, code: code, way: hasAccount ? nil : .oral)
        (self.sample, self.hasAccount, random) = (sample, hasAccount, SeededRandom(seed))
        if !hasAccount { try await noteAgreed() }
    }

    /// One act that somebody tries; what is refused changes nothing.
    mutating func step() async {
        now = now.adding(seconds: Int64.random(in: 60...4 * 86_400, using: &random))
        let act = Int.random(in: 0..<10, using: &random)
        do { try await tryOne(act) } catch {
            #expect(error is Refused, "\(error)")
        }
    }

    private mutating func tryOne(_ act: Int) async throws {
        let (sending, settings, now) = (try await sample.last(referral), sample.settings, self.now)
        let door: ReceivingDoor =
            sending.receiver.way == .link
            ? .link(token)
            : .account(sending.id, sending.receiver.id == sample.job.id ? joaquim : sofia)
        switch act {
        case 0, 1: try await answer(.accepted, sending, door)
        case 2: try await answer(.declined, sending, door)
        case 3, 4: try await sendOn()
        case 5:
            let new = Keys.randomText()
            try await sample.act { db in
                try MakeLink(sending: sending.id, token: new)
                    .perform(by: dinis, at: now, in: db, settings)
            }
            token = new
        case 6:
            try await sample.act { db in
                try ReturnOutcome(door: door, outcome: .notReached, on: now.utcDay)
                    .perform(at: now, in: db, settings)
            }
        case 7:
            try await sample.act { db in
                try RecallReferral(sending: sending.id).perform(by: dinis, at: now, in: db)
            }
        case 8:
            let agrees = Bool.random(using: &random)
            try await sample.act { db in
                try DecideReferral(sending: sending.id, agrees: agrees)
                    .perform(by: ana, at: now, in: db, settings)
            }
            if agrees { agreedAt[sending.id] = now }
        default:
            guard Int.random(in: 0..<6, using: &random) == 0 else { return }
            let (id, who) = (referral, hasAccount ? ana : dinis)
            try await sample.act { db in
                try WithdrawReferral(referral: id).perform(by: who, at: now, in: db)
            }
            isWithdrawn = true
        }
    }

    private mutating func answer(
        _ answer: ReferralAnswer, _ sending: Sending, _ door: ReceivingDoor
    ) async throws {
        let (now, settings) = (self.now, sample.settings)
        try await sample.act { db in
            try AnswerReferral(
                door: door, answer: answer, reason: answer == .declined ? .other : nil, words: nil
            ).perform(at: now, in: db, settings)
        }
        answered[sending.id, default: 0] += 1
        if answer == .accepted { accepted.insert(sending.id) }
    }

    private mutating func sendOn() async throws {
        let (settings, now, id) = (sample.settings, self.now, referral)
        let receiver = [sample.job, sample.school, sample.small].randomElement(using: &random)
        let address = sample.address(receiver ?? sample.job, way: hasAccount ? nil : .paper)
        try await sample.act { db in
            try SendReferral(referral: id, address: address)
                .perform(by: dinis, at: now, in: db, settings)
        }
        if !hasAccount { try await noteAgreed() }
    }

    private mutating func noteAgreed() async throws {
        let last = try await sample.last(referral)
        agreedAt[last.id] = now
    }

    /// Whether a body may know the person now, by what the test saw happen.
    private func mayKnow(_ id: SendingID) -> Bool {
        guard accepted.contains(id), !isWithdrawn, let agreed = agreedAt[id] else { return false }
        // The twentieth day is the last: midnight after it ends the consent.
        return now < Moment(agreed.utcDay.adding(days: 21))
    }

    /// Holds every door against what may be known; answers at how many the person was rightly shown.
    func check() async throws -> Int {
        var showings = 0
        let sendings = try await sample.found(referral).sendings
        for sending in sendings {
            var all: [Sending.Seen?] = []
            for clerk in [joaquim, sofia, vera] {
                let seen = try await sample.seen(sending.id, by: clerk, at: now)
                all.append(seen)
                #expect(seen == nil || sending.receiver.isServed(by: clerk))
            }
            let (now, token) = (self.now, self.token)
            let byLink = try await sample.network.database.read { db -> Received? in
                do { return try Received.find(link: token, at: now, in: db) } catch is Refused {
                    return nil
                }
            }
            if let byLink, byLink.sending.id == sending.id { all.append(byLink.seen) }
            for case .person(_, let content)? in all {
                #expect(mayKnow(sending.id), "\(sending.phase(at: now))")
                #expect(content.name == ReferralSample.name)
                #expect(content.contact == nil, "the consent names no contact")
                showings += 1
            }
            let hasAccounts = sending.receiver.way == .account
            #expect(!(mayKnow(sending.id) && hasAccounts) || all.contains { $0?.isPerson ?? false })
        }
        #expect(answered.values.allSatisfy { $0 == 1 }, "one answer for each body that was asked")
        let content = try await sample.found(referral).content
        #expect((content == nil) == isWithdrawn)
        return showings
    }
}

extension Sending.Seen {
    fileprivate var isPerson: Bool {
        if case .person = self { true } else { false }
    }
}
