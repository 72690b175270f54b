public import Kernel

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

/// A count of foreign residents of a day that is not the census's: another source, another definition.
struct MunicipalResidents: Sendable, Equatable {
    let day: Day
    let number: Int
    let definition: String
    let source: String
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
