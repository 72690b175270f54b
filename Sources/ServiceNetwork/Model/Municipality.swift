public import Kernel
import Storage

/// One of the 308 municipalities, with its centre where it is known.
public struct Municipality: Hashable, Sendable {
    public let code: PlaceCode
    public let name: String
    public let district: String
    let districtCode: String
    let population: Int?
    let foreignNationals: Int?
    let point: Point?

    /// The IANA name of the civil time there: the islands keep their own.
    public var zoneName: String { zoneOfDistrict(districtCode) }

    /// Its name, with the district where another has the same name.
    func label(among all: [Municipality]) -> String {
        let same = all.filter { $0.name == name }
        return same.count > 1 ? "\(name) (\(district))" : name
    }
}

extension Municipality {
    static let columns: SQL = "code, name, district, district_code, population, foreign_nationals, lat, lon"

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

func makePoint(_ lat: Double?, _ lon: Double?) -> Point? {
    guard let lat, let lon else { return nil }
    return Point(lat: lat, lon: lon)
}

/// District codes of INE: 31 and 32 are Madeira, 40 to 49 the Azores.
func zoneOfDistrict(_ code: String) -> String {
    switch Int(code) ?? 0 {
    case 31...32: "Atlantic/Madeira"
    case 40...49: "Atlantic/Azores"
    default: "Europe/Lisbon"
    }
}
