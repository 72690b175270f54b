import Kernel
import Languages
import Web

/// The choice of lines: a code for each dimension, the dimension that tells lines apart, and a span of periods.
struct LineChooser {
    let t: Translator
    let reading: SeriesReading
    let query: [String: String]

    private var choice: LineChoice { reading.choice }
    private var varying: [SeriesDimension] { reading.dimensions.filter { $0.codes.count > 1 } }
    private var path: String { "/observatory/\(reading.series.key)" }

    var html: HTML {
        if varying.isEmpty && periods.count < 8 { return HTML() }
        return askForm(
            to: path, label: t("Choose what is shown"), hidden: kept,
            """
            <div class="filters">\(varying.isEmpty ? HTML() : byField)\
            \(varying.filter { $0.id != choice.by }.html(codeField))\(addField)\(span)</div>
            <div class="actions">\(button(t("Show"), kind: .secondary))</div>\(shownLines)
            """)
    }

    /// What the form does not ask stays as it is.
    private var kept: [(String, String)] {
        var kept: [(String, String)] = []
        if choice.by != nil, !choice.lines.isEmpty, query["by"] != nil || query["lines"] != nil {
            kept.append(("lines", choice.lines.joined(separator: "~")))
        }
        if let vintage = choice.vintage { kept.append(("vintage", vintage)) }
        if let known = choice.known { kept.append(("known", known.description)) }
        return kept
    }

    private var byField: HTML {
        let options = [Choice("", t("one line only"))] + varying.map { Choice($0.id, title($0)) }
        return selectField(
            t, name: "by", label: t("A line for each"), options: options, value: choice.by ?? "")
    }

    private func codeField(_ dimension: SeriesDimension) -> HTML {
        selectField(
            t, name: "d-" + dimension.id, label: title(dimension),
            options: dimension.codes.map { Choice($0.code, codeLabel($0, t)) },
            value: choice.fixed[dimension.id] ?? "")
    }

    /// One more line; nothing where all are shown or six are.
    private var addField: HTML {
        guard let dimension = varying.first(where: { $0.id == choice.by }),
            choice.lines.count < min(LineChoice.linesMax, dimension.codes.count)
        else { return HTML() }
        let rest = dimension.codes.filter { !choice.lines.contains($0.code) }
        return selectField(
            t, name: "add", label: t("Add a line: {dimension}", ["dimension": title(dimension)]),
            options: [Choice("", "–")] + rest.map { Choice($0.code, codeLabel($0, t)) })
    }

    private var periods: [String] { Set(reading.values.map(\.period)).sorted() }

    private var span: HTML {
        """
        \(textField(t, name: "from", label: t("From period"), value: choice.from ?? "", required: false, short: true))\
        \(textField(t, name: "to", label: t("To period"), value: choice.to ?? "", required: false, short: true))
        """
    }

    /// Each line can be taken away; the last one stays.
    private var shownLines: HTML {
        guard let by = choice.by, choice.lines.count > 1 else { return HTML() }
        let base = address(path, query, but: ["page", "add"]).setting("by", to: by)
        let items = choice.lines.html { code -> HTML in
            let rest = choice.lines.filter { $0 != code }.joined(separator: "~")
            let name = codeLabel(code, of: by, in: reading.dimensions, t)
            return """
                <li><a href="\(base.setting("lines", to: rest).text)">\(name) <span aria-hidden="true">×</span>\
                <span class="visually-hidden">, \(t("take this line away"))</span></a></li>
                """
        }
        return "<ul class=\"inline no-print\" aria-label=\"\(t("Lines shown"))\">\(items)</ul>"
    }

    private func title(_ dimension: SeriesDimension) -> String { dimensionTitle(dimension, t) }
}

/// A dimension's title; where the source gave only its name, the name of what it is about.
func dimensionTitle(_ dimension: SeriesDimension, _ t: Translator) -> String {
    if !dimension.titleEn.isEmpty, dimension.titleEn != dimension.id { return dimension.title(t) }
    switch dimension.role {
    case .territory: return t("Territory")
    case .citizenship: return t("Citizenship")
    case .sex: return t("Sex")
    case .age: return t("Age")
    case .other: return dimension.titleEn.isEmpty ? dimension.id : dimension.titleEn
    }
}
