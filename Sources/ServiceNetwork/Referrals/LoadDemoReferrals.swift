public import Kernel
import Storage

/// Invented referrals of invented people; every page says so.
struct LoadDemoReferrals: Sendable {
    let mediator: Principal
    let person: Principal
    /// A clerk of each body that is asked.
    let clerks: [Principal]
    let place: PlaceCode
    let settings: ReferralSettings

    /// How many were added; none where some are there already.
    func perform(at now: Moment, in db: Writer) throws -> Int {
        guard try db.count("SELECT COUNT(*) FROM referral") == 0, clerks.count == 2 else {
            return 0
        }
        let names = ["Gabinete de Emprego (exemplo)", "Escola de Português (exemplo)"]
        let bodies = try zip(names, clerks).compactMap { name, clerk in
            try clerk.duties.first.map { duty in
                try AddReceiver(name: name, organisation: duty.organisation, isDemo: true)
                    .perform(by: .house, at: now, in: db)
            }
        }
        let small = try AddReceiver(
            name: "Associação de Bairro (exemplo)", organisation: nil, isDemo: true
        ).perform(by: .house, at: now, in: db)
        guard bodies.count == 2 else { return 0 }
        try declinedThenServed(bodies[0], small, at: now, in: db)
        try waiting(
            "language", "ne", "Bikram Exemplo", "Quer aprender português; trabalha de dia.",
            bodies[1],
            at: days(-1, now), in: db)
        try waiting(
            "employment", "ar", "Dalia Exemplo",
            "Cozinheira com dez anos de ofício; procura trabalho.",
            bodies[0], at: days(-15, now), in: db)
        return 3
    }

    private func days(_ count: Int64, _ now: Moment) -> Moment {
        now.adding(seconds: count * 86_400)
    }

    /// The person says yes by their account; one body has no place, a small one takes them on by a link.
    private func declinedThenServed(
        _ body: Receiver, _ small: Receiver, at now: Moment, in db: Writer
    ) throws {
        let code = ReferralCode.new()
        var then = days(-12, now)
        try code.perform(by: person, at: then, in: db, settings)
        let id = try MakeReferral(
            need: need("housing", "pt"),
            content: ReferralContent(
                name: person.name, birth: nil, contact: "exemplo@example.org",
                told: "Tem de sair do quarto no fim do mês.", by: mediator.name),
            code: code.code, address: address(body, way: nil), isDemo: true
        ).perform(by: mediator, at: then, in: db, settings)
        let first = try last(of: id, in: db)
        try DecideReferral(sending: first, agrees: true).perform(
            by: person, at: then, in: db, settings)
        try AnswerReferral(
            door: .account(first, clerks[0]), answer: .declined, reason: .notOurs,
            words: "Tratamos de emprego, não de casa."
        ).perform(at: days(-10, now), in: db, settings)
        then = days(-9, now)
        try SendReferral(referral: id, address: address(small, way: nil)).perform(
            by: mediator, at: then, in: db, settings)
        let second = try last(of: id, in: db)
        try DecideReferral(sending: second, agrees: true).perform(
            by: person, at: then, in: db, settings)
        let token = Keys.randomText()
        try MakeLink(sending: second, token: token).perform(
            by: mediator, at: then, in: db, settings)
        try AnswerReferral(door: .link(token), answer: .accepted, reason: nil, words: nil)
            .perform(at: days(-8, now), in: db, settings)
        then = days(-5, now)
        try ReturnOutcome(door: .link(token), outcome: .served, on: settings.zone.day(of: then))
            .perform(at: then, in: db, settings)
    }

    private func waiting(
        _ code: String, _ language: String, _ name: String, _ told: String, _ body: Receiver,
        at then: Moment, in db: Writer
    ) throws {
        try MakeReferral(
            need: need(code, language),
            content: ReferralContent(
                name: name, birth: nil, contact: nil, told: told, by: mediator.name),
            code: nil, address: address(body, way: .oral), isDemo: true
        ).perform(by: mediator, at: then, in: db, settings)
    }

    private func need(_ code: String, _ language: String) -> ReferralNeed {
        ReferralNeed(need: code, language: language, municipality: place, urgency: .week)
    }

    private func address(_ body: Receiver, way: ConsentWay?) -> ReferralAddress {
        ReferralAddress(body: .known(body.id), facts: [.name, .contact, .told], way: way)
    }

    private func last(of referral: ReferralID, in db: Reader) throws -> SendingID {
        let found = try Referral.find(referral, for: mediator, in: db).referral
        guard let last = found.sendings.last else { throw Refused.notFound }
        return last.id
    }
}

extension ServiceNetwork {
    /// Loads invented referrals of a mediator, for a person and two without accounts, to the bodies of two clerks.
    public func loadDemoReferrals(
        by mediator: Principal, of person: Principal, to clerks: [Principal], near place: PlaceCode,
        at now: Moment
    ) async throws -> Int {
        // Invented people get no letters of what happened before they were invented.
        var quiet = referrals
        quiet.tell = { _, _, _ in }
        let loading = LoadDemoReferrals(
            mediator: mediator, person: person, clerks: clerks, place: place, settings: quiet)
        return try await database.write { db in try loading.perform(at: now, in: db) }
    }
}
