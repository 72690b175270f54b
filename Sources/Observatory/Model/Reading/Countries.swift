import Formats
import Languages

/// A country of the lists with its codes and the groups it belongs to.
struct Country: Sendable, Equatable {
    let alpha2: String
    let alpha3: String
    /// Three digits, with leading zeros.
    let m49: String
    let namePt: String
    let nameEn: String
    let groups: Set<CountryGroup>
    /// The region of the United Nations' standard M49; only of the States of UNECE.
    var region: String?
    /// Where its square stands on the grid of UNECE, from the top and from the west.
    var tile: (row: Int, column: Int)?

    func name(_ t: Translator) -> String { t.either(pt: namePt, en: nameEn) }

    static func == (left: Country, right: Country) -> Bool { left.alpha2 == right.alpha2 }
}

/// Groups of States that are written by one word.
enum CountryGroup: String, Sendable, CaseIterable {
    case unece, eu, efta, cplp

    func name(_ t: Translator) -> String {
        switch self {
        case .unece: t("UNECE, the 56 States of the region")
        case .eu: t("European Union")
        case .efta: t("EFTA")
        case .cplp: t("CPLP, the countries of Portuguese language")
        }
    }
}

/// All countries, found by whichever code a source writes.
struct Countries: Sendable {
    let all: [Country]
    private let byCode: [String: Int]

    init(_ all: [Country]) {
        self.all = all
        var byCode: [String: Int] = [:]
        for (index, country) in all.enumerated() {
            let short = String(Int(country.m49) ?? 0)
            for code in [country.alpha2, country.alpha3, country.m49, short, country.nameEn] {
                byCode[code] = index
            }
        }
        // Eurostat writes Greece and the United Kingdom by letters of its own.
        for (own, standard) in [("EL", "GR"), ("UK", "GB")] { byCode[own] = byCode[standard] }
        self.byCode = byCode
    }

    /// By alpha-2, alpha-3, M49 with or without leading zeros, Eurostat's letters or the English name.
    subscript(code: String) -> Country? { byCode[code].map { all[$0] } }

    func members(of group: CountryGroup) -> [Country] { all.filter { $0.groups.contains(group) } }

    /// The members of a region of M49, such as `039`.
    func members(ofRegion region: String) -> [Country] { all.filter { $0.region == region } }

    /// What an address names: a group, a region of M49, or codes that somebody chose: `eu`, `m49-039`, `PT,ES`.
    func chosen(_ text: String) -> [Country] {
        if let group = CountryGroup(rawValue: text.lowercased()) { return members(of: group) }
        if text.hasPrefix("m49-") { return members(ofRegion: String(text.dropFirst(4))) }
        var seen = Set<String>()
        return text.split(separator: ",").prefix(Countries.chosenMax)
            .compactMap { self[String($0)] ?? self[String($0).uppercased()] }
            .filter { seen.insert($0.alpha2).inserted }
    }

    /// No group is larger than the world.
    static let chosenMax = 250
}

extension Countries {
    /// Reads the list of countries, and of the States of UNECE their region and place on the grid.
    init(list: [UInt8], grid: [UInt8]) throws {
        var rows = try CSVReader(bytes: list, file: "countries.csv")
        var all: [Country] = []
        while let row = try rows.next() { all.append(try Country(row: row)) }
        var tiles = try CSVReader(bytes: grid, file: "unece-grid.csv")
        while let row = try tiles.next() {
            let code = try row.string("code")
            guard let index = all.firstIndex(where: { $0.alpha2 == code }) else {
                throw row.error("code", "'\(code)' is no country of countries.csv")
            }
            all[index].region = try row.string("region")
            all[index].tile = (try row.int("row"), try row.int("column"))
        }
        self.init(all)
    }
}

extension Country {
    init(row: CSVRow) throws {
        let columns: [(String, CountryGroup)] = [
            ("unece", .unece), ("eu27", .eu), ("efta", .efta), ("cplp", .cplp),
        ]
        let groups = try columns.filter { try row.string($0.0) == "1" }.map(\.1)
        self.init(
            alpha2: try row.string("alpha2"), alpha3: try row.string("alpha3"),
            m49: try row.string("numeric_m49"), namePt: try row.string("name_pt"),
            nameEn: try row.string("name_en"), groups: Set(groups))
    }
}

/// The regions of M49 in which States of UNECE lie.
func regionName(_ code: String, _ t: Translator) -> String {
    switch code {
    case "021": t("Northern America")
    case "039": t("Southern Europe")
    case "143": t("Central Asia")
    case "145": t("Western Asia and Caucasus")
    case "151": t("Eastern Europe")
    case "154": t("Northern Europe")
    case "155": t("Western Europe")
    default: code
    }
}
