import Languages
import Web

/// The fields by which a file is explained: what it is, and what its columns are.
struct MappingFields {
    let exchange: Exchange
    let draft: ImportDraft
    let errors: [FieldError]

    private var t: Translator { exchange.t }
    private var node: DescriptionNode { DescriptionNode.of(draft) }

    var html: HTML {
        let node = node
        return """
            \(fieldset(legend: t("What the series is"), title: true, about(node)))\
            \(draft.outcome.sketch.map { table($0, node["mapping"]) })
            """
    }

    /// What was typed last, else what the description says.
    private func typed(_ name: String, _ known: String?) -> String {
        exchange.form.text(name) ?? known ?? ""
    }

    private func text(
        _ name: String, _ label: String, _ known: String?, hint: String? = nil,
        required: Bool = true, short: Bool = false
    ) -> HTML {
        textField(
            t, name: name, label: label, hint: hint, value: typed(name, known),
            error: message(for: name, in: errors), required: required, short: short)
    }

    private func about(_ node: DescriptionNode) -> HTML {
        let series = draft.outcome.report?.series.first
        let frequency = node["frequency"]?.text ?? "annual"
        return """
            \(text("key", t("Short name in addresses"), node["key"]?.text ?? series,
                hint: t("The same name for the next file of this series: it becomes its next vintage.")))\
            <div class="filters">\(text("title-pt", t("Title in Portuguese"), node["title"]?["pt"]?.text))\
            \(text("title-en", t("Title in English"), node["title"]?["en"]?.text))</div>\
            <div class="filters">\(text("definition-pt", t("Definition in Portuguese"), node["definition"]?["pt"]?.text))\
            \(text("definition-en", t("Definition in English"), node["definition"]?["en"]?.text))</div>\
            <div class="filters">\(text("unit", t("Unit"), node["unit"]?.text, hint: t("Such as persons or percent.")))\
            \(selectField(t, name: "frequency", label: t("How often"), options: frequencies,
                value: typed("frequency", frequency)))</div>\
            \(text("source", t("Source"), node["source"]?.text))\(text("licence", t("Licence"), node["licence"]?.text))\
            <div class="filters">\(text("vintage", t("Vintage"), draft.vintage.isEmpty ? nil : draft.vintage,
                hint: t("What the source calls this state of its data, or its date."), required: false))\
            \(text("concept", t("Concept"), node["concept"]?.text,
                hint: t("One word that series of other sources share."), required: false))</div>
            """
    }

    private var frequencies: [Choice] {
        [
            Choice("annual", t("every year")), Choice("quarterly", t("every quarter")),
            Choice("monthly", t("every month")), Choice("weekly", t("every week")),
            Choice("daily", t("every day")), Choice(Series.irregular, t("irregular")),
        ]
    }

    // MARK: - Table

    private func table(_ sketch: TableSketch, _ mapping: DescriptionNode?) -> HTML {
        let isWide = sketch.columns.contains { $0.guess == "heading" } || mapping?["wide"] != nil
        var word = mapping?["wide"].flatMap(first) ?? "period"
        if word.hasPrefix("dimension ") { word = String(word.dropFirst(10)) }
        let wide: HTML =
            isWide
            ? text(
                "wide", t("What the headings of the value columns tell"), word,
                hint: t("period, or the name of a dimension"), short: true) : ""
        return """
            \(fieldset(legend: t("What the columns are"), title: true, columns(sketch, mapping) + wide))\
            \(fieldset(legend: t("How the table is written"), title: true, style(sketch, mapping)))
            """
    }

    private func first(_ node: DescriptionNode) -> String? {
        if case .list(let items) = node { items.first?.text } else { nil }
    }

    private func columns(_ sketch: TableSketch, _ mapping: DescriptionNode?) -> HTML {
        let heads = [
            Column(t("Column")), Column(t("Its first cells")), Column(t("What it is")),
            Column(t("Dimension")),
        ]
        let rows = sketch.columns.enumerated().filter { !$0.element.heading.isEmpty }.map {
            row($0.offset, $0.element, mapping)
        }
        return sortableTable(
            t, caption: t("The columns of the file"), captionHidden: true, columns: heads,
            rows: rows)
    }

