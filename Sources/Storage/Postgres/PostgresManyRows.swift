extension PostgresConnection {
    /// One statement for some thousand rows, whose text is the same for any number of them: it is prepared once.
    func insert(_ rows: ManyRows) throws -> Int {
        let lists = rows.columns.enumerated().map { place, column in
            "$\(place + 1)::\(column.kind.typeName)[]"
        }
        let text = rows.text("SELECT * FROM unnest(\(lists.joined(separator: ", ")))")
        var changed = 0
        for first in stride(from: 0, to: rows.count, by: rowsAtOnce) {
            let last = min(first + rowsAtOnce, rows.count)
            var piece = SQL.Interpolation(literalCapacity: 0, interpolationCount: 0)
            piece.text = text
            piece.values = try rows.columns.indices.map { column in
                Value.bytes(try rows.list(of: column, first..<last))
            }
            changed += try execute(SQL(stringInterpolation: piece)).changed
        }
        return changed
    }
}

extension ColumnKind {
    fileprivate var typeName: String {
        switch self {
        case .integer: "bigint"
        case .real: "float8"
        case .text: "text"
        case .bytes: "bytea"
        }
    }

    /// The number of the type in pg_type, which is the same on every server.
    fileprivate var typeNumber: Int32 {
        switch self {
        case .integer: 20
        case .real: 701
        case .text: 25
        case .bytes: 17
        }
    }
}

extension ManyRows {
    /// A column of some rows in PostgreSQL's binary form of a list (array_recv): one dimension, whether it holds nulls,
    /// the type of its elements, how many there are, the number of the first; then each behind its length.
    fileprivate func list(of column: Int, _ rows: Range<Int>) throws -> [UInt8] {
        let (name, kind) = columns[column]
        var bytes: [UInt8] = []
        bytes.reserveCapacity(rows.count * 16)
        var hasNull: Int32 = 0
        for row in rows {
            let value = values[row * columns.count + column]
            switch (value, kind) {
            case (.null, _):
                hasNull = 1
                bytes.append(bigEndian: Int32(-1))
            case (.integer(let number), .integer):
                bytes.append(bigEndian: Int32(8))
                bytes.append(bigEndian: number)
            case (.real(let number), .real):
                bytes.append(bigEndian: Int32(8))
                bytes.append(bigEndian: number.bitPattern)
            case (.text(let text), .text):
                let text = text.withoutZero
                bytes.append(bigEndian: Int32(text.utf8.count))
                bytes.append(contentsOf: text.utf8)
            case (.bytes(let blob), .bytes):
                bytes.append(bigEndian: Int32(blob.count))
                bytes.append(contentsOf: blob)
            default: throw StorageError.wrongType(column: "\(name)", wanted: "\(kind)")
            }
        }
        var head: [UInt8] = []
        for number in [1, hasNull, kind.typeNumber, Int32(rows.count), 1] {
            head.append(bigEndian: number)
        }
        return head + bytes
    }
}

extension [UInt8] {
    fileprivate mutating func append(bigEndian number: some FixedWidthInteger) {
        // The list's own method of this name would be taken for the function.
        Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
    }
}

/// Some megabytes of journal lines; more would only stand in memory twice.
private let rowsAtOnce = 5_000
