import Formats

// The dimensions of a series, as its description and its file tell of them.
extension SeriesDescription {
    /// The dimensions of a series with the codes that it uses and those above them.
    func dimensions(
        of content: SeriesContent, _ facts: SourceFacts, _ lists: CodeLists
    ) throws -> [SeriesDimension] {
        let described = try (yaml?.optionalList("dimensions") ?? []).map {
            (try $0.string("id"), $0)
        }
        return try content.dimensions.enumerated().map { place, id in
            let used = Set(content.codes.map { $0[place] }).subtracting([""])
            let about = described.first { $0.0 == id }?.1
            let title = try about?.optionalMap("title")
            let english = try title?.optionalString("en") ?? facts.titles[id] ?? id
            let role = try about?.optionalString("role").flatMap(SeriesDimension.Role.init)
            return SeriesDimension(
                id: id, titlePt: try title?.optionalString("pt") ?? english, titleEn: english,
                role: role ?? SeriesDimension.Role(dimension: id),
                codes: codes(used, of: id, facts, lists))
        }
    }

    private func codes(
        _ used: Set<String>, of id: String, _ facts: SourceFacts, _ lists: CodeLists
    ) -> [SeriesCode] {
        let list = listed[id] ?? []
        let parents = Dictionary(list.map { ($0.code, $0.parent) }) { first, _ in first }
        var wanted = used
        for code in used {
            var above = parents[code] ?? nil
            while let next = above, wanted.insert(next).inserted { above = parents[next] ?? nil }
        }
        let known = list.filter { wanted.contains($0.code) }
        let rest = used.subtracting(known.map(\.code)).sorted().map { code -> SeriesCode in
            let label = facts.labels[id]?[code]
            return SeriesCode(
                code: code, labelPt: label?.pt ?? label?.en ?? code, labelEn: label?.en ?? code,
                isAggregate: looksLikeAggregate(code, label?.en ?? code),
                place: lists.places.alpha3(code) ?? lists.places.alpha3(label?.en ?? code) ?? "")
        }
        return known + rest
    }
}
