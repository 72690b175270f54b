public import Formats
import Kernel

extension Holiday {
    static let columns = [
        "date", "kind", "scope", "place", "part", "name_pt", "declared", "withdrawn", "source",
    ]

    /// Dated decisions: `date,kind,scope,place,part,name_pt,declared,withdrawn,source`.
    public static func readDeclarations(_ reader: inout CSVReader) throws -> [Holiday] {
        try reader.require(columns)
        var found: [Holiday] = []
        var lines: [String: Int] = [:]
        while let row = try reader.next() {
            let holiday = try Holiday(row)
            let key = "\(holiday.day) \(holiday.scope.words) \(holiday.name)"
            if let line = lines.updateValue(row.line, forKey: key) {
                throw row.error("date", "this decision stands on line \(line) already; keep one")
            }
            found.append(holiday)
        }
        return found
    }

    private init(_ row: CSVRow) throws {
        let kinds: [String: Category] = [
            "holiday": .public, "tolerance": .tolerance, "closure": .closure,
        ]
        guard let category = kinds[try row.string("kind")] else {
            throw row.error("kind", "write holiday, tolerance or closure")
        }
        let (scope, place) = (try row.string("scope"), row["place"] ?? "")
        guard let scope = Scope(scope, place) else {
            throw row.error(
                "scope", "write country, region PT-20, municipality 1106 or office and its name")
        }
        self.init(
            day: try row.day("date"), scope: scope, name: try row.string("name_pt"),
            category: category)
        guard WorkingCalendar.contains(day) else {
            throw row.error("date", "the calendar runs from 1970 to 2120")
        }
        part = try Self.part(row)
        known = try row.day("declared")
        withdrawn = try row.optional("withdrawn") == nil ? nil : row.day("withdrawn")
        if let known, let withdrawn, withdrawn < known {
            throw row.error("withdrawn", "a decision cannot be withdrawn before it is declared")
        }
        source = try row.string("source")
    }

    /// Whether it says of the same decision that it was withdrawn, and nothing else new.
    public func isWithdrawal(of other: Holiday) -> Bool {
        guard withdrawn != nil, other.withdrawn == nil else { return false }
        var before = self
        before.withdrawn = nil
        return before == other
    }

    /// The file that `readDeclarations` reads, by day.
    public static func declarationsFile(_ holidays: [Holiday]) -> String {
        var writer = CSVWriter(header: columns)
        for holiday in holidays.sorted(by: { ($0.day, $0.name) < ($1.day, $1.name) }) {
            let words = holiday.scope.words
            let kind = holiday.category == .public ? "holiday" : holiday.category.rawValue
            writer.append([
                holiday.day.description, kind, words.scope, words.place, holiday.part.rawValue,
                holiday.name, holiday.known?.description ?? "",
                holiday.withdrawn?.description ?? "", holiday.source ?? "",
            ])
        }
        // Files of the policy end their lines with LF.
        return writer.text.replacing("\r\n", with: "\n")
    }

    private static func part(_ row: CSVRow) throws -> Part {
        guard let word = row.optional("part") else { return .whole }
        guard let part = Part(rawValue: word) else {
            throw row.error("part", "write whole, morning or afternoon")
        }
        return part
    }
}

extension CSVRow {
    fileprivate func day(_ column: String) throws -> Day {
        let text = try string(column)
        guard let day = Day(iso: text) else {
            throw error(column, "'\(text)' is no day; write it as 2026-12-25")
        }
        return day
    }
}
