import Formats
import Kernel
import Languages
import Storage
import Web

extension ServiceNetwork {
    /// The pages of municipalities.
    var municipalityRoutes: [Route] {
        MunicipalityPages(network: self).routes + MunicipalPlanPages(network: self).routes
            + DelegationPages(network: self).routes
    }
}

/// For everyone: the municipalities, and what each has and lacks.
struct MunicipalityPages: Sendable {
    let network: ServiceNetwork

    var routes: [Route] {
        [
            .get(
                "/municipalities", may: .everyone,
                "The municipalities: who lives there, places, unmet needs.", list),
            .get(
                "/municipalities.csv", may: .everyone, "The same list as CSV.", gives: "text/csv",
                csv),
            .get(
                "/municipalities/{municipality}", may: .everyone,
                "One municipality: people, places, reach, delegation, plan.", show),
        ]
    }

    private func lines(_ exchange: Exchange) async throws -> [MunicipalLine] {
        let today = network.branches.zone.day(of: exchange.now)
        return try await network.database.read { db in
            try MunicipalLine.all(network, on: today, in: db)
        }
    }

    @Sendable private func list(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let columns = [
            Column(t("Municipality"), key: "name"), Column(t("District"), key: "district"),
            Column(t("Residents"), key: "population", numeric: true),
            Column(t("Foreign nationals"), key: "foreign", numeric: true),
            Column(t("Of a hundred"), key: "share", numeric: true),
            Column(t("Places that help"), key: "places", numeric: true),
            Column(t("Unmet needs"), key: "unmet", numeric: true),
        ]
        let question = MunicipalQuestion(exchange, columns)
        let all = try await lines(exchange)
        let found = question.answer(all)
        let pages = max(1, (found.count + linesPerPage - 1) / linesPerPage)
        let page = min(question.page, pages)
        let shown = found.dropFirst((page - 1) * linesPerPage).prefix(linesPerPage)
        let rows = shown.map { row($0, t) }
        let table = sortableTable(
            t, caption: t("Municipalities"), captionHidden: true, columns: columns, rows: rows,
            sorting: question.sorting, address: question.address)
        let nothing = emptyState(
            title: t("No municipality is called so"),
            words: t("Type a part of the name, or of the name of the district."))
        return .page(
            t("Municipalities"), width: .desk,
            """
            <h1>\(t("Municipalities"))</h1>
            <p class="lead">\(t("Who lives there, which places help, and which needs no known place serves within {n} km.", ["n": t.number(Int(reachKilometres))]))</p>
            <p class="quiet">\(t("Residents are those of the census of 2021 (INE). Our list of places is not complete: a need that we call unmet may be served by a place that we do not know."))</p>
            <form method="get" action="/municipalities" role="search">
            \(textField(t, name: "q", label: t("Municipality or district"), value: question.words, type: .search, required: false))
            \(actions(button(t("Search"))))</form>
            <p>\(t.plural("{n} municipality", "{n} municipalities", found.count)). <a href="/municipalities.csv">\(t("Download as CSV"))</a></p>
            \(found.isEmpty ? nothing : table)
            \(pager(t, page: page, pages: pages, address: question.address))
            """)
    }

    private func row(_ line: MunicipalLine, _ t: Translator) -> [HTML] {
        let municipality = line.municipality
        return [
            rowLink(municipality.name, to: "/municipalities/\(municipality.code)"),
            "\(municipality.district)", number(municipality.population, t),
            number(municipality.foreignNationals, t),
            municipality.foreignShare.map { "\(t.decimal($0))" } ?? "\(t("not known"))",
            "\(t.number(line.places))", "\(t.number(line.unmet))",
        ]
    }

    private func number(_ value: Int?, _ t: Translator) -> HTML {
        value.map { "\(t.number($0))" } ?? "\(t("not known"))"
    }

    @Sendable private func csv(_ exchange: Exchange) async throws -> Reply {
        var writer = CSVWriter(header: [
            "code", "name", "district", "residents_2021", "foreign_nationals_2021", "places",
            "unmet_needs", "delegations", "plan_measures",
        ])
        for line in try await lines(exchange) {
            let municipality = line.municipality
            writer.append([
                municipality.code.text, municipality.name, municipality.district,
                municipality.population.map { String($0) } ?? "",
                municipality.foreignNationals.map { String($0) } ?? "", String(line.places),
                String(line.unmet), String(line.delegations), String(line.measures),
            ])
        }
        return .download(writer.bytes, type: "text/csv; charset=utf-8", name: "municipalities.csv")
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let (t, now) = (exchange.t, exchange.now)
        guard let code = PlaceCode(exchange.parameters["municipality"] ?? "") else {
            throw Refused.notFound
        }
        let (profile, name) = try await network.database.read { db in
            let profile = try MunicipalProfile(code, network, at: now, in: db)
            let all = try network.shelf.snapshot(in: db).municipalities
            return (profile, profile.municipality.label(among: all))
        }
        let view = MunicipalityView(
            t: t, name: name, profile: profile, outline: network.outline,
            today: network.branches.zone.day(of: now),
            keeps: exchange.principal?.has(.coordinator) ?? false)
        return .page(name, view.html)
    }
}

extension MunicipalQuestion {
    init(_ exchange: Exchange, _ columns: [Column]) {
        words = String((exchange.query["q"] ?? "").prefix(typedMax))
        sorting = Sorting(exchange.query["sort"], in: columns) ?? Sorting(key: "name")
        page = exchange.listPage
    }

    var address: Address {
        Address("/municipalities").setting("q", to: words.isEmpty ? nil : words)
            .setting("sort", to: sorting.parameter == "name" ? nil : sorting.parameter)
    }
}

private let linesPerPage = 25
/// Longer than any name of a municipality.
private let typedMax = 120
