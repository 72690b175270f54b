import Formats

/// The table of a plan as CSV, a workbook or JSON; what one of them wrote reads back equal.
enum PlanFiles {
    enum Format: String, CaseIterable, Sendable {
        case csv, xlsx, json

        /// By the end of a file's name.
        init?(of name: String) {
            self.init(rawValue: String(name.split(separator: ".").last ?? "").lowercased())
        }

        var type: String {
            switch self {
            case .csv: "text/csv; charset=utf-8"
            case .json: "application/json"
            case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            }
        }
    }

    static func write(_ document: PlanDocument, as format: Format) throws -> [UInt8] {
        let rows = PlanTable.rows(document)
        let columns = PlanTable.columns(rows)
        let cells = rows.map { row in columns.map { row[$0] ?? "" } }
        switch format {
        case .csv:
            var writer = CSVWriter(header: columns)
            for row in cells { writer.append(row) }
            return writer.bytes
        case .xlsx:
            return try WorkbookWriter.bytes(sheet: "plan", rows: [columns] + cells)
        case .json:
            let list = rows.map { row in JSON.object(row.mapValues { .string($0) }) }
            let whole: JSON = ["plan": .string(document.header.key), "rows": .array(list)]
            return Array(whole.canonical.utf8)
        }
    }

    static func lines(_ bytes: [UInt8], name: String) throws -> [PlanLine] {
        let lines =
            switch Format(of: name) {
            case .csv: try csv(bytes, name)
            case .xlsx: try workbook(bytes, name)
            case .json: try json(bytes, name)
            case nil:
                throw FormatError(file: name, message: "a plan comes as .csv, .xlsx or .json")
            }
        if let line = lines.first {
            let unknown = Set(line.fields.keys).subtracting(PlanTable.fixed).sorted()
            if let column = unknown.first(where: { !$0.hasPrefix(titlePrefix) }) {
                throw FormatError(
                    file: name, field: column,
                    message: "this column is not known; see the template")
            }
        }
        guard lines.count <= rowsMax else {
            throw FormatError(file: name, message: "a plan has at most \(rowsMax) rows")
        }
        return lines
    }

    private static func csv(_ bytes: [UInt8], _ name: String) throws -> [PlanLine] {
        var reader = try CSVReader(bytes: bytes, file: name)
        try reader.require(["kind", "code"])
        let header = reader.header
        return try reader.rows().map { row in
            PlanLine(file: name, line: row.line, fields: named(row.fields, header))
        }
    }

    private static func workbook(_ bytes: [UInt8], _ name: String) throws -> [PlanLine] {
        let reader = try WorkbookReader(bytes, file: name)
        guard let header = try reader.next()?.cells, header.contains("kind"),
            header.contains("code")
        else {
            throw FormatError(
                file: name, message: "the first row names the columns, of them kind and code")
        }
        var lines: [PlanLine] = []
        while let row = try reader.next(), lines.count <= rowsMax {
            if row.cells.allSatisfy(\.isEmpty) { continue }
            lines.append(PlanLine(file: name, line: row.line, fields: named(row.cells, header)))
        }
        return lines
    }

    private static func named(_ cells: [String], _ header: [String]) -> [String: String] {
        Dictionary(zip(header, cells).filter { !$0.0.isEmpty }, uniquingKeysWith: { $1 })
    }

    private static func json(_ bytes: [UInt8], _ name: String) throws -> [PlanLine] {
        guard let rows = try JSON.parse(bytes, file: name)["rows"]?.arrayValue else {
            throw FormatError(file: name, field: "rows", message: "a plan is a list of rows")
        }
        return try rows.enumerated().map { number, row in
            guard let fields = row.objectValue else {
                throw FormatError(
                    file: name, line: number + 1, message: "a row is an object of texts")
            }
            return PlanLine(
                file: name, line: number + 1, fields: fields.compactMapValues(\.stringValue))
        }
    }
}

/// The largest plans that were seen have some hundred measures, each with a few indicators.
private let rowsMax = 20_000
