import Formats
public import Kernel
public import Storage

extension ServiceNetwork {
    /// Somebody's account was closed: nobody can say no in it any more, so every yes that they gave ends, and what was told
    /// and drawn up with them goes. Done again it changes nothing.
    public func leave(_ person: PersonID, at now: Moment, in db: Writer) throws {
        let hash = Consent.personHash(person, db.keys)
        try db.run("DELETE FROM referral_code WHERE person_hash = \(hash)")
        let told: SQL = "f.person_hash = \(hash) AND f.content IS NOT NULL"
        while let one = try Referral.load(told, in: db).first {
            try WithdrawReferral.end(one, by: .house, at: now, in: db)
        }
        // The house does for them what they could do themselves.
        let they = Principal(account: Principal.house.account, person: person, name: "", duties: [])
        let paths: [PathID] = try db.all(
            "SELECT id FROM integration_path WHERE holder_hash = \(hash) ORDER BY id"
        ).map { try $0[0] }
        for id in paths {
            try EndPath(path: id, byKeeper: false).perform(by: they, at: now, in: db)
            try DeletePath(path: id).perform(by: they, at: now, in: db)
        }
    }

    /// Whether a referral of theirs is on its way, or what was told in it still stands.
    public func isReferred(_ person: PersonID, in db: Reader) throws -> Bool {
        let hash = Consent.personHash(person, db.keys)
        return try Referral.load("f.person_hash = \(hash) AND f.content IS NOT NULL", in: db).first
            != nil
    }

    /// What is held of somebody's referrals and of what they allowed, as JSON; nil where there is nothing.
    public func referralHoldings(of person: PersonID, in db: Reader) throws -> [UInt8]? {
        let they = Principal(account: AccountID(0), person: person, name: "", duties: [])
        let referrals = try Referral.own(they, in: db)
        let consents = try Consent.all(of: they, in: db)
        if referrals.isEmpty, consents.isEmpty { return nil }
        let all: JSON = .object([
            "referrals": .array(referrals.map(\.json)), "consents": .array(consents.map(\.json)),
        ])
        return Array(all.pretty.utf8)
    }
}

extension Referral {
    fileprivate var json: JSON {
        .object([
            "need": .string(need.need), "language": .string(need.language),
            "municipality": .string(need.municipality.text),
            "urgency": .string(need.urgency.rawValue), "madeAt": .string(madeAt.description),
            "name": .text(content?.name), "birth": .text(content?.birth?.description),
            "contact": .text(content?.contact), "told": .text(content?.told),
            "referredBy": .text(content?.by), "sentTo": .array(sendings.map(\.json)),
        ])
    }
}

extension Sending {
    fileprivate var json: JSON {
        .object([
            "body": .string(receiver.name), "askedAt": .string(askedAt.description),
            "facts": .string(ConsentFact.text(facts)), "sentAt": .text(sentAt?.description),
            "answer": .text(answer?.rawValue), "answeredAt": .text(answeredAt?.description),
            "reason": .text(reason?.rawValue), "words": .text(words),
            "outcome": .text(outcome?.rawValue), "outcomeOn": .text(outcomeOn?.description),
            "takenBackAt": .text(recalledAt?.description),
        ])
    }
}

extension Consent {
    fileprivate var json: JSON {
        .object([
            "about": .string(scope.subject.description),
            "facts": .string(ConsentFact.text(scope.facts)),
            "bodies": .array(scope.bodies.sorted().map { .string($0.description) }),
            "givenAt": .string(givenAt.description), "endsAt": .string(endsAt.description),
            "withdrawnAt": .text(withdrawnAt?.description),
        ])
    }
}

extension JSON {
    /// Nothing where there is no text.
    fileprivate static func text(_ text: String?) -> JSON { text.map { .string($0) } ?? .null }
}
