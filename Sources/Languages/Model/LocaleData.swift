import Formats

/// How a language writes dates, numbers and lists; read from its `locale.json`.
public struct LocaleData: Equatable, Sendable {
    public let nativeName: String
    /// January first, as they stand in a date.
    public let months: [String]
    /// As they stand without a day, where that is another form (Ukrainian); else as in a date.
    public let monthsAlone: [String]
    /// Monday first.
    public let weekdays: [String]
    /// `{day} {month} {year}`.
    public let longDate: String
    /// `{dd}/{mm}/{yyyy}`.
    public let shortDate: String
    public let groupSeparator: String
    /// From how many digits on a number is grouped (5 in Portuguese: 1044, but 10 440).
    public let groupFromDigits: Int
    public let decimalSeparator: String
    public let listSeparator: String
    public let lastSeparator: String

    private static let keys = [
        "nativeName", "months", "weekdays", "longDate", "shortDate", "groupSeparator",
        "groupFromDigits", "monthsAlone",
        "decimalSeparator", "listSeparator", "lastSeparator",
    ]

    public init(json text: String, file: String) throws {
        let json = try JSON.parse(text, file: file)
        func string(_ key: String) throws -> String {
            guard let value = json[key]?.stringValue else {
                throw Self.missing(key, "a text", file)
            }
            return value
        }
        func strings(_ key: String, _ count: Int) throws -> [String] {
            let values = json[key]?.arrayValue?.compactMap(\.stringValue) ?? []
            guard values.count == count else {
                throw Self.missing(key, "a list of \(count) texts", file)
            }
            return values
        }
        if let unknown = json.objectValue?.keys.sorted().first(where: { !Self.keys.contains($0) }) {
            throw FormatError(
                file: file, field: unknown, message: "this key is not known; remove it")
        }
        nativeName = try string("nativeName")
        months = try strings("months", 12)
        monthsAlone = json["monthsAlone"] == nil ? months : try strings("monthsAlone", 12)
        weekdays = try strings("weekdays", 7)
        longDate = try string("longDate")
        shortDate = try string("shortDate")
        groupSeparator = try string("groupSeparator")
        decimalSeparator = try string("decimalSeparator")
        listSeparator = try string("listSeparator")
        lastSeparator = try string("lastSeparator")
        guard let digits = json["groupFromDigits"]?.intValue else {
            throw Self.missing("groupFromDigits", "a whole number", file)
        }
        groupFromDigits = digits
    }

    private static func missing(_ key: String, _ kind: String, _ file: String) -> FormatError {
        FormatError(file: file, field: key, message: "\(kind) is expected under this key; add it")
    }
}
