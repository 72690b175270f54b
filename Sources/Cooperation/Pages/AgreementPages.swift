import Kernel
import Languages
import Storage
import Web

/// The register of agreements, to read.
struct AgreementPages: Sendable {
    let database: Database

    var routes: [Route] {
        [
            .get("/agreements", may: .everyone, "Agreements with other States", list),
            .get(
                "/agreements/{slug}", may: .everyone,
                "An agreement: parties, dates, facts with sources", show),
        ]
    }

    @Sendable private func list(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let all = try await database.read { db in try Agreement.all(in: db) }
        let columns = [
            Column(t("Agreement")), Column(t("Kind")), Column(t("Signed")),
            Column(t("In force since")),
        ]
        let rows = all.map { agreement -> [HTML] in
            [
                "<a href=\"/agreements/\(agreement.slug)\">\(agreement.title(t))</a>",
                "\(agreement.kind.words(t))",
                date(agreement.signed, t), date(agreement.inForce, t),
            ]
        }
        let table = sortableTable(
            t, caption: t("Agreements in this register"), columns: columns, rows: rows)
        let nothing = emptyState(
            title: t("No agreement"), words: t("No agreement is registered here yet."))
        return .page(
            t("Agreements"),
            """
            <h1>\(t("Agreements"))</h1>
            <p class="lead">\(t("Agreements on mobility and work with other States. Each fact names its source; what no source says stays open."))</p>
            \(all.isEmpty ? nothing : table)
            """)
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let slug = exchange.parameters["slug"] ?? ""
        let all = try await database.read { db in try Agreement.all(in: db) }
        guard let agreement = all.first(where: { $0.slug == slug }) else { throw Refused.notFound }
        let facts = agreement.facts.html { fact -> HTML in
            """
            <section><h3>\(fact.name(t))</h3><p>\(fact.text(t))</p>\
            <p class="quiet small">\(t("Source: {source}", ["source": fact.source]))</p></section>
            """
        }
        return .page(
            agreement.title(t),
            """
            \(breadcrumbs(t, [
                NavItem(t("Agreements"), path: "/agreements"),
                NavItem(agreement.title(t), path: "", current: true)]))
            <h1>\(agreement.title(t))</h1>
            \(definitionList(t, [
                Fact(t("Kind"), "\(agreement.kind.words(t))"),
                Fact(t("Parties"), "\(agreement.parties.joined(separator: ", "))"),
                Fact(t("Signed"), date(agreement.signed, t)),
                Fact(t("In force since"), date(agreement.inForce, t))]))
            <h2>\(t("What the sources say"))</h2>\(facts)
            """)
    }

    private func date(_ day: Day?, _ t: Translator) -> HTML {
        day.map { "\(t.date($0))" } ?? "<span class=\"quiet\">\(t("not known"))</span>"
    }
}
