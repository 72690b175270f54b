import Formats

/// The rows of a CSV file as the value of an input: a list of contexts, read by the input's type.
struct InputRows {
    private let file: DecisionFile
    private let zones: ZoneSource
    private let run: Run

    /// Amounts, fees and lists are short; a larger file is data for another room.
    private static let limits = {
        var limits = CSVLimits()
        limits.bytes = 16 << 20
        limits.rows = 50_000
        return limits
    }()

    init(_ file: DecisionFile, zones: @escaping ZoneSource) {
        self.file = file
        self.zones = zones
        run = Run(world: DecisionWorld(zones: zones))
    }

    /// The name of the input that a file fills: its own without folder and ending.
    static func name(of file: String) -> String? {
        let last = file.split(separator: "/").last ?? ""
        return last.hasSuffix(".csv") ? String(last.dropLast(4)) : nil
    }

    /// Every column that the type names has to be there; columns that it does not name are left out.
    func value(for input: String, in type: FEELType) throws -> FEELValue {
        let columns = try self.columns(of: input, in: type)
        var reader = try CSVReader(bytes: file.bytes, file: file.file, limits: InputRows.limits)
        try reader.require(columns.map(\.name))
        let names = ContextNames(columns.map(\.name))
        var rows: [FEELValue] = []
        while let row = try reader.next() {
            let values = try columns.map { try cell(row, $0) }
            rows.append(.context(FEELContext(names: names, values: values)))
        }
        let value = try run.accepted(FEELValue.list(rows), by: type)
        guard !value.isNull else {
            throw error("the rows are too many, or not what the type of '\(input)' allows")
        }
        return value
    }

    private func columns(
        of input: String, in type: FEELType
    ) throws -> [FEELType.ContextMember] {
        guard case .list(let item) = type.base, case .context(let columns) = item.base,
            !columns.isEmpty
        else {
            throw error(
                "this file fills the input '\(input)': its type must be a collection "
                    + "with a component for each column")
        }
        for column in columns where column.type.kind == nil {
            if case .any = column.type.base { continue }
            throw error(
                "a column holds texts, numbers, truth values, dates, times or durations; "
                    + "the type of '\(input)' says something else", column.name)
        }
        return columns
    }

    private func error(_ message: String, _ column: String? = nil) -> FormatError {
        FormatError(file: file.file, line: 1, field: column, message: message)
    }

    /// An empty field is null.
    private func cell(_ row: CSVRow, _ column: FEELType.ContextMember) throws -> FEELValue {
        guard let text = row.optional(column.name) else { return .null }
        guard let value = read(text, as: column.type.kind ?? .string) else {
            throw row.error(
                column.name, "'\(text)' is no \(column.type.kind?.rawValue ?? "value")")
        }
        let accepted = try run.accepted(value, by: column.type)
        guard !accepted.isNull else {
            throw row.error(column.name, "'\(text)' is not among the allowed values")
        }
        return accepted
    }

    private func read(_ text: String, as kind: FEELKind) -> FEELValue? {
        switch kind {
        case .string: return .string(text)
        case .number: return Number(text).map { .number($0) }
        case .boolean:
            guard text == "true" || text == "false" else { return nil }
            return .boolean(text == "true")
        case .date: return TemporalReader.date(text).map { .date($0) }
        case .time: return TemporalReader.time(text, zones).map { FEELValue($0) }
        case .dateTime: return TemporalReader.dateTime(text, zones).map { FEELValue($0) }
        case .daysDuration, .monthsDuration:
            guard let value = DurationReader.value(text), FEELType(of: value).kind == kind else {
                return nil
            }
            return value
        }
    }
}
