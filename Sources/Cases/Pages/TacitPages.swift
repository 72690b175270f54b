import Kernel
import Languages
import Storage
import Web

/// What silence approved, on its person's page: the letter that says so, on request.
struct TacitPages: Sendable {
    let cases: Cases

    var routes: [Route] {
        [
            .post(
                "/cases/{reference}/tacit-letter", may: .ownFiles,
                "Ask for the letter which says that silence approved one's request", state)
        ]
    }

    /// Empty where nothing of the kind is noted, or somebody confirmed it.
    static func section(_ exchange: Exchange, _ view: CaseView, mayAct: Bool) -> HTML {
        guard mayAct, view.history.tacit != nil, view.history.decision == nil else {
            return HTML()
        }
        return postForm(
            to: "/cases/\(view.kase.reference)/tacit-letter", fields: exchange.formFields,
            actions(
                button(
                    exchange.t("Get the letter which says that it counts as approved"),
                    kind: .secondary)))
    }

    @Sendable private func state(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let (now, key, house) = (exchange.now, exchange.onceKey, cases.house)
        let reference = try exchange.reference("reference")
        let action = StateTacitApproval(reference: reference)
        let path = try await cases.database.write { db in
            try db.once(key, at: now) {
                let opened = try house.openOwn(reference, for: principal, to: .act, at: now, in: db)
                try opened.noteDeed("tacit-letter", at: now, in: db)
                return
                    "/letters/\(try action.perform(by: opened.principal, at: now, in: db, house))"
            }
        }
        return .seeOther(path)
    }
}
