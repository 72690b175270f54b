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
