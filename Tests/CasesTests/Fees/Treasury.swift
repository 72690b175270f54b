import Kernel
import Storage
import Synchronization
import TestSupport
import Web

@testable import Cases

/// A payment service whose answers a test sets.
final class Treasury: Sendable {
    let answer = Mutex<PaymentAnswer?>(nil)
    let state = Mutex<PaymentState?>(nil)
    let orders = Mutex<[PaymentOrder]>([])

    static let secret: SharedSecret = {
        guard let secret = SharedSecret("a secret of more than thirty-two bytes") else {
            preconditionFailure("38 bytes are a secret")
        }
        return secret
    }()

    /// Down until it is given an answer.
    var provider: PaymentProvider {
        PaymentProvider(
            issue: { [self] order, _ in
                orders.withLock { $0.append(order) }
                guard let answer = answer.withLock({ $0 }) else {
                    throw OutgoingTrouble(words: "down")
                }
                return answer
            },
            state: { [self] _, _ in
                guard let state = state.withLock({ $0 }) else {
                    throw OutgoingTrouble(words: "down")
                }
                return state
            }, secret: Treasury.secret)
    }

    func issues(_ reference: String, until expires: Moment) {
        answer.withLock { $0 = .issued(reference: reference, expires: expires) }
    }

    func says(_ new: PaymentState?) { state.withLock { $0 = new } }
}

extension Fixture {
    /// Sends what is due to the payment service, once, as the outbox does.
    func drain(at now: Moment) async throws {
        let handlers = cases.outbox { now }
        for message in try await database.read({ db in try db.outboxDue(at: now, limit: 50) }) {
            guard let handler = handlers[message.kind] else { continue }
            let until = now.adding(seconds: 120)
            guard try await database.write({ db in try db.claim(message, until: until, at: now) })
            else { continue }
            do {
                try await handler(message)
                try await database.write { db in try db.settle(message.id, at: now) }
            } catch {
                let later = now.adding(seconds: 10)
                try await database.write { db in
                    try db.postpone(message.id, until: later, because: "\(error)")
                }
            }
        }
    }

    /// A renewal that was granted at noon.
    func granted(by person: Principal = ana) async throws -> Case {
        let household = Household(holder: anasHousehold.holder, holderIsRefugee: false, family: [])
        let action = FileCase(
            procedure: "renewal", household: household, municipality: lisbon,
            applicant: person.person ?? PersonID(1))
        let kase = try await database.write { [house] db in
            try action.perform(by: person, at: noon, in: db, house)
        }
        try await decide("granted", ["conditions-met"], of: kase, at: noon)
        return kase
    }

    func demand(
        _ kase: Case, at now: Moment, by officer: Principal = bruno, cents: Int64? = 44_020,
        basis: String? = "Tabela de taxas"
    ) async throws {
        let action = DemandFee(reference: kase.reference, cents: cents, basis: basis)
        try await database.write { [house] db in
            try action.perform(by: officer, at: now, in: db, house)
        }
    }

    func renew(_ kase: Case, at now: Moment, by principal: Principal) async throws {
        let action = RenewFee(reference: kase.reference)
        try await database.write { [house] db in
            try action.perform(by: principal, at: now, in: db, house)
        }
    }

    func pay(
        _ kase: Case, _ number: Int, receipt: String, at now: Moment, cents: Int64 = 44_020
    ) async throws -> NoteFeePaid.Result {
        let action = NoteFeePaid(
            errand: FeeErrand(kase.id, number), receipt: receipt, total: Money(cents: cents))
        return try await database.write { [house] db in
            try action.perform(at: now, in: db, house)
        }
    }

    func fees(of kase: Case) async throws -> [FeeDemand] {
        try await database.read { db in try kase.history(in: db).fees }
    }
}
