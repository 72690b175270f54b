import Formats
import Foundation
import Kernel

/// What holds for a whole country: `country.yaml` of its policy folder.
struct Country: Sendable, Hashable {
    /// Two letters (ISO 3166-1).
    let code: String
    /// A name of the time zone database, such as `Europe/Lisbon`.
    let zoneName: String
    /// The zones of regions that keep another time, by their ISO 3166-2 code.
    let regionZones: [String: String]
    /// The language in which somebody is written to who chose none.
    let language: String
    /// Three letters (ISO 4217).
    let currency: String

    init(yaml text: String, file: String) throws {
        let yaml = try YAML.parse(text, file: file)
        try yaml.unknownKeys(
            allowed: ["country", "zone", "regionZones", "language", "currency", "source"])
        code = try Country.word("country", in: yaml, is: #/[A-Z]{2}/#, "two capital letters")
        zoneName = try Country.zone("zone", in: yaml)
        let regions = try yaml.optionalMap("regionZones")
        regionZones = try Dictionary(
            uniqueKeysWithValues: (regions?.keys ?? []).map {
                ($0, try Country.zone($0, in: regions ?? yaml))
            })
        language = try Country.word("language", in: yaml, is: #/[a-z]{2,3}/#, "a language's code")
        currency = try Country.word("currency", in: yaml, is: #/[A-Z]{3}/#, "three capital letters")
    }

    private static func zone(_ key: String, in yaml: YAML) throws -> String {
        try word(
            key, in: yaml, is: #/[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*/#, "a name such as Area/City")
    }

    private static func word(
        _ key: String, in yaml: YAML, is shape: Regex<some Any>, _ wanted: String
    ) throws -> String {
        let node = try yaml.required(key)
        let text = try node.string()
        guard text.wholeMatch(of: shape) != nil else {
            throw node.error("'\(text)' is not \(wanted)")
        }
        return text
    }
}

extension Files {
    /// `folder` is a country's policy folder.
    static func country(_ folder: String) throws -> Country {
        let path = folder + "/country.yaml"
        return try Country(yaml: String(decoding: try bytes(path), as: UTF8.self), file: path)
    }
}
