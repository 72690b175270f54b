import Kernel
import Storage

/// An officer asks for the payment document of a fee: of the table's sum, or of an amount that they state.
struct DemandFee {
    let reference: Reference
    /// What the officer typed; nil for the sum of the table.
    let cents: Int64?
    /// Where the typed amount stands, in words that the person reads.
    var basis: String?

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse) throws
    {
        let kase = try Case.findToAct(reference, principal, at: now, in: db)
        guard house.provider(for: kase) != nil else { throw FeeRefusal.noProvider }
        let history = try kase.history(in: db)
        if let refusal = try history.feeRefusal(house.procedure(kase.procedure)) { throw refusal }
        let members = try CaseMember.all(of: kase.id, in: db)
        let quote = try house.quote(kase, history, members)
        let schedule = house.policy.fees(of: kase.procedure)
        let table = schedule?.table(on: house.zone.day(of: kase.filedAt))
        let event: FeeEvent.Demanded
        if let quote, let total = quote.total, let table, cents == nil || cents == total.cents {
            event = FeeEvent.Demanded(
                number: history.nextFee, charges: quote.charges, total: total,
                basis: table.title.pt)
        } else {
            event = try stated(history.nextFee)
            let day = house.zone.day(of: kase.filedAt)
            if let most = schedule?.most(for: members.count, on: day), event.total.cents > most {
                throw FeeRefusal.aboveTable(most)
            }
        }
        if let refusal = event.refusal { throw refusal }
        try kase.demand(event, history, by: principal, at: now, in: db, house)
    }

    private func stated(_ number: Int) throws -> FeeEvent.Demanded {
        guard let cents else { throw FeeRefusal.amountImplausible }
        guard let basis, !basis.isEmpty else { throw FeeRefusal.basisMissing }
        let title = LocalText(
            pt: "Taxa, por indicação do serviço", en: "Fee, as the office states it")
        return FeeEvent.Demanded(
            number: number, charges: [FeeCharge("stated", title, nil, cents: cents)],
            total: Money(cents: cents), basis: basis)
    }
}

/// After a document expired the person, or the office, asks for another one: the same lines, and no place is lost.
struct RenewFee {
    let reference: Reference

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse) throws
    {
        let kase = try Case.find(reference, for: principal, in: db)
        if kase.access(of: principal) == .staff { try kase.noteAct(by: principal, at: now, in: db) }
        guard house.provider(for: kase) != nil else { throw FeeRefusal.noProvider }
        let history = try kase.history(in: db)
        let procedure = try house.procedure(kase.procedure)
        if let refusal = try history.feeRenewalRefusal(procedure) { throw refusal }
        guard let last = history.fees.last?.asked else { throw FeeRefusal.nothingExpired }
        let event = FeeEvent.Demanded(
            number: history.nextFee, charges: last.charges, total: last.total, basis: last.basis)
        try kase.demand(event, history, by: principal, at: now, in: db, house)
    }
}

extension CaseHistory {
    fileprivate var nextFee: Int { (fees.last?.number ?? 0) + 1 }
}

extension FeeEvent.Demanded {
    /// Why this is no amount to ask for, or nil; the sum is that of its lines.
    var refusal: FeeRefusal? {
        let sum = charges.reduce(Int64(0)) { $0 + $1.cents }
        return (1...feeCentsMax).contains(total.cents) && sum == total.cents
            ? nil : .amountImplausible
    }
}

extension Case {
    /// Records the demand, and hands it to the outbox: a payment service that is down is asked again.
    fileprivate func demand(
        _ event: FeeEvent.Demanded, _ history: CaseHistory, by principal: Principal,
        at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws {
        let isAgain = history.isDone(FeeEvent.askedStep)
        try record(
            isAgain ? FeeEvent.askedAgainKind : FeeEvent.demandedKind, event, by: principal,
            at: now, in: db, house)
        try FeeErrand(id, event.number).post(.demand, due: now, at: now, in: db)
    }
}
