import Kernel
import Languages
import Web

/// What makes the numbers of a page trustworthy: definition, source, licence, vintage, files, how to cite them.
extension SeriesPage {
    var about: HTML {
        let method = series.method.split(separator: "\n").html {
            "<p lang=\"en\">\(linkedText(String($0)))</p>"
        }
        let unit = unitWord(series.unit, t)
        var facts = [
            Fact(t("Unit"), "\(unit)"),
            Fact(t("Source"), "<span lang=\"en\">\(linkedText(series.source))</span>"),
            Fact(t("Licence"), "<span lang=\"en\">\(series.licence)</span>"),
            Fact(t("Vintage"), vintage),
            Fact(t("Frequency"), "\(frequencyWord(series.frequency, t))"),
        ]
        if !series.method.isEmpty { facts.append(Fact(t("Method and cautions"), method)) }
        if !series.dataflow.isEmpty {
            facts.append(Fact(t("SDMX dataflow"), "<code>\(series.dataflow)</code>"))
        }
        if !series.contact.isEmpty {
            facts.append(Fact(t("Contact"), "<span>\(linkedText(series.contact))</span>"))
        }
        return "<h2>\(t("About these numbers"))</h2>\(definitionList(t, facts))"
    }

    /// The vintage shown and since when it is known here; with others, the choice and what changed.
    private var vintage: HTML {
        let known = t(
            "known here since {date}", ["date": t.date(reading.vintage.importedAt.utcDay)])
        let name: HTML = "<b>\(t.period(reading.vintage.name))</b>, \(known)"
        let newest: HTML =
            reading.isNewest
            ? HTML()
            : " \(tag(t("not the newest"), .care)) <a href=\"\(here.setting("vintage", to: nil).setting("known", to: nil).text)\">\(t("Show the newest"))</a>"
        if reading.vintages.count < 2 { return "<span>\(name)\(newest)</span>" }
        let link = "/observatory/\(series.key)/vintages"
        let more = t.plural("{n} vintage", "{n} vintages", reading.vintages.count)
        return
            "<span>\(name)\(newest)<br><a href=\"\(link)\">\(more): \(t("choose one, see what changed"))</a></span>"
    }

    var cite: HTML {
        let base = Address("/observatory/\(series.key)")
        let pinned = base.setting("vintage", to: reading.vintage.name).text
        let suffix = pinned.drop { $0 != "?" }
        let words = t(
            "{publisher}: {title}. Vintage {vintage}. {address} (read on {date}).",
            [
                "publisher": citation.publisher, "title": citation.title,
                "vintage": citation.vintage, "address": citation.address,
                "date": t.date(citation.read),
            ])
        let frame =
            "<iframe src=\"\(citation.address.replacing("/observatory/", with: "/embed/series/"))\" width=\"640\" height=\"560\" title=\"\(citation.title)\"></iframe>"
        return """
            <h2>\(t("Take it along"))</h2>
            <ul>
            <li><a href="\(dataAddress)">\(t("The lines shown, as CSV"))</a></li>
            <li><a href="\(base.path)/data.csv\(String(suffix))">\(t("The whole series, as CSV"))</a></li>
            <li><a href="\(base.path)/data.json\(String(suffix))">JSON-stat</a> · \
            <a href="\(base.path)/data.sdmx.json\(String(suffix))">SDMX-JSON</a> · \
            <a href="\(base.path)/data.xml\(String(suffix))">SDMX-ML</a></li>
            <li><a href="\(base.path)/citation.bib\(String(suffix))">BibTeX</a> · \
            <a href="\(base.path)/citation.json\(String(suffix))">CSL-JSON</a></li>
            <li><a href="\(pinned)">\(t("Permanent address of this vintage"))</a></li>
            </ul>
            <details><summary>\(t("How to cite it"))</summary><p>\(words)</p></details>
            <details><summary>\(t("Show it on another site"))</summary>\
            <p class="field"><label for="embed-line">\(t("Copy this line into the page:"))</label>\
            <textarea id="embed-line" rows="4" readonly>\(frame)</textarea></p></details>
            """
    }

    /// The lines shown, as a file.
    var dataAddress: String {
        address("/observatory/\(series.key)/shown.csv", query, but: ["page", "add"])
            .setting("by", to: reading.choice.by ?? "")
            .setting(
                "lines",
                to: reading.choice.lines.isEmpty
                    ? nil : reading.choice.lines.joined(separator: "~")
            ).text
    }
}
