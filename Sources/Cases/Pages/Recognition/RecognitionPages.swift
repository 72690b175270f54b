import Kernel
import Languages
import LegalTime
import Storage
import Web

/// For everyone: the ways of recognition with time and cost, who decides, and whether an equal degree was decided on.
struct RecognitionPages: Sendable {
    let cases: Cases

    var routes: [Route] {
        [
            .get(
                "/recognition", may: .everyone,
                "Who recognises which qualification, how long it takes, and earlier decisions on an equal degree",
                show)
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let today = cases.house.zone.day(of: exchange.now)
        let question = PrecedentForm(exchange, cases.house)
        let answer = try await found(question)
        return .page(
            t("Recognition of qualifications"), status: question.errors.isEmpty ? 200 : 422,
            withErrors(
                t, question.errors,
                """
                <h1>\(t("Recognition of qualifications"))</h1>
                <p class="lead">\(t("Which ways there are, who decides, how long it may take, and what is not known."))</p>
                <p><a href="/check/recognition-of-qualifications">\(t("Find out which way is yours"))</a></p>
                <h2>\(t("The ways, their time and their cost"))</h2>\(ways(today, t))
                <h2>\(t("Who decides"))</h2>\(BodyList(policy: cases.house.policy, t: t).html)
                <h2>\(t("Was there a decision on an equal degree?"))</h2>
                <p>\(t("If all four conditions are equal, an earlier decision can serve you. The register has no names, and says neither when nor how often."))</p>
                \(question.answer(answer, cases.house))\(question.html)
                """))
    }

    /// Of real files; where there are none, of invented ones, which the page then says.
    private func found(_ question: PrecedentForm) async throws -> FoundPrecedent? {
        guard let facts = question.facts else { return nil }
        let kind = question.kind
        return try await cases.database.read { db -> FoundPrecedent in
            for isDemo in [false, true] {
                let register = PrecedentRegister(kind: kind, isDemo: isDemo)
                let outcomes = try register.match(facts, in: db).outcomes
                if !outcomes.isEmpty { return FoundPrecedent(outcomes: outcomes, isDemo: isDemo) }
            }
            return FoundPrecedent(outcomes: [], isDemo: false)
        }
    }

    private func ways(_ today: Day, _ t: Translator) -> HTML {
        let rows = cases.house.policy.procedures.filter { $0.concern == .qualification }
            .map { procedure -> [HTML] in
                [
                    "<a href=\"/guides/\(procedure.code)\">\(term(t, procedure.title(t), official: procedure.official))</a>",
                    time(procedure, today, t), "\(t("not known"))",
                ]
            }
        return sortableTable(
            t, caption: t("The ways, their time and their cost"), captionHidden: true,
            columns: [
                Column(t("Way")), Column(t("How long, at most")), Column(t("What it costs")),
            ],
            rows: rows)
    }

    /// The period of the law with its mark; what it takes in fact the figures say.
    private func time(_ procedure: Procedure, _ today: Day, _ t: Translator) -> HTML {
        guard let rule = procedure.clocks.rule("decision", on: today) else {
            return "\(t("not known"))"
        }
        let mark: HTML? = rule.isVerified ? nil : " \(unverifiedMark(t))"
        return """
            \(length(rule, t)) <span class="quiet small" lang="pt">(\(rule.article))</span>\(mark)
            """
    }
}

/// What the register answers to anyone: outcomes, each once.
struct FoundPrecedent: Sendable {
    let outcomes: [String]
    let isDemo: Bool
}

/// The directory of competent bodies, with what of it is known.
struct BodyList {
    let policy: Policy
    let t: Translator

    var html: HTML {
        let lines = policy.bodies.bodies.html { body -> HTML in
            let mark: HTML? = body.verified ? nil : " \(unverifiedMark(t))"
            let sources = body.sources.html { "\(linkedText($0)) " }
            return """
                <li><b>\(body.title(t))</b>: \(body.does(t))\(mark) <span class="quiet small">\(sources)</span></li>
                """
        }
        if policy.bodies.bodies.isEmpty {
            return "<p>\(t("No source names anybody here yet."))</p>"
        }
        return "<ul>\(lines)</ul>\(professions)"
    }

    /// The honest count: of how many professions the body is known.
    private var professions: HTML {
        guard let count = policy.bodies.professions else { return HTML() }
        let words = t(
            "A source counts more than {all} regulated professions. The body that decides is known here for {n} of them: ask the authority of your sector or your professional order.",
            ["all": String(count.atLeast), "n": String(policy.bodies.professionsKnown)])
        let mark: HTML? = count.verified ? nil : " \(unverifiedMark(t))"
        return "<p>\(words)\(mark)</p>"
    }
}
