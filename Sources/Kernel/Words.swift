/// The name of a published number, such as `cases.pending.family-reunification`.
public struct FigureKey: Hashable, Codable, Sendable, CustomStringConvertible,
    ExpressibleByStringLiteral
{
    public let text: String

    public init(_ text: String) {
        self.text = text
    }

    public init(stringLiteral value: String) {
        text = value
    }

    public var description: String { text }
}

/// A municipality of four digits (`1106`), a region (`PT-20`) or nothing but the country.
public struct PlaceCode: Hashable, Codable, Sendable, CustomStringConvertible {
    public let text: String

    public init?(_ text: String) {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard text.utf8.count == 4, text.utf8.allSatisfy(digits.contains) else { return nil }
        self.text = text
    }

    public var description: String { text }
}

/// An amount in whole cents of a currency (ISO 4217).
public struct Money: Hashable, Codable, Sendable {
    public let cents: Int64
    public let currency: String

    public init(cents: Int64, currency: String = "EUR") {
        self.cents = cents
        self.currency = currency
    }
}

/// Where the time comes from: handed to those who act, never read inside a rule.
public typealias Clock = @Sendable () -> Moment
