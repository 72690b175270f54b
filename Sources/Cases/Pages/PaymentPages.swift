import Formats
import Kernel
import Languages
import Storage
import Web

/// Asking for a payment document, getting another one, and what a payment service tells us.
struct PaymentPages: Sendable {
    let cases: Cases

    var routes: [Route] {
        [
            .post(
                "/desk/cases/{reference}/fee", may: .role(.officer, .supervisor),
                "Ask for the payment document of a fee", demand),
            .post(
                "/desk/cases/{reference}/fee/renewal", may: .role(.officer, .supervisor),
                "Ask again for a payment document that expired", renewAtDesk),
            .post(
                "/cases/{reference}/fee/renewal", may: .ownFiles,
                "Get another payment document after one expired", renew),
            .post(
                "/cases/{reference}/fee/demo-payment", may: .ownFiles,
                "Pretend to pay the document of an invented file", pretend),
            .post(
                "/payments/paid", may: .everyone,
                "A payment service tells that a demand was paid, signed with the shared secret",
                takes: .json, paid),
        ]
    }

    @Sendable private func demand(_ exchange: Exchange) async throws -> Reply {
        var input = FormInput(exchange)
        let typed = input.optionalText("amount", max: 20)
        let basis = input.optionalText("basis", max: noteMax)
        if !input.isValid { return try await cases.deskPage(exchange, errors: input.errors) }
        // Portuguese writes 121,95.
        let cents = typed.map { FeeAmount.hundredths($0.replacing(",", with: ".")) ?? 0 }
        let reference = try exchange.reference("reference")
        let action = DemandFee(reference: reference, cents: cents, basis: basis)
        return try await cases.actAtDesk(
            exchange, beside: { (refusal: FeeRefusal) in refusal.field },
            { principal, now, db, house in
                try action.perform(by: principal, at: now, in: db, house)
            })
    }

    @Sendable private func renewAtDesk(_ exchange: Exchange) async throws -> Reply {
        let action = RenewFee(reference: try exchange.reference("reference"))
        return try await cases.actAtDesk(exchange) { principal, now, db, house in
            _ = try Case.findForStaff(action.reference, principal, in: db)
            try action.perform(by: principal, at: now, in: db, house)
        }
    }

    @Sendable private func renew(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let (reference, house) = (try exchange.reference("reference"), cases.house)
        let action = RenewFee(reference: reference)
        return try await cases.act(exchange, to: "/cases/\(reference)") { db, now in
            let opened = try house.openOwn(reference, for: principal, to: .act, at: now, in: db)
            try opened.noteDeed("fee", at: now, in: db)
            try action.perform(by: opened.principal, at: now, in: db, house)
        }
    }

    @Sendable private func pretend(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let (reference, house) = (try exchange.reference("reference"), cases.house)
        return try await cases.act(exchange, to: "/cases/\(reference)") { db, now in
            let opened = try house.openOwn(reference, for: principal, to: .act, at: now, in: db)
            guard opened.kase.isDemo else { throw FeeRefusal.notInvented }
            guard let demand = try opened.kase.history(in: db).fees.last, demand.state == .open
            else { throw FeeRefusal.notNow }
            try opened.noteDeed("fee", at: now, in: db)
            let errand = FeeErrand(opened.kase.id, demand.number)
            let paid = NoteFeePaid(
                errand: errand, receipt: "DEMO-\(demand.number)", total: demand.asked.total)
            _ = try paid.perform(by: opened.principal, at: now, in: db, house)
        }
    }

    /// The answers are those of `docs/payment-contract.md`: codes for a program, no page.
    @Sendable private func paid(_ exchange: Exchange) async throws -> Reply {
        guard let secret = cases.house.payments?.secret else { return answer("not-set-up", 503) }
        guard exchange.body.count <= noteBytesMax else { return answer("too-large", 413) }
        let isSigned = secret.accepts(
            exchange.headers, "POST /payments/paid", exchange.body, at: exchange.now)
        guard isSigned else { return answer("not-signed", 401) }
        guard let note = PaymentNote(exchange.body) else { return answer("not-readable", 422) }
        guard let errand = FeeErrand(note.demand) else { return answer("unknown-demand", 404) }
        let action = NoteFeePaid(errand: errand, receipt: note.receipt, total: note.total)
        let (now, house) = (exchange.now, cases.house)
        do {
            let result = try await cases.database.write { db in
                try action.perform(at: now, in: db, house)
            }
            return .json(Array(JSON.object(["state": .string(result.rawValue)]).canonical.utf8))
        } catch let refusal as FeeRefusal {
            switch refusal {
            case .unknownDemand: return answer("unknown-demand", 404)
            case .wrongAmount: return answer("wrong-amount", 409)
            default: throw refusal
            }
        }
    }

    private func answer(_ code: String, _ status: Int) -> Reply {
        .json(Array(JSON.object(["error": .string(code)]).canonical.utf8), status: status)
    }
}

/// A receipt, an amount and a number: a few hundred bytes.
private let noteBytesMax = 16 * 1_024