    private func row(
        _ place: Int, _ column: TableSketch.Column, _ mapping: DescriptionNode?
    ) -> [HTML] {
        let said = mapping?["columns"]?[column.heading]?.text
        let isDimension = said?.hasPrefix("dimension ") ?? false
        let known = isDimension ? "dimension" : said ?? (mapping == nil ? column.guess : nil)
        let role = typed(
            "column-\(place)", known ?? (mapping?["wide"] == nil ? "ignored" : "heading"))
        let dimension = isDimension ? String(said?.dropFirst(10) ?? "") : column.dimension
        let name = ["column": column.heading]
        let options = ColumnRole.allCases.map { Choice($0.rawValue, word($0)) }
        return [
            "\(column.heading)",
            "<span class=\"small\">\(column.samples.joined(separator: " · "))</span>",
            bare(
                "column-\(place)", t("What {column} is", name),
                options.html { option -> HTML in
                    "<option value=\"\(option.value)\"\(if: option.value == role, " selected")>\(option.label)</option>"
                }),
            input(
                "dimension-\(place)", t("Dimension of {column}", name),
                typed("dimension-\(place)", dimension)),
        ]
    }

    /// A field of a cell: its row and column name it.
    private func bare(_ name: String, _ label: String, _ options: HTML) -> HTML {
        "<select id=\"\(fieldID(name))\" name=\"\(name)\" aria-label=\"\(label)\">\(options)</select>"
    }

    private func input(_ name: String, _ label: String, _ value: String) -> HTML {
        "<input type=\"text\" id=\"\(fieldID(name))\" name=\"\(name)\" aria-label=\"\(label)\" value=\"\(value)\">"
    }

    private func word(_ role: ColumnRole) -> String {
        switch role {
        case .period: t("period")
        case .value: t("value")
        case .heading: t("value; its heading tells which")
        case .dimension: t("dimension")
        case .growth: t("growth as printed, to be checked")
        case .flag: t("flag")
        case .confidentiality: t("confidentiality")
        case .note: t("note")
        case .ignored: t("not used")
        }
    }

    private func style(_ sketch: TableSketch, _ mapping: DescriptionNode?) -> HTML {
        let numbers = mapping?["numbers"]
        let guess = mapping == nil ? sketch.numbers : nil
        let thousands = NumberSigns(signs: numbers?["thousands"]?.text ?? guess?.thousands ?? "")
        let percent = numbers?["percent"]?.text == "true" || guess?.hasPercent == true
        let skip = mapping?["skip"]?.text ?? String(sketch.skip)
        return """
            <div class="filters">\(selectField(t, name: "thousands", label: t("Between thousands"), options: [
                Choice("", t("nothing")), Choice("space", t("a space")), Choice("point", t("a point")),
                Choice("comma", t("a comma")), Choice("space-point", t("a space or a point"))],
                value: typed("thousands", thousands.rawValue)))\
            \(selectField(t, name: "decimal", label: t("Before decimals"), options: [
                Choice("", t("not said")), Choice(".", t("a point")), Choice(",", t("a comma"))],
                value: typed("decimal", numbers?["decimal"]?.text ?? guess?.decimal)))\
            \(selectField(t, name: "dash", label: t("A dash means"), options: [
                Choice("", t("not said")), Choice("zero", t("zero")), Choice("nothing", t("no value"))],
                value: typed("dash", numbers?["dash"]?.text)))</div>\
            \(checkboxFields(t, name: "percent", legend: t("Percent signs"), options: [Choice("true", t("Values end in %"))],
                values: percent ? ["true"] : [], required: false))\
            <div class="filters">\(text("factor", t("Multiply every value by"), numbers?["factor"]?.text ?? "1",
                hint: t("1000 where the table counts thousands."), short: true))\
            \(text("skip", t("Lines before the heading"), skip, short: true))\
            \(text("end", t("First words of the line after the table"), mapping?["end"]?.text, required: false))</div>\
            \(textArea(t, name: "constants", label: t("What the table does not say itself"),
                hint: t("One in a line, such as geo=PRT or period=2021."), value: typed("constants", constants(mapping)),
                error: message(for: "constants", in: errors), rows: 2, required: false))
            """
    }

    private func constants(_ mapping: DescriptionNode?) -> String {
        guard case .map(let entries) = mapping?["constants"] else { return "" }
        return entries.map { $0.key + "=" + ($0.value.text ?? "") }.joined(separator: "\n")
    }
}
