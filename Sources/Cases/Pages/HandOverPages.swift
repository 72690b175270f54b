import Kernel
import Languages
import Storage
import Web

/// The cases that somebody has, on the board; several of them are handed over together.
struct HandOverPages: Sendable {
    let cases: Cases

    var routes: [Route] {
        [
            .post(
                "/desk/handovers", may: .role(.supervisor),
                "Give several cases back to the queue or to an officer, or see what would happen",
                handOver)
        ]
    }

    /// To whom the cases of the list may be given: those who work at one of their offices, each once.
    func officers(of takes: [DeskBoard.Held]) async throws -> [CaseOfficer] {
        let offices = Set(takes.map(\.office)).sorted()
        let house = cases.house
        let found = try await cases.database.read { db in
            try offices.flatMap { try house.neighbours.officers($0, db) }
        }
        var seen = Set<AccountID>()
        return found.filter { seen.insert($0.account).inserted }
    }

    /// The list of a board, with what can be done with the chosen ones.
    func taken(
        _ takes: [DeskBoard.Held], _ officers: [CaseOfficer], _ exchange: Exchange
    ) -> HTML {
        let t = exchange.t
        if takes.isEmpty {
            let empty = emptyState(title: t("Nothing here"), words: t("Nobody has a case now."))
            return takenSection(empty, t)
        }
        let rows = takes.map { held -> [HTML] in
            [
                rowBox(value: held.reference.text, label: held.reference.text),
                rowLink(held.reference.text, to: "/desk/cases/\(held.reference)"), "\(held.name)",
                "\(moment(held.takenAt, t))", "\(moment(held.actedAt, t))",
            ]
        }
        let table = sortableTable(
            t, caption: t.plural("{n} case", "{n} cases", takes.count),
            columns: [
                Column(t("Choose"), hidden: true), Column(t("Case")), Column(t("Taken by")),
                Column(t("Since")), Column(t("Last act")),
            ], rows: rows)
        let choices =
            [Choice("", t("back to the queue"))]
            + officers.map { Choice($0.account.description, $0.name) }
        let bar = bulkBar(
            t,
            """
            \(selectField(t, name: "to", label: t("Hand over to"), options: choices))
            \(button(t("See what would happen"), kind: .secondary, name: "step", value: "try"))
            \(button(t("Hand over"), name: "step", value: "do"))
            """)
        let form = postForm(to: "/desk/handovers", fields: exchange.formFields, table + bar)
        return takenSection(form, t)
    }

    private func takenSection(_ content: HTML, _ t: Translator) -> HTML {
        """
        <section id="taken" tabindex="-1"><h2>\(t("Who has which case"))</h2>\(content)</section>
        """
    }

    /// Sent twice, the second finds nothing to hand over and says so.
    @Sendable private func handOver(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let chosen = (exchange.form.fields["chosen"] ?? []).compactMap { Reference($0) }
        guard !chosen.isEmpty else { throw TakeRefusal.nothingChosen }
        let to = try receiver(exchange)
        let action = HandOverCases(references: Array(chosen.prefix(boardRows)), to: to)
        let (now, house) = (exchange.now, cases.house)
        let isTrial = exchange.form.text("step") != "do"
        let outcomes: [HandOverCases.Outcome]
        if isTrial {
            outcomes = try await cases.database.read { db in
                try action.outcomes(by: principal, at: now, in: db, house)
            }
        } else {
            outcomes = try await cases.database.write { db in
                try action.perform(by: principal, at: now, in: db, house)
            }
        }
        return report(exchange, outcomes, isTrial: isTrial)
    }

    /// Nobody stands for the queue; what is no account is nobody who could take a case.
    private func receiver(_ exchange: Exchange) throws -> AccountID? {
        let typed = exchange.form.text("to") ?? ""
        if typed.isEmpty { return nil }
        guard let account = AccountID(typed) else { throw TakeRefusal.cannotWork }
        return account
    }

    private func report(
        _ exchange: Exchange, _ outcomes: [HandOverCases.Outcome], isTrial: Bool
    ) -> Reply {
        let t = exchange.t
        let rows = outcomes.map { outcome -> [HTML] in
            let word =
                outcome.refusal.map { tag(t($0.explanation, $0.values), .care) }
                ?? tag(isTrial ? t("would be handed over") : t("handed over"), .good)
            return [
                rowLink(outcome.reference.text, to: "/desk/cases/\(outcome.reference)"),
                "\(outcome.holder ?? "–")", word,
            ]
        }
        let good = outcomes.count { $0.refusal == nil }
        let values = ["n": t.number(good), "all": t.number(outcomes.count)]
        let title =
            isTrial
            ? t("{n} of {all} cases would be handed over", values)
            : t("{n} of {all} cases were handed over", values)
        let again: HTML? = isTrial && good > 0 ? confirm(exchange, outcomes) : nil
        return .page(
            title, width: .desk,
            """
            <h1>\(title)</h1>
            \(sortableTable(t, caption: title, captionHidden: true,
                columns: [Column(t("Case")), Column(t("Taken by")), Column(t("What happens"))], rows: rows))
            \(again)<p><a href="/desk/board">\(t("Back to the board"))</a></p>
            """)
    }

    /// After the trial: the same cases, in earnest.
    private func confirm(_ exchange: Exchange, _ outcomes: [HandOverCases.Outcome]) -> HTML {
        let chosen = outcomes.filter { $0.refusal == nil }.html {
            hiddenField("chosen", $0.reference.text)
        }
        let to = hiddenField("to", exchange.form.text("to") ?? "")
        let press = button(exchange.t("Hand over"), name: "step", value: "do")
        return postForm(
            to: "/desk/handovers", fields: exchange.formFields, chosen + to + actions(press))
    }

    private func moment(_ at: Moment, _ t: Translator) -> String {
        let zone = cases.house.zone
        return t.date(zone.day(of: at)) + ", " + t.time(zone.minuteOfDay(of: at))
    }
}
