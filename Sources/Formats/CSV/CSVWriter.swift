/// Writes rows of comma-separated values; quotes only where a field needs it.
public struct CSVWriter: Sendable {
    public private(set) var bytes: [UInt8] = []
    private let delimiter: UInt8
    private let columns: Int

    public init(header: [String], delimiter: UInt8 = UInt8(ascii: ",")) {
        self.delimiter = delimiter
        columns = header.count
        write(header)
    }

    /// Appends a row; missing fields at its end are written empty, so that every row has one width.
    public mutating func append(_ fields: [String]) {
        let padding = max(0, columns - fields.count)
        write(fields + Array(repeating: "", count: padding))
    }

    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Hands over what was written so far and starts empty, for streaming.
    public mutating func drain() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    private mutating func write(_ fields: [String]) {
        for (position, field) in fields.enumerated() {
            if position > 0 { bytes.append(delimiter) }
            write(field, isAlone: fields.count == 1)
        }
        bytes.append(contentsOf: [13, 10])
    }

    private mutating func write(_ field: String, isAlone: Bool) {
        let quote = UInt8(ascii: "\"")
        let special = field.utf8.contains { $0 == delimiter || $0 == quote || $0 == 10 || $0 == 13 }
        // A lone empty field would read back as an empty line.
        guard special || (isAlone && field.isEmpty) else {
            bytes.append(contentsOf: field.utf8)
            return
        }
        bytes.append(quote)
        for byte in field.utf8 {
            if byte == quote { bytes.append(quote) }
            bytes.append(byte)
        }
        bytes.append(quote)
    }
}
