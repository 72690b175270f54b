import Kernel
import Storage

extension FeeEvent {
    /// Reads a line of the journal; nil where it tells of no fee.
    init?(_ line: JournalLine) {
        let known: FeeEvent? =
            switch line.kind {
            case FeeEvent.demandedKind, FeeEvent.askedAgainKind:
                line.decoded(Demanded.self).map { .demanded($0) }
            case FeeEvent.issuedKind: line.decoded(Issued.self).map { .issued($0) }
            case FeeEvent.refusedKind: line.decoded(Refused.self).map { .refused($0) }
            case FeeEvent.expiredKind: line.decoded(Expired.self).map { .expired($0) }
            case FeeEvent.paidKind: line.decoded(Paid.self).map { .paid($0) }
            default: nil
            }
        guard let known else { return nil }
        self = known
    }
}

/// How the fee of a case stands, for its pages.
struct FeeStanding: Sendable {
    let demand: FeeDemand?
    /// How often the payment service was tried, and when it is tried again; nil where nothing waits.
    let wait: (attempts: Int, due: Moment)?
    /// What the table says for the people of the file; nil where no table is stored or another system kept the file.
    let quote: FeeQuote?
    /// Whether a demand can be made now.
    let mayDemand: Bool
    let mayRenew: Bool

    init(
        _ kase: Case, _ history: CaseHistory, _ members: [CaseMember], _ procedure: Procedure,
        in db: Reader, _ house: CaseHouse
    ) throws {
        demand = history.fees.last
        wait = try demand.flatMap { try db.outboxWait(FeeErrand(kase.id, $0.number).key) }
        let isServed = house.provider(for: kase) != nil
        mayDemand = try isServed && history.feeRefusal(procedure) == nil
        mayRenew = try isServed && history.feeRenewalRefusal(procedure) == nil
        quote = mayDemand ? try house.quote(kase, history, members) : nil
    }
}

extension CaseHouse {
    /// Who makes payment documents for a case: nobody but the demonstration's own service for an invented one, so that
    /// no invented person ever reaches a real treasury, and the other way round.
    func provider(for kase: Case) -> PaymentProvider? {
        kase.isDemo ? PaymentProvider.demo : payments
    }

    /// What the fee table of the day of the request says; a request that was made here was made online.
    func quote(
        _ kase: Case, _ history: CaseHistory, _ members: [CaseMember]
    ) throws -> FeeQuote? {
        guard history.imported == nil, let schedule = policy.fees(of: kase.procedure) else {
            return nil
        }
        let day = zone.day(of: kase.filedAt)
        return try schedule.quote(
            members.map { FeePayer($0, on: day) }, by: .digital, on: day)
    }
}
