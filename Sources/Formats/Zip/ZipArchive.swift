/// A ZIP archive in memory, by its own table of contents (PKWARE's APPNOTE 6.3.10): one of several files is taken out, by
/// `ZipReader`, which inflates and checks it.
public struct ZipArchive: Sendable {
    private struct Place: Sendable {
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
        let entry = try ZipReader.file(
            chunks(of: Array(bytes[at...])), limit: place.unpacked, file: file, isAlone: false)
        var whole: [UInt8] = []
        whole.reserveCapacity(place.unpacked)
        while let part = try entry.bytes() { whole += part }
        guard whole.count == place.unpacked else {
            throw error("\(name) is damaged: it is shorter than it says")
        }
        return whole
    }

    /// Little end first.
    private func number(_ width: Int, at place: Int) -> Int {
        (0..<width).reversed().reduce(0) { $0 << 8 | Int(bytes[place + $1]) }
    }

    private func error(_ message: String) -> FormatError {
        FormatError(file: file, message: message)
    }
}
