/// A field of a table of HSDS 3.0, read from a short form: `name:format!` with `!` where it is required, `?` where a
/// required text may be empty, and `>table` where it names a record of another table.
struct HSDSField: Sendable, Equatable {
    enum Format: String, Sendable {
        case text, number, uuid, uri, email, date, time
        case dateTime = "date-time"
        case days, frequency, placeType = "place-type"
        case serviceStatus = "service-status"

        /// The words that a list allows.
        var choices: [String]? {
            switch self {
            case .days: ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
            case .frequency: ["WEEKLY", "MONTHLY"]
            case .placeType: ["physical", "postal", "virtual"]
            case .serviceStatus: ["active", "inactive", "defunct", "temporarily closed"]
            default: nil
            }
        }
    }

    let name: String
    let format: Format
    let isRequired: Bool
    let mayBeEmpty: Bool
    let target: String?

    init(_ short: Substring) {
        let parts = short.split(separator: ">")
        target = parts.count > 1 ? String(parts[1]) : nil
        let marks = parts[0].drop { $0 != "!" && $0 != "?" }
        let pair = parts[0].prefix { $0 != "!" && $0 != "?" }.split(separator: ":")
        name = String(pair[0])
        format = pair.count > 1 ? Format(rawValue: String(pair[1])) ?? .text : .text
        isRequired = !marks.isEmpty
        mayBeEmpty = marks == "?"
    }
}

/// Where the records of a table hang: the property of the owner that holds them, and the field that names the owner.
struct HSDSNest: Sendable, Equatable {
    let property: String
    let table: String
    let field: String
    /// Whether the property holds one record that the owner names, not a list of records that name the owner.
    let isOne: Bool

    /// `property=table.field`, with `!` in front where it holds one.
    init(_ short: Substring, owner: String) {
        isOne = short.hasPrefix("!")
        let pair = short.drop { $0 == "!" }.split(separator: "=")
        property = String(pair[0])
        let rest = pair[1].split(separator: ".")
        table = String(rest[0])
        field = rest.count > 1 ? String(rest[1]) : owner + "_id"
    }
}
