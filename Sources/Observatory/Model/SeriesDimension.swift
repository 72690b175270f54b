import Languages

/// A dimension of a series: `geo`, `citizen`, `sex`.
struct SeriesDimension: Sendable, Equatable {
    /// What the codes of a dimension are about.
    enum Role: String, Sendable, CaseIterable {
        case territory, citizenship, sex, age, other
    }

    let id: String
    let titlePt: String
    let titleEn: String
    let role: Role
    /// In the order of the source's list.
    let codes: [SeriesCode]

    func title(_ t: Translator) -> String { t.either(pt: titlePt, en: titleEn) }

    subscript(code: String) -> SeriesCode? { codes.first { $0.code == code } }
}

/// `PT` Portugal; an aggregate overlaps with others and is never added to them.
struct SeriesCode: Sendable, Equatable {
    let code: String
    let labelPt: String
    let labelEn: String
    /// The code that holds this one.
    var parent: String?
    var isAggregate = false
    /// The country it is, as ISO 3166 alpha-3, whatever the source writes; empty where it is none.
    var place = ""

    func label(_ t: Translator) -> String { t.either(pt: labelPt, en: labelEn) }
}

extension SeriesDimension.Role {
    /// What a dimension of this name is about, where nothing else says so.
    init(dimension id: String) {
        switch id.lowercased() {
        case "geo", "ref_area", "territory", "country", "geo_area", "dest", "destination",
            "municipality", "iso3":
            self = .territory
        case "citizen", "citizenship", "nationality", "c_birth", "orig", "origin":
            self = .citizenship
        case "sex": self = .sex
        case "age": self = .age
        default: self = .other
        }
    }
}
