import FoundationEssentials
import Kernel
public import Languages
import Storage
import Web

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
        let now = exchange.now
        let rows = try await figures.database.read { db in
            try figures.all.map { figure in
                (figure, try figures.current(figure.key, in: db, at: now))
            }
        }
        if exchange.wantsJSON { return .json(try json(rows.map { ($0.0, $0.1) }, t)) }
        let body = rows.map { figure, published -> [HTML] in
            [
                "<a href=\"/figures/\(figure.key)\">\(figure.title(t))</a>",
                "\(published.text(t))", "\(figure.unit(t))",
            ]
        }
        let columns = [Column(t("Figure")), Column(t("Now"), numeric: true), Column(t("Unit"))]
        return .page(
            t("Figures"),
            """
            <h1>\(t("Figures"))</h1>
            <p>\(t("Each number opens to its definition, its source and the question behind it. Small counts are protected."))</p>
            \(sortableTable(t, caption: t("All published figures"), columns: columns, rows: body))
            """)
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let now = exchange.now
        let figure = try figure(exchange)
        let (current, history) = try await figures.database.read { db in
            (
                try figures.current(figure.key, in: db, at: now),
                try figures.history(figure.key, in: db)
            )
        }
        if exchange.wantsJSON { return .json(try json([(figure, current)], t)) }
        let rows = history.reversed().prefix(historyRowsMax).html { snapshot in
            """
            <tr><th scope="row">\(t.date(snapshot.day))</th>\
            <td class="number">\(Optional(snapshot.published).text(t))</td></tr>
            """
        }
        return .page(
            figure.title(t),
            """
            <p><a href="/figures">\(t("All figures"))</a></p>
            <h1>\(figure.title(t))</h1>
            <p class="big-number">\(current.text(t)) <span>\(figure.unit(t))</span></p>
            <p class="quiet">\(current?.period ?? t.date(figures.zone.day(of: now)))</p>
            \(definitionList(t, facts(figure, t)))
            <h2>\(t("What was published"))</h2>
            <p><a href="/figures/\(figure.key)/history">\(t("Download as CSV"))</a></p>
            <table><caption>\(t("One number a day, kept every night"))</caption>
            <thead><tr><th scope="col">\(t("Day"))</th><th scope="col" class="number">\(figure.unit(t))</th></tr></thead>
            <tbody>\(rows)</tbody></table>
            """)
    }

    private func facts(_ figure: Figure, _ t: Translator) -> [Fact] {
        [
            Fact(t("Definition"), "\(figure.definition(t))"),
            Fact(t("Better is"), "\(figure.direction.words(t))"),
            Fact(t("Source"), "\(figure.source(t))"),
            Fact(t("Protection of the people counted"), "\(figure.protection.words(t))"),
            Fact(t("The question behind it"), "<code>\(figure.query)</code>"),
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
                "\(figure.key),\(snapshot.day),\(value),\(snapshot.published.status.rawValue),\(snapshot.at)"
        }
        let text = (["figure,day,value,status,published"] + lines).joined(separator: "\n") + "\n"
        return .download(
            Array(text.utf8), type: "text/csv; charset=utf-8", name: "\(figure.key).csv")
    }

    private func figure(_ exchange: Exchange) throws -> Figure {
        guard let figure = figures[FigureKey(exchange.parameters["key"] ?? "")] else {
            throw Refused.notFound
        }
        return figure
    }

    private func json(_ rows: [(Figure, Published?)], _ t: Translator) throws -> [UInt8] {
        let items = rows.map { figure, published in
            FigureJSON(
                key: figure.key.text, title: figure.title(t), definition: figure.definition(t),
                unit: figure.unit(t),
                value: published?.value, status: (published?.status ?? .none).rawValue,
                period: published?.period)
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
}

extension Published? {
    /// The number in words that a reader can trust: hidden and missing say so.
    public func text(_ t: Translator) -> String {
        guard let self else { return t("not available") }
        switch self.status {
        case .hidden: return t("hidden: too few people")
        case .none: return t("nothing to count yet")
        case .exact, .rounded:
            guard let value = self.value else { return t("not available") }
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
    func words(_ t: Translator) -> String {
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
