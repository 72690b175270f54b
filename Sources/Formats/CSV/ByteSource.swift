/// Bytes of an input as UTF-8, without byte order mark, up to a limit.
struct ByteSource {
    let file: String
    private let chunks: ByteChunks
    private let encoding: TextEncoding
    private let limit: Int
    private var buffer: [UInt8] = []
    private var position = 0
    private var taken = 0
    private var isAtStart = true

    init(_ chunks: @escaping ByteChunks, file: String, encoding: TextEncoding, limit: Int) {
        self.chunks = chunks
        self.file = file
        self.encoding = encoding
        self.limit = limit
    }

    mutating func peek() throws -> UInt8? {
        guard try position < buffer.count || fill() else { return nil }
        return buffer[position]
    }

    mutating func pop() throws -> UInt8? {
        let byte = try peek()
        position += 1
        return byte
    }

    /// Appends what lies in the buffer up to the first byte that is not wanted.
    mutating func appendRun(to bytes: inout [UInt8], while isWanted: (UInt8) -> Bool) throws {
        guard try peek() != nil else { return }
        let start = position
        let end = buffer.withUnsafeBufferPointer { all in
            var index = start
            while index < all.count, isWanted(all[index]) { index += 1 }
            return index
        }
        bytes.append(contentsOf: buffer[start..<end])
        position = end
    }

    private mutating func fill() throws -> Bool {
        while var next = try chunks() {
            // A byte order mark may lie across chunks.
            while isAtStart, next.count < 3, let more = try chunks() { next += more }
            taken += next.count
            guard taken <= limit else {
                throw FormatError(file: file, message: "the file has over \(limit) bytes; split it")
            }
            buffer = encoding == .utf8 ? next : fromWindows1252(next)
            position = 0
            if isAtStart, buffer.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
            isAtStart = false
            if position < buffer.count { return true }
        }
        buffer = []
        position = 0
        return false
    }
}

/// The 32 places where Windows-1252 differs from Latin-1; undefined ones become U+FFFD.
private let windows1252High: [UInt32] = [
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
]

/// The same text in UTF-8.
public func fromWindows1252(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 8)
    for byte in bytes {
        if byte < 0x80 {
            result.append(byte)
        } else {
            let code = byte < 0xA0 ? windows1252High[Int(byte) - 0x80] : UInt32(byte)
            let scalar = Unicode.Scalar(code) ?? "\u{FFFD}"
            result.append(contentsOf: Array(String(scalar).utf8))
        }
    }
    return result
}
