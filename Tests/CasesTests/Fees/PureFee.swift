import Kernel

@testable import Cases

/// What happens to the fee of a case: by the office, the person, and the payment service.
enum PureFee: String, Hashable, Sendable, CaseIterable {
    case demand, issue, refuse, expire, pay
}

extension PureCase {
    /// As the actions refuse it: what the payment service says of a demand that does not wait for it changes nothing.
    func refusal(ofFee act: PureFee) throws -> CaseRefusal? {
        let state = history.fees.last?.state
        switch act {
        case .demand: return try history.feeRefusal(procedure) == nil ? nil : .stepNotNow
        case .issue, .refuse: return state == .asked ? nil : .stepNotNow
        case .expire: return state == .open ? nil : .stepNotNow
        case .pay:
            let isOver = history.isDone("fee-paid") || history.isDone("fee-waived")
            return issuedFee != nil && !isOver ? nil : .stepNotNow
        }
    }

    /// The last document that somebody could have paid, also late.
    private var issuedFee: FeeDemand? { history.fees.last { $0.issued != nil } }

    func event(ofFee act: PureFee) -> (kind: String, what: CaseEvent.What) {
        let number = history.fees.last?.number ?? 0
        switch act {
        case .demand:
            let kind =
                history.isDone("fee-asked") ? FeeEvent.askedAgainKind : FeeEvent.demandedKind
            return (kind, .fee(.demanded(sampleDemand(number + 1))))
        case .issue:
            let issued = FeeEvent.Issued(
                number: number, reference: "R \(number)", expires: now.adding(seconds: 86_400))
            return (FeeEvent.issuedKind, .fee(.issued(issued)))
        case .refuse:
            return (FeeEvent.refusedKind, .fee(.refused(.init(number: number, reason: "Não."))))
        case .expire: return (FeeEvent.expiredKind, .fee(.expired(.init(number: number))))
        case .pay:
            let paid = FeeEvent.Paid(
                number: issuedFee?.number ?? 0, receipt: "P \(history.feeReceipts.count + 1)",
                total: sampleDemand(1).total)
            return (FeeEvent.paidKind, .fee(.paid(paid)))
        }
    }
}

/// A demand of 440.20 EUR.
func sampleDemand(_ number: Int) -> FeeEvent.Demanded {
    FeeEvent.Demanded(
        number: number,
        charges: [FeeCharge("stated", LocalText(pt: "Taxa", en: "Fee"), nil, cents: 44_020)],
        total: Money(cents: 44_020), basis: "Tabela de taxas")
}
