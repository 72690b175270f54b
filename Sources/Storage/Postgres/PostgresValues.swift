import CPQ

/// The values of a statement as libpq wants them: text, and bytes for bytea; one buffer holds them all.
struct PostgresParameters {
    private var flat: [UInt8] = []
    private var starts: [Int?] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []

    init(_ values: [Value]) {
        for value in values {
            switch value {
            case .null: addNull()
            case .integer(let number): add(String(number).utf8, 0)
            // What is not a number is unknown, as SQLite has it.
            case .real(let number) where number.isNaN: addNull()
            case .real(let number): add(String(number).utf8, 0)
            case .text(let text): add(text.withoutZero.utf8, 0)
            case .bytes(let bytes): add(bytes, 1)
            }
        }
    }

    private mutating func add(_ bytes: some Collection<UInt8>, _ format: Int32) {
        starts.append(flat.count)
        lengths.append(Int32(bytes.count))
        formats.append(format)
        flat.append(contentsOf: bytes)
        flat.append(0)
    }

    private mutating func addNull() {
        starts.append(nil)
        lengths.append(0)
        formats.append(0)
    }

    /// Queues the execution of a prepared statement; libpq copies the values before it returns.
    func send(_ statement: String, _ handle: OpaquePointer) throws {
        let code = flat.withUnsafeBytes { all in
            let pointers = starts.map { start in
                start.flatMap {
                    all.baseAddress?.advanced(by: $0).assumingMemoryBound(to: CChar.self)
                }
            }
            return PQsendQueryPrepared(
                handle, statement, Int32(starts.count), pointers, lengths, formats, 0)
        }
        if code != 1 { throw StorageError.connection(lastWords(handle)) }
    }
}

/// One cell; numbers come as text and are read by their type.
func postgresValue(_ result: OpaquePointer, _ row: Int32, _ column: Int32, _ type: Oid) -> Value {
    guard PQgetisnull(result, row, column) == 0, let start = PQgetvalue(result, row, column) else {
        return .null
    }
    let length = Int(PQgetlength(result, row, column))
    let bytes = UnsafeRawBufferPointer(start: start, count: length)
    switch type {
    case 20, 21, 23: return .integer(integer(bytes))
    case 16: return .integer(bytes.first == UInt8(ascii: "t") ? 1 : 0)
    case 17: return .bytes(hexadecimal(bytes))
    // The sum of whole numbers comes as numeric; SQLite has it whole.
    case 1700 where isWhole(bytes): return .integer(integer(bytes))
    case 700, 701, 1700: return .real(Double(String(decoding: bytes, as: UTF8.self)) ?? .nan)
    default: return .text(String(decoding: bytes, as: UTF8.self))
    }
}

private func isWhole(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.count <= 18 && bytes.allSatisfy { (48...57).contains($0) || $0 == UInt8(ascii: "-") }
}

private func integer(_ bytes: UnsafeRawBufferPointer) -> Int64 {
    var value: Int64 = 0
    let negative = bytes.first == UInt8(ascii: "-")
    for byte in bytes.dropFirst(negative ? 1 : 0) { value = value &* 10 &- Int64(byte &- 48) }
    return negative ? value : 0 &- value
}

/// `\x0aff`, PostgreSQL's text form of bytea.
private func hexadecimal(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count / 2)
    var at = 2
    while at + 1 < bytes.count {
        result.append(digit(bytes[at]) << 4 | digit(bytes[at + 1]))
        at += 2
    }
    return result
}

private func digit(_ byte: UInt8) -> UInt8 { byte <= UInt8(ascii: "9") ? byte - 48 : byte - 87 }
