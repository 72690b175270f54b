import Formats

/// What the YAML beside a file says of it, or the little that a statistical message says of itself.
struct SeriesDescription: Sendable {
    let family: String
    /// The series that the file may hold.
    let keys: Set<String>
    private(set) var codes = CodeBook()
    let yaml: YAML?
    let listed: [String: [SeriesCode]]

    init(
        _ yaml: YAML?, facts: SourceFacts, dimensions: [String], name: String,
        lists: inout CodeLists
    ) throws {
        self.yaml = yaml
        if let yaml {
            family = try yaml.string("key")
            let parts = try yaml.optionalList("parts").map { try $0.string("key") }
            keys = Set(parts + [family])
        } else if let dataflow = facts.dataflow {
            family = key(of: dataflow)
            keys = [family]
        } else {
            throw FormatError(
                file: name,
                message: "the file has no YAML of its name beside it; describe the series there")
        }
        codes.places = lists.places
        var listed: [String: [SeriesCode]] = [:]
        for dimension in try yaml?.optionalList("dimensions") ?? [] {
            let id = try dimension.string("id")
            let list = try SeriesDescription.codes(dimension, &lists)
            listed[id] = list
            codes.chapters[id] = try SeriesDescription.chapter(dimension, list)
        }
        self.listed = listed
        if let file = yaml?["labels"] { try addLabels(try lists.labels(in: file)) }
    }

    /// A list of its own, or a file of it.
    private static func codes(
        _ dimension: YAML, _ lists: inout CodeLists
    ) throws -> [SeriesCode] {
        guard let codes = dimension["codes"] else { return [] }
        if case .scalar = codes.content { return try lists.codes(in: codes) }
        return try codes.list().map { item in
            let code = try item.string("code")
            let parent = try item.optionalString("parent") ?? ""
            let en = try item.optionalString("en") ?? code
            return SeriesCode(
                code: code, labelPt: try item.optionalString("pt") ?? en, labelEn: en,
                parent: parent.isEmpty ? nil : parent,
                isAggregate: try item.optionalString("aggregate") == "1",
                place: lists.places.alpha3(code) ?? "")
        }
    }

    private static func chapter(_ dimension: YAML, _ list: [SeriesCode]) throws -> CodeBook.Chapter
    {
        var chapter = CodeBook.Chapter(known: Set(list.map(\.code)))
        if let name = try dimension.optionalString("scheme") {
            guard let scheme = CodeBook.Scheme(rawValue: name) else {
                let known = CodeBook.Scheme.allCases.map(\.rawValue).joined(separator: ", ")
                throw dimension.error("there is no scheme '\(name)'; use one of: \(known)")
            }
            chapter.scheme = scheme
        }
        // A file may write the labels of its own list instead of the codes.
        if try dimension.optionalBool("byLabel") ?? false {
            for code in list {
                for label in Set([code.labelPt, code.labelEn]) {
                    chapter.labels[label.trimmed, default: []].append(code.code)
                }
            }
        }
        return chapter
    }

    private mutating func addLabels(_ labels: [CodeLists.Label]) throws {
        for label in labels {
            let ids = label.dimension.isEmpty ? Array(codes.chapters.keys) : [label.dimension]
            for id in ids {
                let known = codes.chapters[id]?.labels[label.label.trimmed] ?? []
                if known.contains(label.code) { continue }
                codes.chapters[id, default: CodeBook.Chapter()]
                    .labels[label.label.trimmed, default: []].append(label.code)
            }
        }
    }

    func vintage(_ facts: SourceFacts) -> String {
        (try? yaml?.optionalString("vintage")) ?? facts.lastUpdate ?? "undated"
    }

    /// What the description says and the file does not bear out.
    func warnings(_ contents: [String: SeriesContent], _ facts: SourceFacts) -> [String] {
        var warnings: [String] = []
        for content in contents.values {
            for (place, id) in content.dimensions.enumerated() {
                guard let known = codes.chapters[id]?.known, !known.isEmpty else { continue }
                let strange = Set(content.codes.map { $0[place] }).subtracting(known)
                    .subtracting([""])
                if strange.isEmpty { continue }
                let some = strange.sorted().prefix(5).joined(separator: ", ")
                warnings.append("\(strange.count) codes of \(id) are not in its list: \(some)")
            }
        }
        if let said = try? yaml?.optionalString("dataflow"), let named = facts.dataflow,
            plainDataflow(said) != plainDataflow(named)
        {
            warnings.append("the file names the dataflow \(named), the description \(said)")
        }
        return warnings.sorted()
    }

    func breaks(_ dimensions: [String]) throws -> [BreakMark] {
        let column = dimensions.first { SeriesDimension.Role(dimension: $0) == .territory } ?? "geo"
        return try (yaml?.optionalList("breaks") ?? []).map { mark in
            let reason = try mark.map("reason")
            let territory = try mark.optionalString("territory").map { place in
                let code = try codes.code(of: place, in: column)
                return Dimensions([Dimensions.Pair(name: column, value: code)]).text
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
