/// Where a service sits: the holidays of its municipality and its region are its own, and so are its closures.
public struct Place: Hashable, Sendable {
    /// Four digits, of which the first two name the district or island; nil for the country at large.
    public let municipality: String?
    /// The service itself, for days on which it alone is closed.
    public let office: String?

    public static let country = Place(municipality: nil)

    public init(municipality: String?, office: String? = nil) {
        self.municipality = municipality
        self.office = office
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

    public var isOnIslands: Bool { region != nil }
}

/// Where a person is when a period runs for them: far away it begins later (CPA, article 88).
public enum PersonPlace: String, Sendable, CaseIterable {
    case mainland
    /// Azores or Madeira.
    case islands
    /// Another country of Europe.
    case europe
    case elsewhere

    public init(_ place: Place) { self = place.isOnIslands ? .islands : .mainland }
}
