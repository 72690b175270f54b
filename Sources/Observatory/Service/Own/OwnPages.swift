import Figures
import Kernel
import Languages
import Storage
import Web

/// How the numbers of this house become series: which, under which rule, with which threshold.
struct OwnPages: Sendable {
    let database: Database
    /// All figures of the house, once it stands.
    let figures: @Sendable () throws -> Figures

    var all: [Route] {
        [
            .get(
                "/observatory/own", may: .everyone,
                "How the figures of this house become series: rules and thresholds", method)
        ]
    }

    @Sendable private func method(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let own = try figures().all.filter { OwnSeries.isOwn($0.key) }
        let known = try await database.read { db in
            Set(
                try db.all(
                    "SELECT key FROM series WHERE family = \(OwnSeries.family) AND state <> 0"
                ).map {
                    row -> String in try row[0]
                })
        }
        let rows = own.map { figure -> [HTML] in
            let key = OwnSeries.prefix + figure.key.text
            let title = figure.title(t)
            let name: HTML =
                known.contains(key) ? "<a href=\"/observatory/\(key)\">\(title)</a>" : "\(title)"
            return [name, "\(figure.unit(t))", "\(figure.protection.words(t))"]
        }
        let columns = [
            Column(t("Figure")), Column(t("Unit")), Column(t("Protection of the people counted")),
        ]
        return .page(
            t("Our own figures as series"), width: .desk,
            """
            \(breadcrumbs(t, [
                NavItem(t("Observatory"), path: "/observatory"),
                NavItem(t("Our own figures as series"), path: "", current: true)]))
            <h1>\(t("Our own figures as series"))</h1>
            <p class="lead">\(t("Every night the figures of this installation are published, and each becomes one more value of its series."))</p>
            <ul>
            <li>\(t("A number that counts people leaves the house through one guard only: below a threshold it is hidden, above it is rounded. What is hidden is not kept anywhere."))</li>
            <li>\(t("A hidden number has no value in the series; it carries the status Q (suppressed) and the confidentiality C."))</li>
            <li>\(t("The period of a value is the day of its publication. A vintage is the series as it was on a day: what was published then is never changed."))</li>
            <li>\(t("Numbers that rest on invented cases say so beside the value."))</li>
            </ul>
            \(sortableTable(t, caption: t("Figures with their rule and threshold"), columns: columns, rows: rows))
            """)
    }
}
