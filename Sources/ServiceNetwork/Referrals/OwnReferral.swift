public import Kernel
public import Storage

/// The code that a person shows at a desk: it ties a referral to their account without saying who they are.
struct ReferralCode: Sendable {
    let code: Reference

    static func new() -> ReferralCode { ReferralCode(code: .new("RE")) }

    /// A code of the person before it counts no longer.
    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ settings: ReferralSettings
    ) throws {
        guard let person = principal.person else { throw Refused.notFound }
        let hash = Consent.personHash(person, db.keys)
        try db.run("DELETE FROM referral_code WHERE person_hash = \(hash) OR ends_at <= \(now)")
        try db.run(
            """
            INSERT INTO referral_code (code_hash, person_hash, ends_at)
            VALUES (\(ReferralCode.hashed(code, db.keys)), \(hash),
                \(now.adding(seconds: Int64(settings.policy.codeMinutes) * 60)))
            """)
    }

    /// Uses a code up: the keyed hash of whose it is.
    static func claim(_ code: Reference, at now: Moment, in db: Writer) throws -> [UInt8] {
        let hash = hashed(code, db.keys)
        let person: [UInt8]? = try db.value(
            "SELECT person_hash FROM referral_code WHERE code_hash = \(hash) AND ends_at > \(now)")
        guard let person else {
            throw Refused(
                .invalid, "This code does not count, or no longer. The person can make a new one.")
        }
        try db.run("DELETE FROM referral_code WHERE code_hash = \(hash)")
        return person
    }

    private static func hashed(_ code: Reference, _ keys: Keys) -> [UInt8] {
        keys.lookup(code.text, use: "referral-code")
    }
}

/// The person says yes to one body by their account, and it is asked; or no, and it never is.
struct DecideReferral: Sendable {
    let sending: SendingID
    let agrees: Bool

    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ settings: ReferralSettings
    ) throws {
        let (referral, found) = try Sending.find(sending, for: principal, .person, in: db)
        guard found.phase(at: now) == .asked, var content = referral.content else {
            throw Refused(.conflict, "You were asked about this before, and it is settled.")
        }
        if agrees {
            content.person = principal.person
            try db.run(
                "UPDATE referral SET content = \(content.sealed(referral.id, db.keys)) WHERE id = \(referral.id)"
            )
            try StartSending(
                sending: sending, receiver: found.receiver, facts: found.facts, way: .account
            ).perform(referral, by: principal, at: now, in: db, settings)
        } else {
            try recall(found, of: referral, by: principal, at: now, in: db)
        }
    }
}

/// The person withdraws, or says so at the desk that noted their word: every consent of the referral ends in one
/// transaction, links open nothing, and what was told is deleted.
struct WithdrawReferral: Sendable {
    let referral: ReferralID

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws {
        let (found, part) = try Referral.find(referral, for: principal, in: db)
        // Who has an account speaks for themselves.
        guard part == .person || found.personHash == nil else { throw Refused.notFound }
        if found.content != nil {
            try WithdrawReferral.end(found, by: principal, at: now, in: db)
        }
    }

    /// For whoever may: its person, the desk on their word, the house where their account was closed.
    static func end(
        _ found: Referral, by principal: Principal, at now: Moment, in db: Writer
    ) throws {
        for sending in found.sendings {
            if let consent = sending.consent { try consent.close(by: principal, at: now, in: db) }
            if sending.phase(at: now) == .asked {
                try recall(sending, of: found, by: principal, at: now, in: db)
            }
            try endLink(sending.id, in: db)
        }
        try forget(found.id, in: db)
        try db.record(
            JournalEvent("network.referral.withdrawn", subject: found.subject), by: principal,
            at: now)
    }
}

/// What was told and written is deleted; that there was a referral stays, for the figures.
private func forget(_ referral: ReferralID, in db: Writer) throws {
    try db.run("UPDATE referral_sending SET words = NULL WHERE referral = \(referral)")
    try db.run("UPDATE referral SET content = NULL WHERE id = \(referral)")
}

extension ServiceNetwork {
    /// Deletes what was told in a batch of referrals that nobody agreed to, or whose every consent was over, before a
    /// moment; says how many.
    public func purgeReferrals(before: Moment, limit: Int, in db: Writer) throws -> Int {
        let over: [ReferralID] = try db.all(
            """
            SELECT f.id FROM referral f WHERE f.content IS NOT NULL AND f.made_at < \(before)
                AND NOT EXISTS (SELECT 1 FROM referral_sending s JOIN network_consent c ON c.id = s.consent
                    WHERE s.referral = f.id AND c.withdrawn_at IS NULL AND c.ends_at >= \(before))
                AND NOT EXISTS (SELECT 1 FROM referral_sending s WHERE s.referral = f.id AND s.asked_at >= \(before))
            ORDER BY f.id LIMIT \(limit)
            """
        ).map { try $0[0] }
        for referral in over { try forget(referral, in: db) }
        return over.count
    }
}
