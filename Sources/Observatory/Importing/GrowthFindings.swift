import Formats

extension Observatory {
    /// A year of a file whose printed growth is not what its levels give.
    public struct GrowthFinding: Sendable, Codable, Equatable {
        public let series: String
        public let line: String
        public let year: Int
        /// In per cent.
        public let published: Double
        public let recomputed: Double
    }
}

/// The growth that a file prints beside its levels, to be recomputed once all of them are read.
struct GrowthColumn: Sendable {
    private var said: [String: [[String]: [Int: Double]]] = [:]

    var isEmpty: Bool { said.isEmpty }

    mutating func note(_ row: SeriesRow) {
        guard let growth = row.growth, let year = Int(row.period) else { return }
        said[row.series, default: [:]][row.codes, default: [:]][year] = growth
    }

    /// What differs; the values concerned get both numbers as a note.
    func findings(_ contents: inout [String: SeriesContent]) -> [Observatory.GrowthFinding] {
        var all: [Observatory.GrowthFinding] = []
        for (key, lines) in said.sorted(by: { $0.key < $1.key }) {
            guard var content = contents[key] else { continue }
            for line in content.lines.indices {
                guard let published = lines[content.codes[line]] else { continue }
                let levels = content.years(ofLine: line)
                for check in GrowthCheck.differences(levels: levels, published: published) {
                    content.note(line, String(check.year), check.words)
                    all.append(check.finding(key, content.lines[line]))
                }
            }
            contents[key] = content
        }
        return all
    }
}

extension GrowthCheck {
    fileprivate var words: String {
        "growth printed \(short(published)) %, its levels give \(short(recomputed)) %"
    }

    func finding(_ series: String, _ line: String) -> Observatory.GrowthFinding {
        Observatory.GrowthFinding(
            series: series, line: line, year: year, published: published,
            recomputed: (recomputed * 100).rounded() / 100)
    }

    private func short(_ value: Double) -> String { String((value * 100).rounded() / 100) }
}

extension SeriesDescription {
    /// Two parts of a file that say the same growth, as printed and as recomputed.
    func growth(
        _ contents: [String: SeriesContent]
    ) throws -> [Observatory.GrowthFinding] {
        try (yaml?.optionalList("growth") ?? []).flatMap { pair in
            let (said, own) = (try pair.string("published"), try pair.string("recomputed"))
            guard let printed = contents[said], let recomputed = contents[own] else {
                return [Observatory.GrowthFinding]()
            }
            return printed.lines.enumerated().flatMap { place, line in
                recomputed.lines.firstIndex(of: line).map { other in
                    GrowthCheck.differences(
                        recomputed: recomputed.years(ofLine: other),
                        published: printed.years(ofLine: place)
                    ).map { $0.finding(said, line) }
                } ?? []
            }
        }
    }
}

/// One sentence for each series whose printed growth is wrong somewhere.
func growthWarnings(_ findings: [Observatory.GrowthFinding]) -> [String] {
    Dictionary(grouping: findings, by: \.series).sorted { $0.key < $1.key }.compactMap { _, all in
        guard let first = all.first else { return nil }
        let years = Set(all.map(\.year)).count
        return
            "the growth that the file prints is not what its levels give in \(years) years, first \(first.year): "
            + "\(first.published) % printed, \(first.recomputed) % recomputed; both are kept"
    }
}
