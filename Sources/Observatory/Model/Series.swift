import Kernel
import Languages

/// A series as it is described: what is counted, by whom, in which unit.
struct Series: Sendable, Equatable {
    let key: String
    /// The file it came with; the parts of one file are shown together.
    let family: String
    var titlePt: String
    var titleEn: String
    var definitionPt = ""
    var definitionEn = ""
    var unit = ""
    var source = ""
    var method = ""
    var licence = ""
    var contact = ""
    /// `annual`, or `irregular` where no line may be drawn.
    var frequency = Series.irregular
    /// The line that stands for the series where one number is shown.
    var headline = ""
    /// The newest vintage; empty where all were withdrawn.
    var vintage = ""
    /// What tables know it by.
    var number: Int64 = 0
    /// The values of the newest vintage.
    var state: Int64 = 0
    /// The SDMX reference: the source's own, or `CAIS:PT_FOREIGN_RESIDENTS(1.0)`.
    var dataflow = ""
    /// A code of `SeriesTopic`, or the house's own.
    var topic = ""
    /// What it measures, in one word that series of other sources share: they are shown together, never merged.
    var concept = ""
    /// Who publishes it, in short: `Eurostat`.
    var publisher = ""
    /// When its newest vintage came in.
    var updatedAt = Moment(microseconds: 0)

    static let irregular = "irregular"

    func title(_ t: Translator) -> String { t.either(pt: titlePt, en: titleEn) }
    func definition(_ t: Translator) -> String {
        t.either(pt: definitionPt, en: definitionEn)
    }
}

/// One value of one line; nil where the source gives none.
struct SeriesValue: Sendable, Equatable {
    let dims: String
    let period: String
    let value: Double?
    /// Letters of OBS_STATUS; `I` where a value was put in by somebody else than who counted.
    let flag: String
    let note: String
    /// CONF_STATUS; empty means free.
    var confidentiality = ""

    var isImputed: Bool { flag.contains("I") }
}

/// Where a series stops being comparable with the years before.
struct BreakMark: Sendable, Equatable {
    /// The lines it is about: those that have all of these dimensions.
    let dims: String
    let period: String
    let reasonPt: String
    let reasonEn: String
    let source: String

    func reason(_ t: Translator) -> String { t.either(pt: reasonPt, en: reasonEn) }

    func concerns(_ line: Dimensions) -> Bool {
        Dimensions(text: dims).pairs.allSatisfy { line[$0.name] == $0.value }
    }
}

/// The dimensions of a line in one canonical text: sorted by name, `citizen=Total|geo=Portugal`.
struct Dimensions: Sendable, Equatable {
    struct Pair: Sendable, Equatable {
        let name: String
        let value: String
    }

    let pairs: [Pair]

    init(_ pairs: [Pair]) {
        self.pairs = pairs.sorted { $0.name < $1.name }
    }

    init(text: String) {
        pairs = text.split(separator: "|").compactMap { part in
            let sides = part.split(separator: "=", maxSplits: 1).map(String.init)
            return sides.count == 2 ? Pair(name: sides[0], value: sides[1]) : nil
        }
    }

    var text: String { pairs.map { $0.name + "=" + $0.value }.joined(separator: "|") }

    subscript(name: String) -> String? { pairs.first { $0.name == name }?.value }

    /// The values of some dimensions only: what tells one line from another.
    func values(of names: Set<String>) -> [String] {
        pairs.filter { names.contains($0.name) }.map(\.value)
    }

    /// The dimensions in which lines differ.
    static func varying(_ lines: [Dimensions]) -> Set<String> {
        var seen: [String: Set<String>] = [:]
        for pair in lines.flatMap(\.pairs) { seen[pair.name, default: []].insert(pair.value) }
        return Set(seen.filter { $0.value.count > 1 }.keys)
    }

    /// Whether a line is about the country of this installation.
    var isHome: Bool { pairs.contains { Dimensions.isHome($0.value) } }

    static func isHome(_ code: String) -> Bool { homeCodes.contains(code) }

    /// The line that speaks for a series where one number is shown: of this country where there is one, with the most
    /// totals, the first of such.
    static func headline(of lines: [Dimensions]) -> Dimensions? {
        let home = lines.filter(\.isHome)
        let among = home.isEmpty ? lines : home
        let most = among.map(\.totals).max()
        return among.first { $0.totals == most }
    }

    /// In how many dimensions it stands for all.
    private var totals: Int { pairs.count { Dimensions.isTotal($0.value) } }

    /// Whether a code is how sources write all of a dimension.
    static func isTotal(_ code: String) -> Bool { totalCodes.contains(code) }
}

private let totalCodes: Set<String> = ["TOTAL", "T", "_T", "TOT"]

/// How sources write this country: by name, ISO alpha-2, alpha-3 and M49.
private let homeCodes: Set<String> = ["Portugal", "PT", "PRT", "620"]
