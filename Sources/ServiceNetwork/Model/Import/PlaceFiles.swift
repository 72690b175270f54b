import Formats
import Kernel

extension DirectoryReading {
    /// `places.csv`: the places of the agency and the local centres.
    mutating func readPlaces(_ file: ImportFile) throws {
        try table(
            file,
            requires: [
                "slug", "kind", "name", "municipality", "status", "informs", "processes", "source",
            ]
        ) {
            row, reading in
            var place = try reading.place(row, source: try row.string("source"))
            place.isOpen = try isOpen(row)
            place.closedOn = try closedOn(row, isOpen: place.isOpen)
            place.email = row.optional("email")
            place.isItinerant = try yesOrNo(row, "itinerant")
            place.services = PlaceServices(
                processes: try serviceCodes(row, "processes", kind: place.kind),
                informs: try serviceCodes(row, "informs", kind: place.kind))
            try reading.add(place, of: row)
        }
    }

    /// `registry-desks.csv`: desks of other bodies, with the year in which they were published.
    mutating func readDesks(_ file: ImportFile, source: String, year: Int?) throws {
        try table(file, requires: ["slug", "kind", "name", "municipality"]) { row, reading in
            var place = try reading.place(row, source: row.optional("source") ?? source)
            guard place.kind.isOtherBody else {
                throw row.error("kind", "only registry and citizen-shop stand in this file")
            }
            place.sourceYear = year
            try reading.add(place, of: row)
        }
    }

    /// What both files have.
    private func place(_ row: CSVRow, source: String) throws -> PlaceRow {
        let kind = try row.string("kind")
        guard let known = PlaceKind(rawValue: kind) else {
            let kinds = PlaceKind.allCases.map(\.rawValue).joined(separator: ", ")
            throw row.error("kind", "'\(kind)' is not a kind of place; use one of: \(kinds)")
        }
        return PlaceRow(
            slug: try slug(row), kind: known, name: try row.string("name"),
            municipality: try municipality(row), address: row.optional("address"),
            postalCode: row.optional("postal_code"), point: try point(row),
            phone: row.optional("phone"),
            note: row.optional("note"), source: source)
    }

    private func municipality(_ row: CSVRow) throws -> PlaceCode {
        let text = try row.string("municipality")
        guard let code = PlaceCode(text) else {
            throw row.error("municipality", "'\(text)' is not a municipality code of four digits")
        }
        guard knownMunicipalities.contains(text) else {
            throw row.error(
                "municipality",
                "no municipality has the code \(text); import municipalities.csv first")
        }
        return code
    }
}

private func slug(_ row: CSVRow) throws -> String {
    let text = try row.string("slug")
    let isPlain = text.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (48...57).contains(byte)
            || byte == UInt8(ascii: "-")
    }
    guard isPlain, text.utf8.count <= slugBytesMax else {
        throw row.error(
            "slug", "write it in small letters, digits and hyphens, at most \(slugBytesMax)")
    }
    return text
}

private func isOpen(_ row: CSVRow) throws -> Bool {
    switch try row.string("status") {
    case "open": true
    case "closed": false
    case let other: throw row.error("status", "'\(other)' is not a status; write open or closed")
    }
}

private func closedOn(_ row: CSVRow, isOpen: Bool) throws -> Day? {
    guard let text = row.optional("closed_on") else { return nil }
    guard let day = Day(iso: text) else {
        throw row.error("closed_on", "'\(text)' is not a day; write 2026-11-23")
    }
    if isOpen {
        throw row.error("closed_on", "an open place has no day of closing; change the status")
    }
    return day
}

func yesOrNo(_ row: CSVRow, _ column: String) throws -> Bool? {
    switch row.optional(column) {
    case nil: nil
    case "yes", "1", "true": true
    case "no", "0", "false": false
    case let other?: throw row.error(column, "'\(other)' is neither yes nor no")
    }
}

private func serviceCodes(_ row: CSVRow, _ column: String, kind: PlaceKind) throws -> [String] {
    let codes = (row.optional(column) ?? "").split(separator: ";").map(String.init)
    for code in codes {
        guard let known = KnownService(rawValue: code) else {
            throw row.error(
                column, "'\(code)' is not a service code; see service_codes in SOURCE.yaml")
        }
        if known.isAgency, kind.isOtherBody {
            throw row.error(
                column, "a desk of another body never serves '\(code)', a service of the agency")
        }
    }
    return codes
}

/// Reads `lat` and `lon`, which stand together or not at all.
func point(_ row: CSVRow) throws -> Point? {
    let lat = try row.optionalDouble("lat")
    let lon = try row.optionalDouble("lon")
    guard let lat, let lon else {
        if lat != nil || lon != nil { throw row.error("lon", "a point needs both lat and lon") }
        return nil
    }
    guard (-90...90).contains(lat) else {
        throw row.error("lat", "a latitude lies between -90 and 90")
    }
    guard (-180...180).contains(lon) else {
        throw row.error("lon", "a longitude lies between -180 and 180")
    }
    return Point(lat: lat, lon: lon)
}

/// Long enough for the longest name in use; it goes into addresses.
private let slugBytesMax = 120
