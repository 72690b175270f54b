import Formats
import Languages

/// Countries by all the ways in which sources write them.
struct PlaceNames: Sendable {
    private var codes: [String: String] = [:]
    private var names: [String: String] = [:]

    init() {}

    /// From the list of countries: alpha-2, alpha-3, M49 and the names in two languages.
    init(bytes: [UInt8], file: String) throws {
        var rows = try CSVReader(bytes: bytes, file: file)
        try rows.require(["alpha2", "alpha3", "numeric_m49", "name_en", "name_pt"])
        while let row = try rows.next() {
            let alpha3 = try row.string("alpha3")
            codes[alpha3] = alpha3
            codes[try row.string("alpha2")] = alpha3
            codes[try row.string("numeric_m49")] = alpha3
            names[folded(try row.string("name_en"))] = alpha3
            names[folded(try row.string("name_pt"))] = alpha3
        }
        // Eurostat writes two countries otherwise than ISO 3166.
        codes["EL"] = codes["GR"]
        codes["UK"] = codes["GB"]
    }

    /// ISO 3166 alpha-3, or nil for what is no country.
    func alpha3(_ text: String) -> String? {
        let text = text.trimmed
        if let known = codes[text] { return known }
        if let number = CodeBook.m49(text) { return codes[number] }
        return names[folded(text)]
    }
}
