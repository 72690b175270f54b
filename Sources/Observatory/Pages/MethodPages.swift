import Languages
import Web

/// How the numbers are kept: definitions, vintages, breaks, signs, sums, disclosure, and what is never done.
struct MethodPages: Sendable {
    var routes: [Route] {
        [
            .get("/observatory/method", may: .everyone, "How the observatory keeps numbers", show)
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        return .page(t("Method of the observatory"), MethodView(t: t).html)
    }
}

private struct MethodView {
    let t: Translator

    var html: HTML {
        """
        \(breadcrumbs(t, [
            NavItem(t("Observatory"), path: "/observatory"), NavItem(t("Method"), path: "", current: true)]))
        <h1>\(t("Method of the observatory"))</h1>
        <p class="lead">\(t("How numbers come in, how they are kept and shown, and what is never done with them."))</p>
        \(roomNav(t, at: "/observatory/method"))
        \(keeping)\(comparing)\(protecting)\(signs)\(never)
        """
    }

    private func part(_ title: String, _ words: [String]) -> HTML {
        "<h2>\(title)</h2>\(words.html { "<p>\($0)</p>" })"
    }

    private var keeping: HTML {
        part(
            t("How numbers are kept"),
            [
                t(
                    "Every series has a definition, a unit, a source and a licence. A number without them does not come in."
                ),
                t(
                    "A file is taken whole or not at all. What a source says at one time is a vintage; a correction is a new vintage, and the old one stays readable at its own address."
                ),
                t(
                    "You can read a series as it was on any day, and see value by value what changed between two vintages."
                ),
                t(
                    "Where two sources speak of the same thing, both are shown side by side. They are not merged, and no average is made."
                ),
            ])
    }

    private var comparing: HTML {
        part(
            t("How numbers are compared"),
            [
                t(
                    "A break is where the years before and after are not the same series. It stands in the chart as a dashed line with its reason, and no change is worked out across it."
                ),
                t(
                    "Countries are put in an order only where all count by one definition, without a break in the span, and none of the values was put in by somebody else."
                ),
                t(
                    "Sums are made only of counts whose codes do not overlap: a total and its parts, or the European Union and its members, are never added."
                ),
                t(
                    "Classes of a map hold about as many places each. A class has a number as well as a shade, and each map has its table."
                ),
                t(
                    "The population account says of each year what the stock before, births, deaths and movements would give, and what the source counted. The difference is published as the residual, not hidden."
                ),
            ])
    }

    private var protecting: HTML {
        part(
            t("How people are protected"),
            [
                t(
                    "Published statistics of others are shown as their publishers protected them; a value that they withhold stays withheld here."
                ),
                t(
                    "What this house counts of its own cases passes one guard before it is published: counts of few people are withheld and the others are rounded, by the rule that stands on each figure's page."
                ),
            ])
    }

    /// SDMX's letters, with INE's signs and Eurostat's where they have some.
    private var signs: HTML {
        let signs: [(String, String)] = [
            ("B", "⊥ · b"), ("D", "d"), ("E", "e"), ("F", "f"), ("G", ""), ("I", "* (UNHCR: 3)"),
            ("K", ""), ("L", "x · :"), ("M", ":"), ("N", "n"), ("P", "Pe · Po · p"), ("Q", "… · c"),
            ("U", "§ · u"), ("V", ""), ("W", ""),
        ]
        let columns = [
            Column(t("Sign here (SDMX)")), Column(t("Sign of INE, Eurostat or others")),
            Column(t("What it says")),
        ]
        let rows = signs.map { sign, others -> [HTML] in
            ["<b>\(sign)</b>", "\(others)", "\(flagWords(sign, t))"]
        }
        let table = sortableTable(
            t, caption: t("Signs beside a number"), columns: columns, rows: rows)
        return """
            <h2 id="signs">\(t("Signs and what they mean"))</h2>
            <p>\(t("A dash in a table means that there is no value, never zero. Zero is written as zero."))</p>\(table)
            """
    }

    private var never: HTML {
        let words = [
            t("No gap is filled, and no line is drawn through values of different sources."),
            t("No number is shown without its source and vintage."),
            t("No person can be found: nothing here is about one."),
            t("No old vintage is changed or deleted."),
            t("No country is ranked by what it counts differently."),
        ]
        let items = words.html { "<li>\($0)</li>" }
        return "<h2>\(t("What is never done"))</h2><ul>\(items)</ul>"
    }
}
