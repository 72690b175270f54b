import Formats

/// What the YAML beside a file says of it, or the little that an SDMX file says of itself.
struct SeriesDescription: Sendable {
    let family: String
    let vintage: String
    private let yaml: YAML?
    private let dataflow: String?

    init(_ yaml: YAML?, table: SeriesTable, name: String) throws {
        self.yaml = yaml
        dataflow = table.dataflow
        if let yaml {
            family = try yaml.string("key")
            vintage = try yaml.string("vintage")
        } else if let dataflow = table.dataflow {
            family = key(of: dataflow)
            vintage = table.lastUpdate ?? "undated"
        } else {
            throw FormatError(
                file: name,
                message: "the file has no YAML of its name beside it; describe the series there")
        }
    }

    /// The series that the file may hold and does.
    func keys(in table: SeriesTable) -> Set<String> {
        if dataflow != nil { return [""] }
        let parts = (try? yaml?.optionalList("parts").map { try $0.string("key") }) ?? []
        return Set(parts + [family]).intersection(table.rows.map(\.line.series))
    }

    /// The series in the order of the description.
    func series(_ keys: Set<String>) throws -> [Series] {
        guard let yaml else { return [bare()] }
        if dataflow != nil { return [try main(yaml)] }
        let whole = keys.contains(family) ? [try main(yaml)] : []
        let parts = try yaml.optionalList("parts").filter { keys.contains(try $0.string("key")) }
        return whole + (try parts.map { try part($0, of: try main(yaml)) })
    }

    private func bare() -> Series {
        let name = dataflow ?? family
        return Series(
            key: family, family: family, titlePt: name, titleEn: name, source: name,
            frequency: "annual")
    }

    private func main(_ yaml: YAML) throws -> Series {
        let title = try yaml.map("title")
        let definition = try yaml.map("definition")
        return Series(
            key: family, family: family, titlePt: try title.string("pt"),
            titleEn: try title.string("en"),
            definitionPt: try definition.string("pt"), definitionEn: try definition.string("en"),
            unit: try yaml.string("unit"), source: try yaml.string("source"),
            method: try method(yaml),
            licence: try yaml.string("licence"), contact: try yaml.optionalString("contact") ?? "",
            frequency: try yaml.optionalString("frequency") ?? Series.irregular)
    }

    private func part(_ part: YAML, of whole: Series) throws -> Series {
        let title = try part.map("title")
        let key = try part.string("key")
        let isShare = key.hasPrefix(family + ".")
        func named(_ outer: String, _ inner: String) -> String {
            isShare ? outer + ": " + inner : inner
        }
        return Series(
            key: key, family: family, titlePt: named(whole.titlePt, try title.string("pt")),
            titleEn: named(whole.titleEn, try title.string("en")), definitionPt: whole.definitionPt,
            definitionEn: whole.definitionEn, unit: try part.optionalString("unit") ?? whole.unit,
            source: whole.source, method: whole.method, licence: whole.licence,
            contact: whole.contact,
            frequency: whole.frequency)
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

    func breaks(_ territoryColumn: String?) throws -> [BreakMark] {
        try (yaml?.optionalList("breaks") ?? []).map { mark in
            let reason = try mark.map("reason")
            let territory = try mark.optionalString("territory").map { place in
                Dimensions([Dimensions.Pair(name: territoryColumn ?? "geo", value: place)]).text
            }
            return BreakMark(
                dims: territory ?? "", period: try mark.string("period"),
                reasonPt: try reason.string("pt"),
                reasonEn: try reason.string("en"), source: try mark.optionalString("source") ?? "")
        }
    }
}

/// `ESTAT:TPS00170(1.0)` becomes `estat-tps00170`.
private func key(of dataflow: String) -> String {
    let name = dataflow.prefix { $0 != "(" && $0 != "$" }.lowercased()
    return String(name.map { $0.isLetter || $0.isNumber ? $0 : "-" })
}
