import Kernel
import Languages
import Storage

/// What the payment service made of a demand; a second time it changes nothing.
struct NoteFeeAnswer {
    let errand: FeeErrand
    let answer: PaymentAnswer

    func perform(at now: Moment, in db: Writer, _ house: CaseHouse) throws {
        let kase = try Case.stored(errand.kase, in: db)
        // What the office noted by hand meanwhile took its place.
        guard try kase.history(in: db).fee(errand.number)?.state == .asked else { return }
        switch answer {
        case .issued(let reference, let expires):
            let event = FeeEvent.Issued(
                number: errand.number, reference: reference, expires: expires)
            try kase.record(FeeEvent.issuedKind, event, by: .house, at: now, in: db, house)
            try errand.post(.check, due: event.checkedAt, at: now, in: db)
            try kase.tellStep(
                FeeEvent.askedStep, key: "fee/\(errand.demand)/issued", at: now, in: db, house)
        case .refused(let reason):
            let event = FeeEvent.Refused(number: errand.number, reason: reason)
            try kase.record(FeeEvent.refusedKind, event, by: .house, at: now, in: db, house)
        }
    }
}

/// A document ended unpaid: only the payment service says so, so nothing expires while it is down.
struct NoteFeeExpired {
    let errand: FeeErrand

    func perform(at now: Moment, in db: Writer, _ house: CaseHouse) throws {
        let kase = try Case.stored(errand.kase, in: db)
        guard let demand = try kase.history(in: db).fee(errand.number), demand.state == .open,
            let issued = demand.issued, issued.expires <= now
        else { return }
        let event = FeeEvent.Expired(number: errand.number)
        try kase.record(FeeEvent.expiredKind, event, by: .house, at: now, in: db, house)
        try house.tell(kase, key: "fee/\(errand.demand)/expired", at: now, in: db) { t in
            .init(
                title: t("The payment document has expired"),
                body: t(
                    "The document {reference} can no longer be paid. Get another one on the page of your case: the amount is the same and you keep your place.",
                    ["reference": issued.reference]))
        }
    }
}

/// A demand was paid, as the payment service says, asked or unasked; the same receipt a second time changes nothing.
struct NoteFeePaid {
    enum Result: String, Sendable {
        case noted, known
        /// It was paid before, or waived: the money is owed back.
        case again
    }

    let errand: FeeErrand
    let receipt: String
    let total: Money

    func perform(
        by principal: Principal = .house, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws -> Result {
        guard !receipt.isEmpty else { throw FeeRefusal.receiptMissing }
        let row = try db.first("SELECT \(Case.columns) FROM kase WHERE id = \(errand.kase)")
        guard let kase = try row.map(Case.init) else { throw FeeRefusal.unknownDemand }
        let history = try kase.history(in: db)
        guard let demand = history.fee(errand.number), demand.issued != nil else {
            throw FeeRefusal.unknownDemand
        }
        if history.feeReceipts.contains(receipt) { return .known }
        guard demand.asked.total == total else { throw FeeRefusal.wrongAmount }
        let isOver = history.isDone(FeeEvent.paidStep) || history.isDone(FeeEvent.waivedStep)
        if !isOver { try kase.reopenUnpaid(by: principal, at: now, in: db, house) }
        let event = FeeEvent.Paid(number: errand.number, receipt: receipt, total: total)
        try kase.record(FeeEvent.paidKind, event, by: principal, at: now, in: db, house)
        if isOver { return .again }
        try kase.tellStep(
            FeeEvent.paidStep, key: "fee/\(errand.demand)/paid", at: now, in: db, house)
        return .noted
    }
}

extension Case {
    /// Tells the person what the procedure's file has for a step.
    fileprivate func tellStep(
        _ step: String, key: String, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws {
        guard let rule = try house.procedure(procedure).step(step), let words = rule.tells else {
            return
        }
        try house.tell(self, key: key, at: now, in: db) { t in
            .init(title: rule.title(t), body: words(t))
        }
    }
}

extension FeeEvent.Issued {
    /// When the payment service is asked whether it was paid.
    fileprivate var checkedAt: Moment { expires.adding(seconds: checkSecondsAfterEnd) }
}

extension Case {
    /// A step noted by hand closed demands, and was taken back: the payment service, whose answers nobody waited for
    /// meanwhile, is asked again for those that are under way again.
    func resumeFees(
        after closed: CaseHistory, at now: Moment, in db: Writer
    ) throws {
        for demand in try history(in: db).fees where closed.fee(demand.number)?.state == .closed {
            let errand = FeeErrand(id, demand.number)
            switch demand.state {
            case .asked: try errand.post(.demand, due: now, again: now, at: now, in: db)
            case .open:
                let due = max(demand.issued?.checkedAt ?? now, now)
                try errand.post(.check, due: due, again: now, at: now, in: db)
            case .refused, .expired, .paid, .closed: break
            }
        }
    }
}

/// Payments of the last minute are on their way.
private let checkSecondsAfterEnd: Int64 = 300
