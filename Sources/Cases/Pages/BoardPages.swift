import Kernel
import Languages
import LegalTime
import Storage
import Web

/// The supervisor's board: what waits, what comes and goes, how long it takes, what silence does, who has what.
struct BoardPages: Sendable {
    let cases: Cases

    var routes: [Route] {
        [
            .get(
                "/desk/board", may: .role(.supervisor),
                "The backlog, flow, time to decision, silence and workload of one's offices", board),
            .get(
                "/desk/board/{list}/data.csv", may: .role(.supervisor),
                "One table of the board as CSV", gives: "text/csv", file),
            .post(
                "/desk/handovers", may: .role(.supervisor),
                "Give several cases back to the queue or to an officer, or see what would happen",
                handOver),
        ]
    }

    @Sendable private func board(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let (board, days) = try await read(exchange)
        let officers = try await officers(of: board.takes)
        let tables = BoardTables(board: board, policy: cases.house.policy, t: t, days: days)
        let sections = BoardList.allCases.html { list -> HTML in
            section(list, tables.table(list), days, t)
        }
        let links = BoardList.allCases.html { list -> HTML in
            "<li><a href=\"#\(list.rawValue)\">\(tables.table(list).title)</a></li>"
        }
        return .page(
            t("Board"), width: .desk,
            """
            \(breadcrumbs(t, [NavItem(t("Queue"), path: "/desk"), NavItem(t("Board"), path: "/desk/board", current: true)]))
            <h1>\(t("Board"))</h1>
            <nav aria-label="\(t("On this page"))"><ul>\(links)<li><a href="#taken">\(t("Who has which case"))</a></li></ul></nav>
            \(choice(days, t))\(sections)\(taken(board.takes, officers, exchange))
            """)
    }

    @Sendable private func file(_ exchange: Exchange) async throws -> Reply {
        guard let list = BoardList(rawValue: exchange.parameters["list"] ?? "") else {
            throw Refused.notFound
        }
        let (board, days) = try await read(exchange)
        let tables = BoardTables(
            board: board, policy: cases.house.policy, t: exchange.t, days: days)
        return .download(
            tables.table(list).csv, type: "text/csv; charset=utf-8", name: "\(list.rawValue).csv")
    }

    private func read(_ exchange: Exchange) async throws -> (DeskBoard, Int) {
        let asked = Int(exchange.query["days"] ?? "") ?? 0
        let days = daysAhead.contains(asked) ? asked : daysStandard
        let question = BoardQuestion(
            principal: try exchange.signedIn(), now: exchange.now,
            today: cases.house.zone.day(of: exchange.now), days: days)
        return (try await cases.database.read { db in try question.run(in: db) }, days)
    }

    /// To whom the cases of the list may be given: those who work at one of their offices, each once.
    private func officers(of takes: [DeskBoard.Held]) async throws -> [CaseOfficer] {
        let offices = Set(takes.map(\.office)).sorted()
        let house = cases.house
        let found = try await cases.database.read { db in
            try offices.flatMap { try house.neighbours.officers($0, db) }
        }
        var seen = Set<AccountID>()
        return found.filter { seen.insert($0.account).inserted }
    }

    private func section(
        _ list: BoardList, _ table: BoardTable, _ days: Int, _ t: Translator
    ) -> HTML {
        let rows =
            table.rows.isEmpty
            ? emptyState(title: t("Nothing here"), words: table.note) : table.html(t)
        let note: HTML? = table.rows.isEmpty ? nil : "<p>\(table.note)</p>"
        let link = Address("/desk/board/\(list.rawValue)/data.csv").setting(
            "days", to: String(days))
        return """
            <section id="\(list.rawValue)" tabindex="-1"><h2>\(table.title)</h2>\(note)\(rows)
            <p><a href="\(link.text)">\(t("Download"))</a> (CSV)</p></section>
            """
    }

    /// How far ahead an effect of silence is shown.
    private func choice(_ days: Int, _ t: Translator) -> HTML {
        let options = daysAhead.map { Choice(String($0), t.plural("{n} day", "{n} days", $0)) }
        return """
            <form method="get" action="/desk/board" class="filters">
            \(selectField(t, name: "days", label: t("Silence within"), options: options, value: String(days)))
            \(actions(button(t("Show"), kind: .secondary)))</form>
            """
    }

    private func taken(
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
            \(selectField(t, name: "to", label: t("Hand over"), options: choices))
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

/// A choice of this installation: a week, a fortnight, a month, two.
private let daysAhead = [7, 14, 30, 60]
private let daysStandard = 30

/// What the law makes of silence, in a word or two.
func effectName(_ effect: ClockEffect, _ t: Translator) -> String {
    switch effect {
    case .none: t("no effect by itself")
    case .tacitApproval: t("tacit approval")
    case .tacitRefusal: t("tacit refusal")
    case .noObjection: t("no objection")
    case .lapse: t("lapses")
    case .mayLapse: t("may be declared ended")
    case .rightToSue: t("right to go to court")
    case .prescription: t("prescription")
    }
}
