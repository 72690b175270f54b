import Kernel
import Storage

extension Municipality {
    static let columns: SQL =
        "code, name, district, district_code, population, foreign_nationals, lat, lon"

    init(row: Row) throws {
        code = try row[0]
        name = try row[1]
        district = try row[2]
        districtCode = try row[3]
        population = try row[4]
        foreignNationals = try row[5]
        point = try makePoint(row[6], row[7])
    }
}

extension Municipality {
    static func find(_ code: PlaceCode, in db: Reader) throws -> Municipality? {
        try db.first("SELECT \(columns) FROM municipality WHERE code = \(code)").map(
            Municipality.init)
    }

    static func all(in db: Reader) throws -> [Municipality] {
        try db.all("SELECT \(columns) FROM municipality ORDER BY folded, code").map(
            Municipality.init)
    }
}

/// What came of a typed municipality.
enum MunicipalityAnswer: Sendable, Equatable {
    case nothingTyped
    case one(Municipality)
    /// Several have this name, or begin with it.
    case several([Municipality])
    case unknown

    /// Reads a code, a name in any case and without accents, or a name with its district in parentheses.
    static func read(_ typed: String, among all: [Municipality]) -> MunicipalityAnswer {
        let wanted = searchable(typed)
        if wanted.isEmpty { return .nothingTyped }
        let exact = all.filter {
            $0.code.text == wanted || searchable($0.label(among: all)) == wanted
        }
        if exact.count == 1 { return .one(exact[0]) }
        let named = all.filter { searchable($0.name) == wanted }
        if named.count > 1 { return .several(named) }
        let begun = all.filter { searchable($0.name).hasPrefix(wanted) }
        if begun.count == 1 { return .one(begun[0]) }
        return begun.isEmpty ? .unknown : .several(Array(begun.prefix(suggestionsMax)))
    }
}

/// More than this many names is a list to read, not a help.
private let suggestionsMax = 8
