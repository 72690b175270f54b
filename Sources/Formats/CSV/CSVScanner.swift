/// Cuts bytes into records: quotes, doubled quotes, CR LF, and every limit with its line.
struct CSVScanner {
    private var source: ByteSource
    private let delimiter: UInt8
    private let limits: CSVLimits
    private var line = 1

    private static let quote = UInt8(ascii: "\"")
    private static let newline = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    init(source: ByteSource, delimiter: UInt8, limits: CSVLimits) {
        self.source = source
        self.delimiter = delimiter
        self.limits = limits
    }

    /// The next record, or nil at the end of the input.
    mutating func record() throws -> CSVRecord? {
        guard try source.peek() != nil else { return nil }
        var record = CSVRecord()
        record.line = line
        while true {
            let ended =
                try source.peek() == Self.quote
                ? try quotedField(into: &record) : try plainField(into: &record)
            try close(&record)
            if ended { return record }
        }
    }

    /// Reads up to a delimiter (false) or the end of the row (true).
    private mutating func plainField(into record: inout CSVRecord) throws -> Bool {
        let (delimiter, quote) = (delimiter, Self.quote)
        while true {
            try source.appendRun(to: &record.bytes) {
                $0 != delimiter && $0 != quote && $0 != Self.newline && $0 != Self.carriageReturn
            }
            try guardSize(record)
            guard let byte = try source.pop() else { return true }
            if byte == delimiter { return false }
            if byte == quote {
                throw error(
                    record, "a quote inside an unquoted field; quote the field and double the quote"
                )
            }
            if try endsRow(byte) { return true }
            record.bytes.append(byte)
        }
    }

    private mutating func quotedField(into record: inout CSVRecord) throws -> Bool {
        _ = try source.pop()
        record.isQuoted = true
        while true {
            try source.appendRun(to: &record.bytes) { $0 != Self.quote && $0 != Self.newline }
            try guardSize(record)
            guard let byte = try source.pop() else {
                throw error(record, "a quote is opened and never closed; close it")
            }
            if byte != Self.quote {
                // A line end, or the first byte of the next chunk.
                if byte == Self.newline { line += 1 }
                record.bytes.append(byte)
            } else if try source.peek() == Self.quote {
                _ = try source.pop()
                record.bytes.append(Self.quote)
            } else {
                return try afterQuote(record)
            }
        }
    }

    private mutating func afterQuote(_ record: CSVRecord) throws -> Bool {
        guard let byte = try source.pop() else { return true }
        if byte == delimiter { return false }
        if try endsRow(byte) { return true }
        throw error(record, "text after a closing quote; double the quotes inside the field")
    }

    private mutating func endsRow(_ byte: UInt8) throws -> Bool {
        if byte == Self.carriageReturn, try source.peek() == Self.newline { _ = try source.pop() }
        guard byte == Self.newline || byte == Self.carriageReturn else { return false }
        line += 1
        return true
    }

    private func close(_ record: inout CSVRecord) throws {
        let start = record.ends.last ?? 0
        record.ends.append(record.bytes.count)
        guard record.ends.count <= limits.columns else {
            throw error(record, "more than \(limits.columns) columns; check the delimiter")
        }
        guard isUTF8(record.bytes[start...]) else {
            throw error(
                record, "this field is not UTF-8; save the file as UTF-8 or read it as Windows-1252"
            )
        }
    }

    private func guardSize(_ record: CSVRecord) throws {
        let start = record.ends.last ?? 0
        guard record.bytes.count - start <= limits.fieldBytes else {
            throw error(
                record, "a field of over \(limits.fieldBytes) bytes; look for a missing quote")
        }
        guard record.bytes.count <= limits.rowBytes else {
            throw error(
                record, "a row of over \(limits.rowBytes) bytes; look for a missing line end")
        }
    }

    private func error(_ record: CSVRecord, _ message: String) -> FormatError {
        FormatError(file: source.file, line: line, column: record.ends.count + 1, message: message)
    }
}

/// ASCII is the common case and is told from the high bits alone.
func isUTF8(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.contains(where: { $0 >= 0x80 }) else { return true }
    return String(validating: bytes, as: UTF8.self) != nil
}
