import Kernel
import Languages
import Storage
import Web

/// The erasure of a file at the desk: what would go and what would stay, then two who say so.
struct ErasurePages: Sendable {
    let cases: Cases

    var routes: [Route] {
        [
            .get(
                "/desk/cases/{reference}/erasure", may: .role(.officer, .supervisor),
                "What goes and what stays where a file is erased, and whether it may be", show),
            .post(
                "/desk/cases/{reference}/erasure/proposal", may: .role(.officer, .supervisor),
                "Propose to erase a file", propose),
            .post(
                "/desk/cases/{reference}/erasure/return", may: .role(.officer, .supervisor),
                "Send the proposal to erase a file back with the reason", sendBack),
            .post(
                "/desk/cases/{reference}/erasure/confirmation", may: .role(.supervisor),
                "Erase a file that another human being proposed to erase", confirm),
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        try await page(exchange, errors: [])
    }

    private func page(_ exchange: Exchange, errors: [FieldError]) async throws -> Reply {
        let principal = try exchange.signedIn()
        let look = LookAtCase(reference: try exchange.reference("reference"))
        let (now, house) = (exchange.now, cases.house)
        let kase = try await cases.database.write { db in
            try look.perform(by: principal, at: now, in: db)
        }
        let plan = try await cases.database.read { db in
            try ErasurePlan(kase, for: principal, at: now, in: db, house)
        }
        return ErasureView(
            exchange: exchange, principal: principal, plan: plan, house: house, errors: errors
        ).reply
    }

    @Sendable private func propose(_ exchange: Exchange) async throws -> Reply {
        let reference = try exchange.reference("reference")
        return try await act(exchange, reference, ProposeErasure(reference: reference).perform)
    }

    @Sendable private func sendBack(_ exchange: Exchange) async throws -> Reply {
        let reference = try exchange.reference("reference")
        var input = FormInput(exchange)
        let because = input.optionalText("because", max: becauseMax) ?? ""
        if !input.isValid { return try await page(exchange, errors: input.errors) }
        if because.isEmpty {
            let words = exchange.t(ErasureRefusal.reasonMissing.explanation)
            return try await page(exchange, errors: [FieldError(field: "because", message: words)])
        }
        let action = SendBackErasure(reference: reference, because: because)
        return try await act(exchange, reference, action.perform)
    }

    private func act(
        _ exchange: Exchange, _ reference: Reference,
        _ perform: @escaping @Sendable (Principal, Moment, Writer, CaseHouse) throws -> Void
    ) async throws -> Reply {
        let principal = try exchange.signedIn()
        return try await cases.act(exchange, to: "/desk/cases/\(reference)/erasure") {
            [house = cases.house] db, now in
            try perform(principal, now, db, house)
        }
    }

    /// The papers leave the folder once the file is erased for sure.
    @Sendable private func confirm(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let reference = try exchange.reference("reference")
        // Without the moment of what was read nothing is confirmed.
        let typed = Int64(exchange.form.text("proposed") ?? "") ?? 0
        let action = EraseFile(
            reference: reference, proposedAt: Moment(microseconds: typed))
        let (now, key, house) = (exchange.now, exchange.onceKey, cases.house)
        let (path, digests) = try await cases.database.write { db in
            var digests: [String] = []
            let path = try db.once(key, at: now) {
                digests = try action.perform(by: principal, at: now, in: db, house)
                return "/desk/cases/\(reference)/erasure"
            }
            return (path, digests)
        }
        try await cases.removeErased(digests, untouchedSince: now)
        return .seeOther(path)
    }

    /// At the desk of a case that is over: the way here.
    static func link(_ view: CaseView, _ t: Translator) -> HTML {
        guard view.kase.isOver || view.isErasing else { return HTML() }
        let words =
            view.isErasing ? t("Erase the files of this person") : t("When this file may be erased")
        return "<p><a href=\"/desk/cases/\(view.kase.reference)/erasure\">\(words)</a></p>"
    }
}

extension CaseView {
    /// Whether it is a granted request that lets the office erase the other files of its person.
    fileprivate var isErasing: Bool {
        guard let wish = procedure.erases, let outcome = history.decision?.outcome,
            procedure.outcome(outcome)?.needsPapers ?? false
        else { return false }
        return history.answers[wish.field] == wish.option
    }
}

/// What stands in a reason.
private let becauseMax = 600
