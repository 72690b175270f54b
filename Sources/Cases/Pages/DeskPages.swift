import Kernel
import Languages
import LegalTime
import Storage
import Web

/// The queue of an office: what is due first stands first; the state of the list is its address.
struct DeskPages: Sendable {
    let cases: Cases

    var routes: [Route] {
        let page = Route.get(
            "/desk", may: .role(.officer, .supervisor), "The queue of one's offices", queue)
        let files = ListFile.Form.allCases.map { form in
            Route.post(
                "/desk.\(form.rawValue)", may: .role(.officer, .supervisor),
                "The queue of one's offices as a file, filtered as on the page",
                gives: form.mediaType
            ) { try await file($0, form) }
        }
        return [page] + files
    }

    /// What was asked for, whole; that it was taken along is kept before anything is sent.
    private func file(_ exchange: Exchange, _ form: ListFile.Form) async throws -> Reply {
        let house = cases.house
        let queue = asked(exchange, try exchange.signedIn())
        return try await cases.takeAlong(
            exchange, form, list: "desk",
            filters: filters.filter { !(exchange.query[$0] ?? "").isEmpty },
            columns: DeskQueue.fileColumns, named: "queue"
        ) { last, principal, db in
            try queue.batch(after: last, principal, in: db, house)
        }
    }

    /// The queue as the address asks for it, without order and page.
    private func asked(_ exchange: Exchange, _ principal: Principal) -> DeskQueue {
        let office = exchange.query["office"].flatMap { LocationID($0) }
        var queue = DeskQueue(scope: WorkOffices(principal).narrowed(to: office))
        queue.search = QueueSearch(searched(exchange), keys: cases.database.keys)
        queue.state = exchange.query["state"].flatMap { $0.isEmpty ? nil : $0 }
        queue.procedure = exchange.query["procedure"].flatMap { $0.isEmpty ? nil : $0 }
        // Whoever asks for a stage in which nobody acts asks for closed files.
        let isEnd = stages.contains { $0.code == queue.state && $0.turn == .none }
        queue.closed = isEnd || exchange.query["closed"] != nil
        queue.turn = exchange.query["turn"].flatMap(Turn.init(rawValue:))
        queue.today = cases.house.zone.day(of: exchange.now)
        queue.clock = listed.first { $0.name == exchange.query["clock"] }?.name
        queue.taken = exchange.query["taken"].flatMap(DeskQueue.Taken.init(rawValue:))
        queue.lapsed = Take.lapsed(at: exchange.now)
        queue.overdueOn = exchange.query["overdue"] == nil ? nil : queue.today
        return queue
    }

    @Sendable private func queue(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let principal = try exchange.signedIn()
        let today = cases.house.zone.day(of: exchange.now)
        let sorting =
            Sorting(exchange.query["sort"], in: columns(t))
            ?? Sorting(key: DeskQueue.Sort.nextDate.rawValue)
        var queue = asked(exchange, principal)
        queue.sort = DeskQueue.Sort(rawValue: sorting.key) ?? .nextDate
        queue.descending = sorting.descending
        queue.page = min(exchange.listPage, queueCountMax / queueRows)
        let whole = queue
        let (result, names, asked) = try await cases.database.read { [cases] db in
            // It travels with the queue's own question.
            let asked = try OpenQuestion.ahead(
                WorkOffices(principal), principal, limit: 1, in: db, cases.house)
            let result = try whole.run(principal, in: db)
            let names = try cases.house.names(
                of: WorkOffices(principal), shown: result.lines.map(\.kase.office), in: db)
            return (result, names, try asked.get().first)
        }
        let waiting = DeskQuestions.line(asked, on: today, t)
        let bar = try await bulkBar(exchange, result)
        return page(exchange, queue, result, names, sorting, today, waiting, bar)
    }

