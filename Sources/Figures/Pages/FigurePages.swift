import FoundationEssentials
import Kernel
public import Languages
import Storage
public import Web

/// Every number has a page: what it means, where it comes from, how it moved.
struct FigurePages: Sendable {
    let figures: Figures

    var routes: [Route] {
        [
            .get("/figures", may: .everyone, "The register of published figures", list),
            .get("/figures/{key}", may: .everyone, "One figure: definition, query, history", show),
            .get(
                "/figures/{key}/history", may: .everyone, "The history of a figure as CSV",
                gives: "text/csv", csv),
        ]
    }

    @Sendable private func list(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let rows = try await figures.database.read { db in
            try figures.all.map { ($0, try figures.published($0.key, in: db)) }
        }
        if exchange.wantsJSON { return .json(try json(rows.map { ($0, $1) }, t)) }
        let body = rows.map { figure, snapshot -> [HTML] in
            [
                """
                <a href="/figures/\(figure.key)">\(figure.title(t))</a> \
                \(snapshot?.published.value == nil ? nil : snapshot.demoMark(t))
                """,
                snapshot?.published.value == nil
                    ? "\(snapshot.text(t))"
                    : "<b>\(snapshot.text(t))</b> <span class=\"quiet\">\(figure.unit(t))</span>",
                "<span class=\"nowrap\">\(snapshot.map { t.date($0.day) } ?? "")</span>",
            ]
        }
        let columns = [
            Column(t("Figure")), Column(t("Published"), numeric: true), Column(t("State of")),
        ]
        return .page(
            t("Figures"),
            """
            <h1>\(t("Figures"))</h1>
            <p class="lead">\(t("Each number opens to its definition, its source and the question behind it. Small counts are protected."))</p>
            \(sortableTable(t, caption: t("All published figures"), columns: columns, rows: body))
            """)
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let (now, person) = (exchange.now, exchange.principal)
        let figure = try figure(exchange)
        let (history, live) = try await figures.database.read { db in
            (
                try figures.history(figure.key, in: db),
                try figures.live(figure.key, for: person, in: db, at: now)
            )
        }
        if exchange.wantsJSON { return .json(try json([(figure, history.last)], t)) }
        let rows = history.reversed().prefix(historyRowsMax).html { snapshot in
            """
            <tr><th scope="row">\(t.date(snapshot.day))</th>\
            <td class="number">\(Optional(snapshot).text(t))</td>\
            <td>\(Optional(snapshot).demoMark(t))</td></tr>
            """
        }
        return .page(
            figure.title(t),
            """
            \(breadcrumbs(t, [
                NavItem(t("All figures"), path: "/figures"),
                NavItem(figure.title(t), path: "", current: true)]))
            <h1>\(figure.title(t))</h1>
            <p class="big-number">\(history.last.text(t)) <span>\(figure.unit(t))</span></p>
            \(history.last.demoMark(t))\(vintage(history.last, t))\(liveNumber(live, figure, t))
            \(definitionList(t, facts(figure, t)))
            <h2>\(t("What was published"))</h2>
            <p><a href="/figures/\(figure.key)/history">\(t("Download as CSV"))</a></p>
            <table><caption>\(t("One number a day, kept every night"))</caption>
            <thead><tr><th scope="col">\(t("Day"))</th><th scope="col" class="number">\(figure.unit(t))</th>\
            <th scope="col">\(t("Remark"))</th></tr></thead>
            <tbody>\(rows)</tbody></table>
            """)
    }

    /// What the number is about and when it was published.
    private func vintage(_ snapshot: Snapshot?, _ t: Translator) -> HTML {
        guard let snapshot else { return HTML() }
        let day = t("Published on {date}.", ["date": t.date(snapshot.day)])
        return
            "<p class=\"quiet\">\(snapshot.published.period.map { t.period($0) + ". " } ?? "")\(day)</p>"
    }

