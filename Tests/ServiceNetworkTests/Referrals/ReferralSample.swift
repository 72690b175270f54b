import Kernel
import LegalTime
import Storage
import TestSupport

@testable import ServiceNetwork

/// Clerks of two bodies that take referrals, and of one that was sent nothing.
let joaquim = clerk("Joaquim", 61, 301)
let sofia = clerk("Sofia", 62, 302)
let vera = clerk("Vera", 63, 303)

private func clerk(_ name: String, _ number: Int64, _ organisation: Int64) -> Principal {
    let duty = Duty(
        role: .partner, organisation: OrganisationID(organisation), location: nil, purpose: .help)
    return Principal(account: AccountID(number), person: nil, name: name, duties: [duty])
}

/// A network in which a mediator may refer people to two bodies with accounts and a small one without.
struct ReferralSample: Sendable {
    static let name = "Zulmira Ferrão"
    static let told = "Fugiu de casa em setembro."

    let network: ServiceNetwork
    let job: Receiver
    let school: Receiver
    let small: Receiver

    static func make(_ engine: Engine, consentDays: Int = 180) async throws -> ReferralSample {
        let policy = ReferralPolicy(
            answerDays: 5, linkDays: 14, consentDays: consentDays, codeMinutes: 60,
            languages: ["pt", "ne"])
        // A Wednesday that is kept: from Monday noon the fifth working day is Tuesday of the week after.
        let holiday = Holiday(
            day: noon.utcDay.adding(days: 2), scope: .country, name: "Feriado", category: .public)
        let calendar = HolidayCalendar(rules: [], declarations: [holiday])
        var network = ServiceNetwork(
            database: try await TestDatabase.make(engine, migrations: schema))
        network.referrals = ReferralSettings(
            policy: policy,
            working: { calendar.working(at: LegalTime.Place(municipality: $0.text)) })
        let (job, school, small) = try await network.database.write { db in
            try db.run(
                """
                INSERT INTO municipality (code, name, folded, district_code, district)
                VALUES ('1106', 'Lisboa', 'lisboa', '11', 'Lisboa')
                """)
            func add(_ name: String, _ number: Int64?) throws -> Receiver {
                try AddReceiver(name: name, organisation: number.map { OrganisationID($0) })
                    .perform(by: luis, at: noon, in: db)
            }
            return (
                try add("Emprego", 301), try add("Escola", 302), try add("Associação", nil)
            )
        }
        return ReferralSample(network: network, job: job, school: school, small: small)
    }

    var settings: ReferralSettings { network.referrals }

    func address(
        _ receiver: Receiver, _ facts: Set<ConsentFact> = [.name, .told], way: ConsentWay? = .oral
    ) -> ReferralAddress {
        ReferralAddress(body: .known(receiver.id), facts: facts, way: way)
    }

    /// Dinis refers Zulmira; with a code the person has to say yes.
    func refer(
        to receiver: Receiver, code: Reference? = nil, way: ConsentWay? = .oral,
        facts: Set<ConsentFact> = [.name, .told], at now: Moment = noon
    ) async throws -> ReferralID {
        let action = MakeReferral(
            need: ReferralNeed(
                need: "employment", language: "ne",
                municipality: try ServiceNetworkTests.code("1106"),
                urgency: .week),
            content: ReferralContent(
                name: ReferralSample.name, birth: nil, contact: "912 000 000",
                told: ReferralSample.told, by: dinis.name),
            code: code, address: address(receiver, facts, way: way))
        let settings = settings
        return try await network.database.write { db in
            try action.perform(by: dinis, at: now, in: db, settings)
        }
    }

    /// A code that Ana shows.
    func codeOfAna(at now: Moment = noon) async throws -> Reference {
        let (made, settings) = (ReferralCode.new(), settings)
        try await network.database.write { db in
            try made.perform(by: ana, at: now, in: db, settings)
        }
        return made.code
    }

    func act(_ body: @escaping @Sendable (Writer) throws -> Void) async throws {
        try await network.database.write(body)
    }

    /// Ana says yes by her account.
    func agree(_ sending: SendingID, _ settings: ReferralSettings) async throws {
        try await act { db in
            try DecideReferral(sending: sending, agrees: true)
                .perform(by: ana, at: noon, in: db, settings)
        }
    }

    func answer(
        _ sending: SendingID, _ who: Principal, _ answer: ReferralAnswer,
        _ settings: ReferralSettings
    ) async throws {
        try await act { db in
            try AnswerReferral(
                door: .account(sending, who), answer: answer,
                reason: answer == .declined ? .full : nil, words: nil
            ).perform(at: noon, in: db, settings)
        }
    }

    func found(_ id: ReferralID) async throws -> Referral {
        try await network.database.read { db in try Referral.find(id, for: dinis, in: db).referral }
    }

    func last(_ id: ReferralID) async throws -> Sending {
        guard let last = try await found(id).sendings.last else { throw Refused.notFound }
        return last
    }

    /// What a body sees of one sending; nil where it is not there for them.
    func seen(_ id: SendingID, by who: Principal, at now: Moment) async throws -> Sending.Seen? {
        try await network.database.read { db in
            do { return try Received.find(id, for: who, at: now, in: db).seen } catch is Refused {
                return nil
            }
        }
    }
}
