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
        ]
    }

    @Sendable private func board(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let question = try question(exchange)
        let (board, offices) = try await read(question)
        let asked = try await cases.database.read { [cases] db in
            try OpenQuestion.all(question.scope, question.principal, in: db, cases.house)
        }
        let list = TakenCases(cases: cases)
        let officers = try await list.officers(of: board.takes)
        let tables = BoardTables(
            board: board, policy: cases.house.policy, names: BoardNames(offices, cases.house), t: t,
            days: question.days)
        let flow = BoardFlow(board: board, policy: cases.house.policy, question: question, t: t)
        let sections = BoardList.allCases.html { list -> HTML in
            let more: HTML? =
                switch list {
                case .goals: GoalPages(cases: cases).form(offices, exchange)
                case .flow: flow.whatIf(exchange)
                default: nil
                }
            return section(list, tables, question, more, t)
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
            <p><a href="/desk/board/repeats">\(t("What repeats in the files of your offices"))</a> · <a href="/desk/board/endings">\(t("How files ended"))</a></p>
            \(flow.alarm)\(choice(question, offices, t))\(DeskQuestions.board(asked, on: question.today, t))\(sections)\(list.taken(board.takes, officers, exchange))
            """)
    }

    @Sendable private func file(_ exchange: Exchange) async throws -> Reply {
        guard let list = BoardList(rawValue: exchange.parameters["list"] ?? "") else {
            throw Refused.notFound
        }
        var question = try question(exchange)
        question.rows = listFileMax + 1
        let (board, offices) = try await read(question)
        let tables = BoardTables(
            board: board, policy: cases.house.policy, names: BoardNames(offices, cases.house),
            t: exchange.t, days: question.days)
        return .download(
            tables.table(list).csv, type: "text/csv; charset=utf-8", name: "\(list.rawValue).csv")
    }

    /// What is asked for: an office of another supervisor is none that there is.
    func question(_ exchange: Exchange) throws -> BoardQuestion {
        let principal = try exchange.signedIn()
        let days = Int(exchange.query["days"] ?? "") ?? daysStandard
        var question = BoardQuestion(
            principal: principal, now: exchange.now,
            today: cases.house.zone.day(of: exchange.now),
            days: daysAhead.contains(days) ? days : daysStandard)
        if let typed = exchange.query["office"], !typed.isEmpty {
            guard let office = LocationID(typed), principal.supervises(office) else {
                throw Refused.notFound
            }
            question.office = office
        }
        return question
    }

    /// The board, and the offices among which one may be chosen.
    private func read(_ question: BoardQuestion) async throws -> (DeskBoard, [Choice]) {
        let house = cases.house
        return try await cases.database.read { db in
            let offices = try question.offices(in: db).map { office in
                Choice(
                    office.description,
                    try house.neighbours.placeName(office, db) ?? office.description)
            }
            return (try question.run(in: db, house), offices)
        }
    }

    private func section(
        _ list: BoardList, _ tables: BoardTables, _ question: BoardQuestion, _ more: HTML?,
        _ t: Translator
    ) -> HTML {
        let table = tables.table(list)
        let rows =
            table.rows.isEmpty
            ? emptyState(title: t("Nothing here"), words: table.note) : table.html(t)
        let note: HTML? = table.rows.isEmpty ? nil : "<p>\(table.note)</p>"
        let link = Address("/desk/board/\(list.rawValue)/data.csv")
            .setting("days", to: String(question.days))
            .setting("office", to: question.office?.description)
        return """
            <section id="\(list.rawValue)" tabindex="-1"><h2>\(table.title)</h2>\(note)\(tables.chart(list))\(rows)
            <p><a href="\(link.text)">\(t("Download"))</a> (CSV)</p>\(more)</section>
            """
    }

    /// How far ahead an effect of silence is shown, and of which office; who has one need not choose it.
    private func choice(
        _ question: BoardQuestion, _ offices: [Choice], _ t: Translator
    ) -> HTML {
        let days = daysAhead.map { Choice(String($0), t.plural("{n} day", "{n} days", $0)) }
        let several: HTML? =
            offices.count > 1
            ? selectField(
                t, name: "office", label: t("Office"), options: [Choice("", t("All"))] + offices,
                value: question.office?.description ?? "")
            : nil
        return """
            <form method="get" action="/desk/board" class="filters">\(several)
            \(selectField(t, name: "days", label: t("Silence within"), options: days,
                value: String(question.days)))
            \(actions(button(t("Show"), kind: .secondary)))</form>
            """
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
