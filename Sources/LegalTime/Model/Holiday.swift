public import Kernel

/// A day on which services rest, and where.
public struct Holiday: Hashable, Sendable {
    public let day: Day
    public let scope: Scope
    public let name: String
    public let category: Category

    public enum Scope: Hashable, Sendable {
        case country
        /// ISO 3166-2: `PT-20`.
        case region(String)
        /// The municipality's code: `1106`.
        case municipality(String)
    }

    public enum Category: String, Sendable {
        /// By law: the count skips it.
        case `public`
        /// Known by custom (Carnival): the count does not skip it unless the State declares it.
        case optional
    }

    public init(day: Day, scope: Scope, name: String, category: Category) {
        self.day = day
        self.scope = scope
        self.name = name
        self.category = category
    }

    func isKept(at place: Place) -> Bool {
        switch scope {
        case .country: true
        case .region(let code): code == place.region
        case .municipality(let code): code == place.municipality
        }
    }
}

/// Where a service sits: the holidays of its municipality and its region are its own.
public struct Place: Hashable, Sendable {
    /// Four digits, of which the first two name the district or island; nil for the country at large.
    public let municipality: String?

    public static let country = Place(municipality: nil)

    public init(municipality: String?) {
        self.municipality = municipality
    }

    /// The autonomous region, or nil on the mainland. INE's codes: 31 and 32 Madeira, 41 to 49 Azores.
    public var region: String? {
        guard let municipality, municipality.utf8.count == 4,
            let district = Int(municipality.prefix(2))
        else {
            return nil
        }
        switch district {
        case 31, 32: return "PT-30"
        case 41...49: return "PT-20"
        default: return nil
        }
    }
}
