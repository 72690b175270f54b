import Kernel

/// Why no fee is demanded, or no payment is taken.
enum FeeRefusal: Refusal, Equatable {
    case noProvider
    case notNow
    case stillAsked
    case stillOpen
    case nothingExpired
    case amountImplausible
    /// More than any reading of the table comes to, in cents.
    case aboveTable(Int64)
    case basisMissing
    case unknownDemand
    case wrongAmount
    case receiptMissing
    case notInvented

    var kind: RefusalKind {
        switch self {
        case .noProvider: .unavailable
        case .notNow, .stillAsked, .stillOpen, .nothingExpired, .wrongAmount: .conflict
        case .unknownDemand, .notInvented: .notFound
        case .amountImplausible, .aboveTable, .basisMissing, .receiptMissing: .invalid
        }
    }

    var explanation: String {
        switch self {
        case .noProvider:
            t("No payment service is set up here. Note the payment document by hand.")
        case .notNow: t("No fee is due while the case stands where it does.")
        case .stillAsked: t("The payment document is being made. Nothing has to be done.")
        case .stillOpen: t("There is a payment document that can still be paid.")
        case .nothingExpired: t("No payment document of this case has expired.")
        case .amountImplausible:
            t("Write the amount in euros, such as 121.95, more than 0 and at most {max}.")
        case .aboveTable:
            t(
                "No reading of the table of fees comes to more than {max} euros for the people of this file. Check what was typed."
            )
        case .basisMissing: t("Say where the amount stands: the person reads it.")
        case .unknownDemand: t("This payment document is not known here.")
        case .wrongAmount: t("This is not the amount that was asked for.")
        case .receiptMissing: t("A payment needs the number of its receipt.")
        case .notInvented: t("This page or file does not exist, or is not yours to see.")
        }
    }

    /// The field of the desk's form of which it speaks; nil where it speaks of the whole.
    var field: String? {
        switch self {
        case .amountImplausible, .aboveTable: "amount"
        case .basisMissing: "basis"
        default: nil
        }
    }

    var values: [String: String] {
        switch self {
        case .amountImplausible: ["max": String(feeCentsMax / 100)]
        case .aboveTable(let cents):
            ["max": "\(cents / 100).\(cents % 100 < 10 ? "0" : "")\(cents % 100)"]
        default: [:]
        }
    }
}

/// Marks a text for the catalogues; it is said in the visitor's language when the page is made.
private func t(_ english: String) -> String { english }

/// The dearest fee that any source names is 8,418 EUR, for an investor; a household of seven stays below this.
let feeCentsMax: Int64 = 10_000_000

extension CaseHistory {
    /// Why no demand can be made now, or nil. Reads nothing but its arguments.
    func feeRefusal(_ procedure: Procedure) throws -> FeeRefusal? {
        let stage = try procedure.standing(of: self).stage
        guard let rule = procedure.step(FeeEvent.askedStep),
            try rule.refusal(self, at: stage, note: "-") == nil
        else { return .notNow }
        switch fees.last?.state {
        case .asked: return .stillAsked
        case .open: return .stillOpen
        case .refused, .expired, .paid, .closed, nil: return nil
        }
    }

    /// Why the same is not asked for once more, or nil.
    func feeRenewalRefusal(_ procedure: Procedure) throws -> FeeRefusal? {
        if let refusal = try feeRefusal(procedure) { return refusal }
        return fees.last?.state == .expired ? nil : .nothingExpired
    }
}
