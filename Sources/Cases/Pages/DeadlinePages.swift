import Kernel
import Languages
import LegalTime
import Web

/// "When does my deadline end?": anyone asks with a rule, a day and a place; nothing is stored.
struct DeadlinePages: Sendable {
    let cases: Cases

    var routes: [Route] {
        [
            .get("/deadlines", may: .everyone, "The periods of the law, to choose one", list),
            .get(
                "/deadlines/{law}/{clock}", may: .everyone,
                "When a period ends, how it is counted, and what follows", show),
            .get(
                "/deadlines/{law}/{clock}/deadline.ics", may: .everyone,
                "The last day of a period for a calendar", gives: "text/calendar", calendar),
        ]
    }

    @Sendable private func list(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let groups = cases.house.policy.periods.groups.sorted { $0.title(t) < $1.title(t) }
        return .page(
            t("When does my deadline end?"),
            """
            <h1>\(t("When does my deadline end?"))</h1>
            <p class="lead">\(t("Choose what you wait for, or what is asked of you. Then give the day; you see the last day and how it is counted."))</p>
            \(groups.html { group($0, t) })
            \(deadlineWarning(t))
            """)
    }

    private func group(_ group: PeriodGroup, _ t: Translator) -> HTML {
        let lines = group.names.html { name -> HTML in
            guard let rule = group.versions(name).first else { return HTML() }
            let path = DeadlineQuestion(law: group.code, clock: name).path
            let mark: HTML? = rule.isVerified ? nil : " \(unverifiedMark(t))"
            return """
                <li><a href="\(path)">\(ruleTerm(rule, t))</a> \
                <span class="quiet">\(length(rule, t))</span>\(mark)</li>
                """
        }
        return "<h2>\(group.title(t))</h2><ul>\(lines)</ul>"
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let view = try DeadlineView(exchange, cases.house)
        return .page(view.title, status: view.errors.isEmpty ? 200 : 422, view.html)
    }

    @Sendable private func calendar(_ exchange: Exchange) async throws -> Reply {
        let view = try DeadlineView(exchange, cases.house)
        guard let file = view.calendar else { throw Refused.notFound }
        return .download(
            Array(file.text.utf8), type: "text/calendar; charset=utf-8", name: "deadline.ics")
    }
}

/// What this page is, and what it is not.
func deadlineWarning(_ t: Translator) -> HTML {
    """
    <p class="quiet">\(t("This is a calculation, not legal advice: your letter and the law count. If a right of yours is at stake, ask someone in time."))</p>
    """
}
