import Kernel

/// What happens to a demand for a fee: how it is paid, and what becomes of it.
enum FeeEvent: Sendable, Equatable {
    case demanded(Demanded)
    case issued(Issued)
    case refused(Refused)
    case expired(Expired)
    case paid(Paid)

    /// The office, or the person after an expiry, asks for a payment document.
    struct Demanded: Codable, Sendable, Equatable {
        /// Counted from 1 in a case.
        let number: Int
        let charges: [FeeCharge]
        let total: Money
        /// Where the amount stands.
        let basis: String
    }

    /// The payment service made the document.
    struct Issued: Codable, Sendable, Equatable {
        let number: Int
        /// What is typed into a machine to pay.
        let reference: String
        let expires: Moment
    }

    /// The payment service will not make it.
    struct Refused: Codable, Sendable, Equatable {
        let number: Int
        let reason: String
    }

    /// Its time ended, and the payment service says that nobody paid.
    struct Expired: Codable, Sendable, Equatable {
        let number: Int
    }

    struct Paid: Codable, Sendable, Equatable {
        let number: Int
        /// The number of the receipt.
        let receipt: String
        let total: Money
    }

    static let demandedKind = "case.fee-demanded"
    /// The same after a document that the person had: clocks listen to it.
    static let askedAgainKind = "case.fee-asked-again"
    static let issuedKind = "case.fee-issued"
    static let refusedKind = "case.fee-refused"
    static let expiredKind = "case.fee-expired"
    static let paidKind = "case.fee-paid"

    /// The steps of a procedure's file that a demand does by itself.
    static let askedStep = "fee-asked"
    static let paidStep = "fee-paid"
    static let waivedStep = "fee-waived"
}

/// A demand for a fee as its events tell it.
struct FeeDemand: Sendable, Equatable {
    /// In the order of life.
    enum State: String, Sendable, CaseIterable {
        /// The payment service was asked and has not answered yet.
        case asked
        /// It will not make the document.
        case refused
        /// It can be paid.
        case open
        case expired
        case paid
        /// What the office noted by hand took its place.
        case closed
    }

    let asked: FeeEvent.Demanded
    let askedAt: Moment
    var state = State.asked
    var issued: FeeEvent.Issued?
    /// Why there is no document.
    var reason: String?
    var receipt: String?

    var number: Int { asked.number }
}

extension CaseHistory {
    /// How the last demand stands, for conditions of a procedure's file; `none` also where it was closed by hand.
    var feeWord: String {
        guard let last = fees.last, last.state != .closed else { return "none" }
        return last.state.rawValue
    }

    /// Every receipt that is known, each once.
    var feeReceipts: [String] { fees.compactMap(\.receipt) + laterReceipts }

    func fee(_ number: Int) -> FeeDemand? { fees.first { $0.number == number } }

    /// An event that the state of its demand does not take changes nothing.
    mutating func apply(_ fee: FeeEvent, _ event: CaseEvent) {
        switch fee {
        case .demanded(let asked):
            if let last = fees.indices.last, fees[last].state == .asked {
                fees[last].state = .closed
            }
            fees.append(FeeDemand(asked: asked, askedAt: event.at))
            // Another document takes the place of the warning about the one before.
            if isWarnedUnpaid { settleUnpaid() }
            if event.kind == FeeEvent.askedAgainKind { clockEvents.append((event.kind, event.at)) }
        case .issued(let issued):
            guard let index = index(issued.number, in: [.asked]) else { return }
            fees[index].state = .open
            fees[index].issued = issued
            add(FeeEvent.askedStep, at: event.at)
        case .refused(let refused):
            guard let index = index(refused.number, in: [.asked]) else { return }
            fees[index].state = .refused
            fees[index].reason = refused.reason
        case .expired(let expired):
            guard let index = index(expired.number, in: [.open]) else { return }
            fees[index].state = .expired
        case .paid(let paid): pay(paid, at: event.at)
        }
    }

    /// Money for a document that expired is money: it pays the fee, and what was asked for after it is closed.
    private mutating func pay(_ paid: FeeEvent.Paid, at: Moment) {
        guard let index = index(paid.number, in: FeeDemand.State.allCases) else { return }
        guard !isDone(FeeEvent.paidStep), !isDone(FeeEvent.waivedStep) else {
            laterReceipts.append(paid.receipt)
            return
        }
        closeFees()
        fees[index].state = .paid
        fees[index].receipt = paid.receipt
        add(FeeEvent.paidStep, at: at)
        settleUnpaid()
    }

    /// A step that the office did by hand takes the place of a demand that is under way.
    mutating func settleFee(_ step: CaseEvent.StepDone) {
        let steps = [FeeEvent.askedStep, FeeEvent.paidStep, FeeEvent.waivedStep]
        if steps.contains(step.code) { closeFees() }
        if steps.dropFirst().contains(step.code) { settleUnpaid() }
    }

    private mutating func closeFees() {
        for index in fees.indices where fees[index].state != .paid { fees[index].state = .closed }
    }

    private func index(_ number: Int, in states: [FeeDemand.State]) -> Int? {
        fees.firstIndex { $0.number == number && states.contains($0.state) }
    }
}
