import Kernel
import Languages
import Storage
import Web

/// The account of a population: what came in and went out each year, and what is left unexplained.
struct AccountPages: Sendable {
    let database: Database
    let atlas: Atlas

    var routes: [Route] {
        [
            .get(
                "/observatory/accounts/{iso}", may: .everyone,
                "The population account of a country, with its residual", show)
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        guard let country = atlas.countries[exchange.parameters["iso"] ?? ""] else {
            throw Refused.notFound
        }
        let (t, net) = (exchange.t, exchange.query["net"])
        let terms = try await database.read { db in
            try AccountTerms.of(country, net: net, in: db)
        }
        let title = t("Population account: {country}", ["country": country.name(t)])
        let view = AccountView(t: t, country: country, terms: terms)
        return .page(title, width: .desk, view.html(title))
    }
}

private struct AccountView {
    let t: Translator
    let country: Country
    let terms: AccountTerms

    private var path: String { "/observatory/accounts/\(country.alpha2)" }

    func html(_ title: String) -> HTML {
        """
        \(breadcrumbs(t, [
            NavItem(t("Observatory"), path: "/observatory"),
            NavItem(country.name(t), path: "/observatory/countries/\(country.alpha2)"),
            NavItem(title, path: "", current: true)]))
        <h1>\(title)</h1>
        <p class="lead">\(t("Population at the end = population at the start + births − deaths + immigration − emigration + residual."))</p>
        <p>\(t("The residual is what the stocks say and the flows do not. It is published, and never spread over the parts."))</p>
        \(sources)\(terms.accounts.isEmpty ? nothing : answer)
        """
    }

    private var nothing: HTML {
        emptyState(
            title: t("No account can be made yet"),
            words: t("The population of two years running is not known here for this country."),
            action: buttonLink(t("All series"), to: "/observatory", kind: .secondary))
    }

    private func word(_ term: PopulationAccount.Term) -> String {
        switch term {
        case .stock: t("Population on 1 January")
        case .births: t("Births")
        case .deaths: t("Deaths")
        case .immigration: t("Immigration")
        case .emigration: t("Emigration")
        case .net: t("Net migration")
        }
    }

    /// Each term with its series; a term without one is named as missing.
    private var sources: HTML {
        let facts = PopulationAccount.Term.allCases.map { term -> Fact in
            guard let source = terms.sources.first(where: { $0.term == term }) else {
                return Fact(word(term), "<span class=\"quiet\">\(t("no series here"))</span>")
            }
            let key = source.series.key
            return Fact(
                word(term), "<a href=\"/observatory/\(key)\">\(source.series.title(t))</a>")
        }
        let others = terms.otherNet.html { series -> HTML in
            let link = Address(path).setting("net", to: series.key).text
            return "<li><a href=\"\(link)\">\(series.title(t))</a></li>"
        }
        let choice: HTML =
            others.isEmpty
            ? ""
            : "<p>\(t("The same account with another source of net migration:"))</p><ul>\(others)</ul>"
        return "\(definitionList(t, facts))\(choice)"
    }

    private var answer: HTML {
        let all = terms.accounts
        let closed = all.contains { $0.residual != nil }
        // Years of which the source knows no migration at all say nothing of what is missing in the others.
        let known = all.filter { $0.netMigration != nil }
        let missing = Set((known.isEmpty ? all : known).flatMap(\.missing)).map(word).sorted()
            .joined(separator: ", ")
        let note: HTML =
            closed
            ? ""
            : "<p>\(tag(t("Not closed"), .care)) \(t("Without {terms} the residual cannot be told from them: the last column holds both.", ["terms": missing]))</p>"
        let columns = [
            Column(t("Year")), Column(t("Start"), numeric: true),
            Column(t("Births"), numeric: true),
            Column(t("Deaths"), numeric: true), Column(t("Net migration"), numeric: true),
            Column(t("End"), numeric: true),
            Column(closed ? t("Residual") : t("Unexplained by migration"), numeric: true),
            Column(t("Share of the population"), numeric: true),
        ]
        let rows = all.reversed().map { row($0, closed) }
        return """
            \(note)\(sortableTable(t, caption: t("The account year by year, newest first"), columns: columns, rows: rows))
            """
    }

    private func row(_ account: PopulationAccount, _ closed: Bool) -> [HTML] {
        func cell(_ value: Double?) -> HTML { "\(value.map { t.number(of: $0) } ?? "–")" }
        let open = account.netMigration.map { account.closing - account.opening - $0 }
        let rest = closed ? account.residual : open
        let share = rest.map { $0 / max(account.closing, 1) * 100 }
        return [
            "\(account.year)", cell(account.opening), cell(account.births), cell(account.deaths),
            cell(account.netMigration), cell(account.closing), cell(rest),
            "\(share.map { t.decimal($0, digits: 2) + " %" } ?? "–")",
        ]
    }
}
