import CZlib

/// A ZIP archive in memory, by its own table of contents (PKWARE's APPNOTE 6.3.10): one of several files is taken out.
public struct ZipArchive: Sendable {
    private struct Place: Sendable {
        let method: Int
        let packed: Int
        let unpacked: Int
        let offset: Int
    }

    private let bytes: [UInt8]
    private let file: String
    private var places: [String: Place] = [:]

    public init(_ bytes: [UInt8], file: String) throws {
        self.bytes = bytes
        self.file = file
        // The table's end stands behind everything but a comment of 64 KiB.
        let first = max(0, bytes.count - 65_557)
        guard bytes.count >= 22,
            let end = stride(from: bytes.count - 22, through: first, by: -1)
                .first(where: { number(4, at: $0) == 0x0605_4b50 })
        else { throw error("it is no ZIP archive, or is cut off; fetch it again") }
        var at = number(4, at: end + 16)
        for _ in 0..<number(2, at: end + 10) {
            guard at + 46 <= bytes.count, number(4, at: at) == 0x0201_4b50 else {
                throw error("its table of contents is damaged")
            }
            let (nameBytes, more) = (number(2, at: at + 28), number(2, at: at + 30))
            let next = at + 46 + nameBytes + more + number(2, at: at + 32)
            guard next <= bytes.count else { throw error("its table of contents is damaged") }
            let name = String(decoding: bytes[at + 46..<at + 46 + nameBytes], as: UTF8.self)
            places[name] = Place(
                method: number(2, at: at + 10), packed: number(4, at: at + 20),
                unpacked: number(4, at: at + 24), offset: number(4, at: at + 42))
            at = next
        }
    }

    public var names: [String] { places.keys.sorted() }

    /// A file of the archive, or nil; one that inflates beyond the limit is refused before it is in memory.
    public func entry(_ name: String, limit: Int) throws -> [UInt8]? {
        guard let place = places[name] else { return nil }
        guard place.unpacked <= limit else {
            throw error("\(name) inflates to over \(limit) bytes and is refused")
        }
        let at = place.offset
        guard at + 30 <= bytes.count, number(4, at: at) == 0x0403_4b50 else {
            throw error("\(name) is damaged")
        }
        let start = at + 30 + number(2, at: at + 26) + number(2, at: at + 28)
        guard start + place.packed <= bytes.count else {
            throw error("it is cut off; fetch it again")
        }
        let packed = Array(bytes[start..<start + place.packed])
        switch place.method {
        case 0: return packed
        case 8: return try inflated(packed, to: place.unpacked, name)
        default: throw error("\(name) is packed in a way that is not read; use deflate")
        }
    }

    /// No more than the table says: a file that goes on is a trap.
    private func inflated(_ packed: [UInt8], to size: Int, _ name: String) throws -> [UInt8] {
        var stream = z_stream()
        guard inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { throw error("inflating could not start") }
        defer { inflateEnd(&stream) }
        var input = packed
        var (status, produced) = (Z_OK, 0)
        let result = [UInt8](unsafeUninitializedCapacity: max(size, 1)) { output, count in
            input.withUnsafeMutableBufferPointer { source in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(size)
                status = inflate(&stream, Z_FINISH)
            }
            produced = size - Int(stream.avail_out)
            count = produced
        }
        guard status == Z_STREAM_END, produced == size else {
            throw error("\(name) is damaged, or larger than it says")
        }
        return result
    }

    /// Little end first.
    private func number(_ width: Int, at place: Int) -> Int {
        (0..<width).reversed().reduce(0) { $0 << 8 | Int(bytes[place + $1]) }
    }

    private func error(_ message: String) -> FormatError {
        FormatError(file: file, message: message)
    }
}
