public import Kernel

/// A day on which services rest, and where; with the day on which that became known.
public struct Holiday: Hashable, Sendable {
    public let day: Day
    public let scope: Scope
    public let name: String
    public let category: Category
    /// For a tolerance or a closure: also a part of the day closes the service (CPA, article 87).
    public var part = Part.whole
    /// The day of the declaration; nil for what the law has always said.
    public var known: Day?
    /// From this day on it is known not to be so.
    public var withdrawn: Day?
    /// False where the rule behind it was not read in the law's own text.
    public var isVerified = true
    /// Where a dated decision was read.
    public var source: String?

    public enum Scope: Hashable, Sendable {
        case country
        /// ISO 3166-2: `PT-20`.
        case region(String)
        /// The municipality's code: `1106`.
        case municipality(String)
        /// One service.
        case office(String)
    }

    public enum Category: String, Sendable {
        /// By law: the count skips it, and no period ends on it.
        case `public`
        /// Known by custom (Carnival): a working day unless the State declares it.
        case optional
        /// `Tolerância de ponto`: the day counts, but no period ends on it.
        case tolerance
        /// One office is closed: the day counts, but no period ends on it.
        case closure
    }

    public enum Part: String, Sendable {
        case whole
        case morning
        case afternoon
    }

    public init(day: Day, scope: Scope, name: String, category: Category) {
        self.day = day
        self.scope = scope
        self.name = name
        self.category = category
    }

    /// The count passes over the day.
    var stopsCounting: Bool { category == .public }

    /// The service is not open for the whole of the day.
    var closesService: Bool { category != .optional }

    func isKept(at place: Place) -> Bool {
        switch scope {
        case .country: true
        case .region(let code): code == place.region
        case .municipality(let code): code == place.municipality
        case .office(let name): name == place.office
        }
    }

    /// Whether people knew of it on a day; with no day given, whether it holds by all that is known now.
    func isKnown(on day: Day?) -> Bool {
        guard let day else { return withdrawn == nil }
        return known.map { $0 <= day } ?? true && withdrawn.map { day < $0 } ?? true
    }
}

extension Holiday.Scope {
    /// The word of a file and the code beside it.
    public var words: (scope: String, place: String) {
        switch self {
        case .country: ("country", "")
        case .region(let code): ("region", code)
        case .municipality(let code): ("municipality", code)
        case .office(let name): ("office", name)
        }
    }

    /// Nil where the word is not known or the code has not its form.
    init?(_ scope: String, _ place: String) {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        switch scope {
        case "country" where place.isEmpty: self = .country
        case "region" where place.hasPrefix("PT-"): self = .region(place)
        case "municipality" where place.utf8.count == 4 && place.utf8.allSatisfy(digits.contains):
            self = .municipality(place)
        case "office" where !place.isEmpty: self = .office(place)
        default: return nil
        }
    }
}
