extension SeriesDimension {
    /// Those of the codes that hold another of them, also over several steps: their sum would count people twice. An aggregate
    /// holds others of its list, and which is not always said. Empty where each code stands beside the others.
    func holding(_ wanted: [SeriesCode]) -> [SeriesCode] {
        if wanted.count < 2 { return [] }
        return wanted.filter { one in
            one.isAggregate || wanted.contains { isAbove(one, $0) }
        }
    }

    private func isAbove(_ upper: SeriesCode, _ lower: SeriesCode) -> Bool {
        var seen = Set<String>()
        var parent = lower.parent
        while let next = parent, seen.insert(next).inserted {
            if next == upper.code { return true }
            parent = self[next]?.parent
        }
        return false
    }
}

/// Whether a code that no list describes stands for several others.
func looksLikeAggregate(_ code: String, _ label: String) -> Bool {
    if ["TOTAL", "T", "_T", "ALL", "FOR", "FOR_STLS", "WORLD"].contains(code) { return true }
    let groups = ["EU", "EA", "EEA", "EFTA", "NEU", "EXT_", "CC"]
    if code.utf8.count > 2, groups.contains(where: { code.hasPrefix($0) }),
        code.utf8.contains(where: { (48...57).contains($0) || $0 == 95 }) || code == "EFTA"
    {
        return true
    }
    let words = [
        "Total", "All ", "European Union", "EU2", "EU1", "Euro area", "Non-EU", "Extra-EU",
        "European Free Trade", "European Economic", "Foreign country", "Candidate countries",
        "World",
    ]
    return words.contains { label.hasPrefix($0) }
}
