public import Kernel
import Web

/// What a payment service is asked for: an amount and its lines, and no word about who pays.
public struct PaymentOrder: Sendable, Equatable {
    public struct Line: Sendable, Equatable {
        public let title: String
        public let cents: Int64
    }

    /// Our number of the demand; the same order may come more than once.
    public let demand: String
    public let total: Money
    public let lines: [Line]
}

/// What the payment service makes of an order.
public enum PaymentAnswer: Sendable, Equatable {
    /// It can be paid with a reference until a moment.
    case issued(reference: String, expires: Moment)
    /// It will never make a document of this order.
    case refused(String)
}

/// How a document stands with the payment service.
public enum PaymentState: Sendable, Equatable {
    case open
    case expired
    case paid(receipt: String, total: Money)
}

/// What makes payment documents (DUC) and tells whether one was paid: a service of the State over HTTP, or the
/// demonstration's own.
public struct PaymentProvider: Sendable {
    /// Throws where it may go better later.
    let issue: @Sendable (PaymentOrder, Moment) async throws -> PaymentAnswer
    /// Asked after the last moment of a document; throws where nobody answers, and then nothing expires.
    let state: @Sendable (_ demand: String, Moment) async throws -> PaymentState
    /// Signs what is sent, and what comes in; nil where nothing comes in.
    let secret: SharedSecret?
}

extension PaymentProvider {
    /// Invented documents for invented people: no money moves, and every page says so.
    static let demo = PaymentProvider(
        issue: { order, now in
            let digits = String(order.demand.utf8.reduce(UInt32(7)) { $0 &* 31 &+ UInt32($1) })
            return .issued(
                reference: "DEMO " + digits, expires: now.adding(seconds: demoSecondsOpen))
        },
        state: { _, _ in .expired }, secret: nil)
}

/// A day, as a private guide tells of the real ones.
private let demoSecondsOpen: Int64 = 86_400
