import Formats

// The series that a description names.
extension SeriesDescription {
    /// The series in the order of the description.
    func series(_ facts: SourceFacts) throws -> [Series] {
        guard let yaml else { return [bare(facts)] }
        let whole = try main(yaml, facts)
        return [whole] + (try yaml.optionalList("parts").map { try part($0, of: whole) })
    }

    private func bare(_ facts: SourceFacts) -> Series {
        let name = facts.dataflowName ?? facts.dataflow ?? family
        return Series(
            key: family, family: family, titlePt: name, titleEn: name, source: name,
            frequency: "annual", dataflow: plainDataflow(facts.dataflow ?? ""))
    }

    private func main(_ yaml: YAML, _ facts: SourceFacts) throws -> Series {
        let title = try yaml.map("title")
        let definition = try yaml.map("definition")
        let source = try yaml.string("source")
        return Series(
            key: family, family: family, titlePt: try title.string("pt"),
            titleEn: try title.string("en"),
            definitionPt: try definition.string("pt"), definitionEn: try definition.string("en"),
            unit: try yaml.string("unit"), source: source, method: try method(yaml),
            licence: try yaml.string("licence"), contact: try yaml.optionalString("contact") ?? "",
            frequency: try yaml.optionalString("frequency") ?? Series.irregular,
            dataflow: plainDataflow(
                try yaml.optionalString("dataflow") ?? facts.dataflow ?? ownDataflow(family)),
            topic: try yaml.optionalString("topic") ?? "",
            concept: try yaml.optionalString("concept") ?? "",
            publisher: try yaml.optionalString("publisher") ?? publisher(of: source))
    }

    private func part(_ part: YAML, of whole: Series) throws -> Series {
        let title = try part.map("title")
        let key = try part.string("key")
        let isShare = key.hasPrefix(family + ".")
        func named(_ outer: String, _ inner: String) -> String {
            isShare ? outer + ": " + inner : inner
        }
        var series = whole
        series = Series(
            key: key, family: family, titlePt: named(whole.titlePt, try title.string("pt")),
            titleEn: named(whole.titleEn, try title.string("en")))
        (series.definitionPt, series.definitionEn) = (whole.definitionPt, whole.definitionEn)
        series.unit = try part.optionalString("unit") ?? whole.unit
        (series.source, series.method) = (whole.source, whole.method)
        (series.licence, series.contact) = (whole.licence, whole.contact)
        (series.frequency, series.publisher) = (whole.frequency, whole.publisher)
        series.dataflow = plainDataflow(try part.optionalString("dataflow") ?? ownDataflow(key))
        series.topic = try part.optionalString("topic") ?? whole.topic
        series.concept = try part.optionalString("concept") ?? ""
        return series
    }

    /// Method, caveats and what was left out, a line each: none of it may get lost on the way.
    private func method(_ yaml: YAML) throws -> String {
        var lines =
            [try yaml.optionalString("method") ?? ""] + (try yaml.optionalStrings("caveats"))
        if let left = yaml["notIncluded"] {
            lines.append("Not included, \(try left.string("period")): \(try left.string("reason"))")
        }
        return lines.filter { !$0.isEmpty }.joined(separator: "\n")
    }
}

/// Eurostat names the view that a reader chose, `ILC_DI15$DEFAULTVIEW(1.0)`: it is no part of the dataflow.
func plainDataflow(_ text: String) -> String {
    guard let view = text.firstIndex(of: "$") else { return text }
    let end = text[view...].firstIndex(of: "(") ?? text.endIndex
    return String(text[..<view] + text[end...])
}

/// Our own reference: `CAIS:PT_FOREIGN_RESIDENTS(1.0)`.
func ownDataflow(_ key: String) -> String {
    let id = key.uppercased().map { $0.isLetter || $0.isNumber ? $0 : "_" }
    return "CAIS:" + String(id) + "(1.0)"
}

/// `Eurostat, table tps00170` → `Eurostat`.
private func publisher(of source: String) -> String {
    String(source.prefix { $0 != "," && $0 != ";" && $0 != "(" }).trimmed
}
