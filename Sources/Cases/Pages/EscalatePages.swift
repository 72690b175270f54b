import Kernel
import Languages
import LegalTime
import Storage
import Web

/// What a person can do when their case does not move, or was decided against them; and the dossier of a file.
struct EscalatePages: Sendable {
    let cases: Cases

    var routes: [Route] {
        [
            .get(
                "/cases/{reference}/escalate", may: .ownFiles,
                "What one can do next: ask, take the file along, go elsewhere", show),
            .post(
                "/cases/{reference}/dossier", may: .ownFiles,
                "Make the dossier of one's file", ofPerson),
            .post(
                "/desk/cases/{reference}/dossier", may: .role(.officer, .supervisor),
                "Make the dossier of a file", ofOffice),
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let reference = try exchange.reference("reference")
        let (now, house) = (exchange.now, cases.house)
        let opened = try await cases.database.read { db in
            try house.openOwn(reference, for: principal, to: .view, at: now, in: db)
        }
        if opened.mandate != nil {
            try await cases.database.write { db in try opened.noteLook(at: now, in: db) }
        }
        let (view, complaints) = try await cases.database.read { db in
            (
                try CaseView(opened.kase, for: opened.principal, at: now, in: db, house),
                try house.complaints(about: opened.kase, in: db)
            )
        }
        let complaint = ServiceComplaintParts(t: exchange.t, house: house)
            .section(view, complaints, mandate: opened.mandate)
        return page(exchange, view, complaint, mayAct: opened.mandate?.mayAct ?? true)
    }

    private func page(
        _ exchange: Exchange, _ view: CaseView, _ complaint: HTML, mayAct: Bool
    ) -> Reply {
        let t = exchange.t
        let base = "/cases/\(view.kase.reference)"
        let parts = CaseParts(view: view, t: t, house: cases.house, isOwn: true)
        let title = t("What you can do next")
        let dossier: HTML? =
            mayAct
            ? postForm(
                to: base + "/dossier", fields: exchange.formFields,
                actions(button(t("Make the dossier of my file"), kind: .secondary)))
            : nil
        return .page(
            title,
            """
            \(view.kase.isDemo ? demoNote(t) : HTML())<h1>\(title)</h1>
            <p><b class="number">\(view.kase.reference)</b> · \(view.procedure.title(t))</p>
            <p class="lead">\(parts.turn)</p>\(parts.clock)
            \(QuestionPages.section(exchange, view, cases.house, mayAct: mayAct))
            <h2>\(t("Take your file along"))</h2>
            <p>\(t("The dossier is one paper with a code that anybody can check: what happened, the dates that passed and how they were counted, messages with their proof, letters, and the list of documents."))</p>
            \(dossier)
            \(NotAcceptedPages.link(base, t))\(complaint)
            <h2>\(t("Go elsewhere"))</h2>
            <p>\(t("This is no legal advice. None of it stops a period: ask for help before you rely on it."))</p>
            \(urgent(view, t))\(ways(view, t))
            <p><a href="\(base)">\(t("Back to the case"))</a></p>
            """)
    }

    /// Where no source tells in what time a decision can be challenged, no period of other decisions is told for it.
    private func urgent(_ view: CaseView, _ t: Translator) -> HTML? {
        guard view.isPeriodUnknown else { return nil }
        let words = t(
            "This decision can be challenged. No source that was read says in what time, and it may be very short: ask for legal help today."
        )
        return "<p>\(tag(t("Soon"), .care)) \(words) \(unverifiedMark(t))</p>"
    }

    /// Those that fit how the case stands.
    private func ways(_ view: CaseView, _ t: Translator) -> HTML {
        let fitting = cases.house.policy.ways.filter { way in
            switch way.when {
            case .always: true
            case .late: view.isOfficeLate
            case .refused:
                view.kase.isDecided
                    && !cases.house.isGranted(view.kase) && !view.isPeriodUnknown
            }
        }
        if fitting.isEmpty {
            return "<p>\(t("This installation knows of no way that fits your case now."))</p>"
        }
        return fitting.html { way -> HTML in
            let mark: HTML? = way.rule.verified ? nil : " \(unverifiedMark(t))"
            let sources = way.rule.sources.html { "<li>\(linkedText($0))</li>" }
            return """
                <h3>\(way.title(t))</h3><p>\(way.rule.text(t)) \
                <span class="quiet small" lang="pt">(\(way.rule.article))</span>\(mark)</p>
                <details><summary>\(t("Sources"))</summary><ul class="small">\(sources)</ul></details>
                """
        }
    }

    @Sendable private func ofPerson(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let reference = try exchange.reference("reference")
        return try await make(exchange) { db, now, house in
            let opened = try house.openOwn(reference, for: principal, to: .act, at: now, in: db)
            try opened.noteDeed("dossier", at: now, in: db)
            return try MakeDossier(kase: opened.kase)
                .perform(by: opened.principal, at: now, in: db, house)
        }
    }

    @Sendable private func ofOffice(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let look = LookAtCase(
            reference: try exchange.reference("reference"), opened: .dossier)
        return try await make(exchange) { db, now, house in
            let kase = try look.perform(by: principal, at: now, in: db)
            return try MakeDossier(kase: kase).perform(by: principal, at: now, in: db, house)
        }
    }

    /// Makes it once, and leads to it.
    private func make(
        _ exchange: Exchange,
        _ perform: @escaping @Sendable (Writer, Moment, CaseHouse) throws -> LetterID
    ) async throws -> Reply {
        let (now, key, house) = (exchange.now, exchange.onceKey, cases.house)
        let path = try await cases.database.write { db in
            try db.once(key, at: now) { "/letters/\(try perform(db, now, house))" }
        }
        return .seeOther(path)
    }
}

extension CaseView {
    /// Whether it was decided so that no source tells in what time that can be challenged.
    var isPeriodUnknown: Bool {
        history.decision.flatMap { procedure.outcome($0.outcome) }?.isPeriodUnknown ?? false
    }

    /// Whether a period of the office that nobody met has ended: the decision's, or that of whoever has to act.
    var isOfficeLate: Bool {
        [decision, next].compactMap(\.self).contains { date in
            guard date.derivation.rule.whose == .state else { return false }
            if case .overdue = date.derivation.state(at: today) { return true }
            return false
        }
    }
}
