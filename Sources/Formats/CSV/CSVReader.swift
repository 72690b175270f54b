/// How much a CSV reader accepts before it refuses the file.
public struct CSVLimits: Sendable {
    /// Half a gigabyte: the largest statistical extract that we load is 90 MB.
    public var bytes = 512 << 20
    /// One row with every field; stops a file of one endless line.
    public var rowBytes = 8 << 20
    public var fieldBytes = 1 << 20
    public var columns = 4_096
    public var rows = 50_000_000

    public init() {}
}

/// Reads rows of comma-separated values (RFC 4180) as a stream; the first row names the columns.
public struct CSVReader {
    public let file: String
    public private(set) var header: [String] = []

    private var scanner: CSVScanner
    private var positions: [String: Int] = [:]
    private let limits: CSVLimits
    private var rowCount = 0

    public init(
        _ chunks: @escaping ByteChunks, file: String, delimiter: Character = ",",
        encoding: TextEncoding = .utf8, limits: CSVLimits = CSVLimits()
    ) throws {
        self.file = file
        self.limits = limits
        guard let separator = delimiter.asciiValue else {
            throw FormatError(file: file, message: "the delimiter must be one ASCII character")
        }
        let source = ByteSource(chunks, file: file, encoding: encoding, limit: limits.bytes)
        scanner = CSVScanner(source: source, delimiter: separator, limits: limits)
        try readHeader()
    }

    public init(
        bytes: [UInt8], file: String, delimiter: Character = ",", encoding: TextEncoding = .utf8,
        limits: CSVLimits = CSVLimits()
    ) throws {
        try self.init(
            chunks(of: bytes), file: file, delimiter: delimiter, encoding: encoding, limits: limits)
    }

    public init(text: String, file: String, delimiter: Character = ",") throws {
        try self.init(bytes: Array(text.utf8), file: file, delimiter: delimiter)
    }

    /// The next row, or nil at the end; an empty line is skipped, a row of other width is refused, unless the caller
    /// looks at the width of each and tells of it.
    public mutating func next(ofAnyWidth isAnyWidth: Bool = false) throws -> CSVRow? {
        while let record = try scanner.record() {
            if record.isEmptyLine { continue }
            rowCount += 1
            guard rowCount <= limits.rows else {
                throw error(record.line, "more than \(limits.rows) rows; split the file")
            }
            guard isAnyWidth || record.count == header.count else {
                throw error(
                    record.line,
                    "\(record.count) fields where the header has \(header.count); check quotes and delimiter"
                )
            }
            return CSVRow(file: file, record: record, positions: positions)
        }
        return nil
    }

    /// All rows that remain; for files known to be small.
    public mutating func rows() throws -> [CSVRow] {
        var all: [CSVRow] = []
        while let row = try next() { all.append(row) }
        return all
    }

    /// Refuses a file that lacks one of the columns.
    public func require(_ columns: [String]) throws {
        for column in columns where positions[column] == nil {
            let known = header.joined(separator: ", ")
            throw FormatError(
                file: file, line: 1, field: column,
                message: "this column is missing; the file has: \(known)")
        }
    }

    private mutating func readHeader() throws {
        guard let record = try scanner.record(), !record.isEmptyLine else {
            throw error(1, "the file is empty; its first line must name the columns")
        }
        header = (0..<record.count).map { record.text($0) }
        for (position, name) in header.enumerated() {
            // Some publishers repeat a label column; the first of a name is the one that a name finds.
            if positions[name] == nil { positions[name] = position }
        }
    }

    private func error(_ line: Int, _ message: String) -> FormatError {
        FormatError(file: file, line: line, message: message)
    }
}
