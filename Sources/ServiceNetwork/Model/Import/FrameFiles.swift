import Formats
import Kernel

extension DirectoryReading {
    /// `municipalities.csv`: names, residents and the points that distances are counted from.
    mutating func readMunicipalities(_ file: ImportFile) throws {
        try table(file, requires: ["code", "name", "district_code", "district", "lat", "lon"]) {
            row, reading in
            let text = try row.string("code")
            guard let code = PlaceCode(text) else {
                throw row.error("code", "'\(text)' is not a municipality code of four digits")
            }
            if reading.municipalities.contains(where: { $0.code == code }) {
                throw row.error("code", "the code \(text) stands here twice")
            }
            reading.municipalities.append(
                MunicipalityRow(
                    code: code, name: try row.string("name"),
                    districtCode: try row.string("district_code"),
                    district: try row.string("district"),
                    population: try people(row, "population_2021"),
                    foreignNationals: try people(row, "foreign_nationals_2021"),
                    point: try point(row)))
            reading.knownMunicipalities.insert(text)
        }
    }

    /// `foreign-residents.csv`: counts of other days than the census's, each with its definition and source.
    mutating func readResidents(_ file: ImportFile) throws {
        try table(file, requires: ["code", "as_of", "foreign_residents", "definition", "source"]) {
            row, reading in
            let text = try row.string("code")
            guard let code = PlaceCode(text), reading.knownMunicipalities.contains(text) else {
                throw row.error("code", "no municipality has the code '\(text)'")
            }
            guard let day = try optionalDay(row, "as_of"),
                let number = try people(row, "foreign_residents")
            else { throw row.error("as_of", "a count has a day and a number") }
            reading.residents.append(
                ResidentsRow(
                    municipality: code,
                    count: MunicipalResidents(
                        day: day, number: number, definition: try row.string("definition"),
                        source: try row.string("source"))))
        }
    }

    /// `network.yaml`: how many places there are said to be, and the lines that answer everybody.
    mutating func readNetwork(_ file: ImportFile) throws {
        do {
            let root = try YAML.parse(file.bytes, file: file.name)
            for item in try root.list("totals") { sizes.append(try size(item)) }
            for item in try root.list("contacts") { lines.append(try line(item)) }
        } catch let error as FormatError {
            refuse(error)
        }
    }

    private func size(_ item: YAML) throws -> NetworkSizeRow {
        let text = try item.string("kind")
        guard let kind = PlaceKind(rawValue: text) else {
            throw item.error("'\(text)' is not a kind of place")
        }
        let total = try item.int("total")
        guard total > 0 else { throw item.error("a total is above zero") }
        return NetworkSizeRow(
            kind: kind, total: total, isApproximate: try item.bool("approximate"),
            words: try item.string("words"),
            asOf: try filled(item, "asOf"), source: try item.string("source"),
            also: try filled(item, "also"))
    }

    private func line(_ item: YAML) throws -> ContactLine {
        ContactLine(
            key: try item.string("key"), name: try item.string("name"),
            phone: try filled(item, "phone"),
            email: try filled(item, "email"), hours: try hours(item),
            languages: try item.optionalInt("languages"),
            source: try item.string("source"))
    }

    private func hours(_ item: YAML) throws -> OpeningHours? {
        guard let days = try filled(item, "byday") else { return nil }
        let opens = try minutes(item, "opens")
        let closes = try minutes(item, "closes")
        guard opens < closes else { throw item.error("it closes before it opens") }
        return OpeningHours(days: days, opens: opens, closes: closes)
    }

    /// Reads `09:00` as minutes since midnight.
    private func minutes(_ item: YAML, _ key: String) throws -> Int {
        let parts = try item.string(key).split(separator: ":").compactMap { Int($0) }
        guard parts.count == 2, (0...24).contains(parts[0]), (0...59).contains(parts[1]) else {
            throw item.error("\(key) is not a time; write 09:00")
        }
        return parts[0] * 60 + parts[1]
    }
}

private func people(_ row: CSVRow, _ column: String) throws -> Int? {
    let number = try row.optionalInt(column)
    if let number, number < 0 { throw row.error(column, "a number of people is not below zero") }
    return number
}

private func filled(_ item: YAML, _ key: String) throws -> String? {
    try item.optionalString(key).flatMap { $0.isEmpty ? nil : $0 }
}