    /// For those who may see it, apart from what is published and named as such.
    private func liveNumber(_ live: Published?, _ figure: Figure, _ t: Translator) -> HTML {
        guard let live else { return HTML() }
        return card(
            """
            <p>\(tag(t("live, not published"), .care)) \(live.text(t)) \(figure.unit(t))\(if: live.isDemo, " \(tag(t("demonstration: rests on invented cases"), .care))")</p>
            """)
    }

    private func facts(_ figure: Figure, _ t: Translator) -> [Fact] {
        [
            Fact(t("Definition"), "\(figure.definition(t))"),
            Fact(t("Better is"), "\(figure.direction.words(t))"),
            Fact(t("Source"), "\(figure.source(t))"),
            Fact(t("Protection of the people counted"), "\(figure.protection.words(t))"),
            Fact(t("The question behind it"), "<code class=\"small\">\(figure.query)</code>"),
        ]
    }

    @Sendable private func csv(_ exchange: Exchange) async throws -> Reply {
        let figure = try figure(exchange)
        let history = try await figures.database.read { db in
            try figures.history(figure.key, in: db)
        }
        let lines = history.map { snapshot in
            let value = snapshot.published.value.map { String($0) } ?? ""
            return
                "\(figure.key),\(snapshot.day),\(value),\(snapshot.published.status.rawValue),\(snapshot.at),\(snapshot.published.isDemo)"
        }
        let text =
            (["figure,day,value,status,published,demo"] + lines).joined(separator: "\n") + "\n"
        return .download(
            Array(text.utf8), type: "text/csv; charset=utf-8", name: "\(figure.key).csv")
    }

    private func figure(_ exchange: Exchange) throws -> Figure {
        guard let figure = figures[FigureKey(exchange.parameters["key"] ?? "")] else {
            throw Refused.notFound
        }
        return figure
    }

    private func json(_ rows: [(Figure, Snapshot?)], _ t: Translator) throws -> [UInt8] {
        let items = rows.map { figure, snapshot in
            FigureJSON(
                key: figure.key.text, title: figure.title(t), definition: figure.definition(t),
                unit: figure.unit(t), value: snapshot?.published.value,
                status: (snapshot?.published.status ?? .none).rawValue,
                period: snapshot?.published.period, published: snapshot?.day.description,
                demo: snapshot?.published.isDemo ?? false)
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return [UInt8](try encoder.encode(["figures": items]))
    }
}

private struct FigureJSON: Encodable {
    let key, title, definition, unit: String
    let value: Double?
    let status: String
    let period: String?
    /// The day of the snapshot.
    let published: String?
    let demo: Bool
}

extension Snapshot? {
    /// Stands beside a number that rests on invented data; nil beside others.
    public func demoMark(_ t: Translator) -> HTML? {
        self?.published.isDemo == true
            ? tag(t("demonstration: rests on invented cases"), .care) : nil
    }

    /// The published number in words; a figure that was never kept says so.
    public func text(_ t: Translator) -> String {
        self?.published.text(t) ?? t("not published yet")
    }
}

extension Published {
    /// The number in words that a reader can trust: hidden and missing say so.
    public func text(_ t: Translator) -> String {
        switch status {
        case .hidden: return t("hidden: too few people")
        case .none: return t("nothing to count yet")
        case .exact, .rounded:
            guard let value else { return t("not available") }
            let isWhole = value.rounded() == value
            return isWhole ? t.number(Int(value)) : t.decimal(value, digits: 1)
        }
    }
}

extension Figure.Direction {
    func words(_ t: Translator) -> String {
        switch self {
        case .up: t("more")
        case .down: t("less")
        case .neither: t("neither: it is for knowing")
        }
    }
}

extension Figure.Protection {
    /// The rule in words for whoever reads the number.
    public func words(_ t: Translator) -> String {
        switch self {
        case .none: t("none needed: no people are counted")
        case .basis(let threshold):
            t("hidden when it rests on fewer than {n} people", ["n": String(threshold)])
        case .people(let threshold, let base):
            t(
                "hidden below {n} people, otherwise rounded to {base}",
                ["n": String(threshold), "base": String(base)])
        }
    }
}

/// A quarter on one page; the download has all.
private let historyRowsMax = 92
