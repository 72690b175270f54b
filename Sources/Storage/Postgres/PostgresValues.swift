import CPQ

/// The values of a statement as libpq wants them: text, and bytes for bytea.
struct PostgresParameters {
    private var buffers: [[UInt8]?] = []
    private var formats: [Int32] = []

    init(_ values: [Value]) {
        for value in values {
            switch value {
            case .null: add(nil, 0)
            case .integer(let number): add(Array(String(number).utf8) + [0], 0)
            case .real(let number): add(Array(String(number).utf8) + [0], 0)
            case .text(let text): add(text.utf8.filter { $0 != 0 } + [0], 0)
            case .bytes(let bytes): add(bytes, 1)
            }
        }
    }

    private mutating func add(_ buffer: [UInt8]?, _ format: Int32) {
        buffers.append(buffer)
        formats.append(format)
    }

    /// Queues the execution of a prepared statement; libpq copies the values before it returns.
    func send(_ statement: String, _ handle: OpaquePointer) throws {
        let flat = buffers.compactMap { $0 }.joined() + [0]
        let lengths = buffers.map { Int32($0?.count ?? 0) }
        let code = flat.withUnsafeBytes { all in
            var pointers: [UnsafePointer<CChar>?] = []
            var offset = 0
            for buffer in buffers {
                let start = all.baseAddress?.advanced(by: offset).assumingMemoryBound(to: CChar.self)
                pointers.append(buffer == nil ? nil : start)
                offset += buffer?.count ?? 0
            }
            return PQsendQueryPrepared(
                handle, statement, Int32(buffers.count), pointers, lengths, formats, 0)
        }
        if code != 1 { throw StorageError.connection(String(cString: PQerrorMessage(handle))) }
    }
}

/// One cell; numbers come as text and are read by their type.
func postgresValue(_ result: OpaquePointer, _ row: Int32, _ column: Int32, _ type: Oid) -> Value {
    guard PQgetisnull(result, row, column) == 0, let start = PQgetvalue(result, row, column) else { return .null }
    let length = Int(PQgetlength(result, row, column))
    let bytes = UnsafeRawBufferPointer(start: start, count: length)
    switch type {
    case 20, 21, 23: return .integer(integer(bytes))
    case 16: return .integer(bytes.first == UInt8(ascii: "t") ? 1 : 0)
    case 17: return .bytes(hexadecimal(bytes))
    case 700, 701, 1700: return .real(Double(String(decoding: bytes, as: UTF8.self)) ?? .nan)
    default: return .text(String(decoding: bytes, as: UTF8.self))
    }
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
