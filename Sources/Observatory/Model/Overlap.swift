import Kernel

/// Why codes of a dimension cannot be added: people would be counted twice.
struct SumRefusal: Refusal, Equatable {
    /// The codes that overlap, two by two, as `EU27_2020 and PT`.
    let pairs: [String]

    var kind: RefusalKind { .invalid }
    var explanation: String {
        "These groups overlap, so their sum would count people twice: {pairs}. Choose groups that do not hold one another."
    }
    var values: [String: String] { ["pairs": pairs.joined(separator: "; ")] }
}

extension SeriesDimension {
    /// Why these codes cannot be added, or nil where each stands beside the others.
    func sumRefusal(_ wanted: [String]) -> SumRefusal? {
        let found = wanted.compactMap { self[$0] }
        var pairs: [String] = []
        for (place, left) in found.enumerated() {
            for right in found.dropFirst(place + 1) where overlap(left, right) {
                pairs.append("\(left.code) and \(right.code)")
            }
        }
        return pairs.isEmpty ? nil : SumRefusal(pairs: Array(pairs.prefix(pairsMax)))
    }

    /// The codes that may be added to one another: those that hold no other.
    var addable: [SeriesCode] {
        let parents = Set(codes.compactMap(\.parent))
        return codes.filter { !$0.isAggregate && !parents.contains($0.code) }
    }

    private func overlap(_ left: SeriesCode, _ right: SeriesCode) -> Bool {
        if left.code == right.code { return true }
        // An aggregate holds others of its list, and which is not always said.
        if left.isAggregate || right.isAggregate { return true }
        return isAbove(left, right) || isAbove(right, left)
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

/// Enough to see what is wrong.
private let pairsMax = 8
