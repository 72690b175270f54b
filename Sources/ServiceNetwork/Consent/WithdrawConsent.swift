import Kernel
import Storage

/// A person takes back one consent. Of a path, the path ends; of a referral, this body reads nothing of it any more, and
/// where no other consent stands what was told is deleted.
struct WithdrawConsent: Sendable {
    let consent: ConsentID

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws {
        guard let found = try Consent.find(consent, in: db),
            try Consent.isOwn(consent, principal, in: db)
        else { throw Refused.notFound }
        if found.withdrawnAt != nil { return }
        let path: PathID? = try db.value(
            "SELECT id FROM integration_path WHERE consent = \(consent)")
        if let path {
            return try EndPath(path: path, byKeeper: false).perform(by: principal, at: now, in: db)
        }
        try found.close(by: principal, at: now, in: db)
        let sending: SendingID? = try db.value(
            "SELECT id FROM referral_sending WHERE consent = \(consent)")
        guard let sending else { return }
        try endLink(sending, in: db)
        let referral = try Sending.find(sending, for: principal, .person, in: db).0
        if referral.content != nil, !referral.sendings.contains(where: { $0.isOpen(at: now) }) {
            try WithdrawReferral.end(referral, by: principal, at: now, in: db)
        }
    }
}

extension Sending {
    /// Whether the person's yes to it stands or is waited for.
    fileprivate func isOpen(at now: Moment) -> Bool {
        phase(at: now) == .asked || consent?.isInForce(at: now) == true
    }
}