    private func page(
        _ exchange: Exchange, _ queue: DeskQueue, _ result: DeskQueue.Result,
        _ offices: [LocationID: String], _ sorting: Sorting, _ today: Day, _ waiting: HTML,
        _ bar: HTML
    ) -> Reply {
        let t = exchange.t
        let address = self.address(exchange)
        // Who serves one office need not read its name in every line.
        let several = offices.count > 1
        let rows = result.lines.map { line in
            row(line, several ? offices : [:], today, t)
        }
        let table =
            rows.isEmpty
            ? emptyState(
                title: t("Nothing here"), words: nothing(searched(exchange), t))
            : sortableTable(
                t, caption: caption(result, t),
                columns: columns(t, several, dateTitle(queue, t)),
                rows: rows, sorting: sorting, address: address)
        return .page(
            t("Queue"), width: .desk,
            """
            <a class="skip" href="#cases">\(t("Skip to the list of cases"))</a>
            <h1>\(t("Queue"))</h1>\(waiting)\(taking(exchange))\(HeardPages.buttons(exchange, cases.house, to: "/desk/heard"))\(filter(exchange, offices))
            <div id="cases" tabindex="-1">\(rows.isEmpty ? table : choosing(exchange, table, bar))</div>
            \(pager(t, page: queue.page, pages: result.pages, address: address))
            \(if: !rows.isEmpty, listFileForms(exchange, fileAddress(exchange, "csv"), fileAddress(exchange, "json")))
            \(hints(t))
            """)
    }

    private func caption(_ result: DeskQueue.Result, _ t: Translator) -> String {
        let count = t.plural("{n} case", "{n} cases", result.count)
        return result.isMore
            ? count + " – " + t("the first of more: narrow the list with the filter") : count
    }

    /// The main thing to do here; its key works without script.
    private func taking(_ exchange: Exchange) -> HTML {
        let t = exchange.t
        let nothing: HTML? =
            exchange.query["nothing"] == nil
            ? nil
            : "<p role=\"status\">\(t("Nothing waits for you now: what is left is the person's turn, or somebody has it."))</p>"
        let press: HTML =
            "<button class=\"button\" accesskey=\"n\">\(t("Take the next case"))</button>"
        let form = postForm(to: "/desk/next", fields: exchange.formFields, actions(press))
        let isSupervisor = exchange.principal?.has(.supervisor) ?? false
        let board: HTML? =
            isSupervisor
            ? "<p><a href=\"/desk/board\" accesskey=\"b\">\(t("The board of your offices"))</a> · <a href=\"/desk/apart\">\(t("Families decided apart"))</a></p>"
            : nil
        let rule = t(
            "What you gave back today comes to others first: to you once somebody else has opened it, or tomorrow."
        )
        return "\(nothing)\(form)<p class=\"quiet small\">\(rule)</p>\(board)\(deskLists(t))"
    }

    private func filter(_ exchange: Exchange, _ offices: [LocationID: String]) -> HTML {
        QueueFilter(
            exchange: exchange, search: searched(exchange), stages: stages, clocks: listed,
            procedures: cases.house.policy.procedures, offices: offices
        ).html
    }

    private func hints(_ t: Translator) -> HTML {
        keyHints(
            t,
            [
                (t("access key of the browser + N"), t("take the next case")),
                ("↑ ↓", t("choose a case")), ("Enter", t("open it")),
            ])
    }

    private func searched(_ exchange: Exchange) -> String {
        String((exchange.query["search"] ?? "").prefix(searchMax))
    }

    private func nothing(_ searched: String, _ t: Translator) -> String {
        switch QueueSearch(searched) {
        case nil: t("No case of your offices matches. Change the filter.")
        case .number:
            t("No case of your offices that fits the filter has a document with this number.")
        case .reference(let reference, _):
            t(
                "No case of your offices that fits the filter has the reference {reference}.",
                ["reference": reference.text])
        case .words:
            t(
                "Nobody in a case of your offices that fits the filter is called “{words}”.",
                ["words": searched]) + " " + t("A reference is found only when it is complete.")
        }
    }

    private func address(_ exchange: Exchange) -> Address {
        address("/desk", filters + ["sort", "page"], exchange)
    }

    /// The same list as a file: all pages of it, in no order of its own.
    private func fileAddress(_ exchange: Exchange, _ ending: String) -> Address {
        address("/desk." + ending, filters, exchange)
    }

    private func address(_ path: String, _ names: [String], _ exchange: Exchange) -> Address {
        names.reduce(Address(path)) { address, name in
            address.setting(name, to: exchange.query[name].flatMap { $0.isEmpty ? nil : $0 })
        }
    }
}

/// What narrows the list, by the names of its address.
private let filters = [
    "search", "procedure", "state", "turn", "clock", "taken", "office", "overdue", "closed",
]

/// More than the longest name.
private let searchMax = 100
