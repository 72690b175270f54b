import CZlib

/// Reads the one file of a ZIP archive from the front, as a stream in constant memory (PKWARE's APPNOTE 6.3.10). Folders are passed
/// over; an archive with several files, an encrypted one, and one that inflates beyond the limit are refused.
public enum ZipReader {
    /// The bytes of the file, and its name, which is not to be trusted.
    public static func file(
        _ chunks: @escaping ByteChunks, limit: Int, file: String = "zip"
    ) throws -> (name: String, bytes: ByteChunks) {
        try self.file(chunks, limit: limit, file: file, isAlone: true)
    }

    /// The same; what follows is not looked at where the file is not alone in its archive.
    static func file(
        _ chunks: @escaping ByteChunks, limit: Int, file: String, isAlone: Bool
    ) throws -> (name: String, bytes: ByteChunks) {
        let source = ZipSource(chunks, file: file)
        while true {
            guard try source.number(4) == ZipHead.signature else {
                throw source.error("it is no ZIP archive, or one without a file")
            }
            let head = try ZipHead(source)
            if head.isFolder { continue }
            let entry = try ZipEntry(head, source, limit: limit, isAlone: isAlone)
            return (head.name, { try entry.next() })
        }
    }
}

/// What stands in front of a file.
private struct ZipHead {
    static let signature: UInt32 = 0x0403_4b50

    let name: String
    let isDeflated: Bool
    /// The sums stand behind the file.
    let hasDescriptor: Bool
    let crc: UInt32
    let size: Int
    let isFolder: Bool

    init(_ source: ZipSource) throws {
        _ = try source.number(2)
        let flags = try source.number(2)
        let method = try source.number(2)
        _ = try source.number(4)
        crc = try source.number(4)
        size = Int(try source.number(4))
        let inflated = try source.number(4)
        let nameBytes = Int(try source.number(2))
        let extraBytes = Int(try source.number(2))
        name = String(decoding: try source.take(nameBytes), as: UTF8.self)
        _ = try source.take(extraBytes)
        hasDescriptor = flags & 8 != 0
        isDeflated = method == 8
        isFolder = name.hasSuffix("/") && inflated == 0 && size == 0
        guard flags & 1 == 0 else { throw source.error("it is encrypted; send it in the clear") }
        guard method == 0 || method == 8 else {
            throw source.error("a way to compress that is not read; use deflate")
        }
        guard isDeflated || !hasDescriptor else {
            throw source.error("a stored file of unknown size; pack it again")
        }
        guard size != Int(UInt32.max) else { throw source.error("it is larger than 4 GiB") }
    }
}

/// The archive's bytes, taken from the front.
private final class ZipSource {
    private let chunks: ByteChunks
    private let file: String
    private(set) var buffer: ArraySlice<UInt8> = []

    init(_ chunks: @escaping ByteChunks, file: String) {
        self.chunks = chunks
        self.file = file
    }

    /// Whether there are bytes at hand, after a look for more.
    func fill() throws -> Bool {
        while buffer.isEmpty {
            guard let next = try chunks() else { return false }
            buffer = next[...]
        }
        return true
    }

    func take(_ count: Int) throws -> [UInt8] {
        var taken: [UInt8] = []
        while taken.count < count {
            guard try fill() else { throw error("the file is cut off; fetch it again") }
            taken += upTo(count - taken.count)
        }
        return taken
    }

    /// Some of the bytes at hand.
    func upTo(_ count: Int) -> ArraySlice<UInt8> {
        let part = buffer.prefix(count)
        buffer = buffer.dropFirst(part.count)
        return part
    }

    /// Little end first.
    func number(_ bytes: Int) throws -> UInt32 {
        try take(bytes).reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    func drop(_ count: Int) { buffer = buffer.dropFirst(count) }

    func error(_ message: String) -> FormatError { FormatError(file: file, message: message) }
}

/// The file itself.
private final class ZipEntry {
    private let head: ZipHead
    private let source: ZipSource
    private let limit: Int
    private let isAlone: Bool
    private var sum = ZipSum()
    private var storedLeft: Int
    private var isDone = false
    // zlib keeps a pointer to its own state, so the struct must not move.
    private let stream: UnsafeMutablePointer<z_stream>

    init(_ head: ZipHead, _ source: ZipSource, limit: Int, isAlone: Bool) throws {
        self.head = head
        self.source = source
        self.limit = limit
        self.isAlone = isAlone
        storedLeft = head.size
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // Below zero: without a head of zlib's own.
        guard inflateInit2_(stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { throw source.error("inflating could not start") }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    func next() throws -> [UInt8]? {
        while !isDone {
            let part = head.isDeflated ? try inflated() : try stored()
            sum.take(part)
            guard sum.size <= limit else {
                throw source.error("it inflates to over \(limit) bytes and is refused")
            }
            if isDone { try close() }
            if !part.isEmpty { return part }
        }
        return nil
    }

    private func stored() throws -> [UInt8] {
        guard storedLeft > 0 else {
            isDone = true
            return []
        }
        let part = try source.take(min(storedLeft, Gzip.chunkBytes))
        storedLeft -= part.count
        return part
    }

    private func inflated() throws -> [UInt8] {
        guard try source.fill() else { throw source.error("the file is cut off; fetch it again") }
        var (status, used) = (Z_OK, 0)
        let part = [UInt8](unsafeUninitializedCapacity: Gzip.chunkBytes) { output, count in
            source.buffer.withUnsafeBufferPointer { input in
                let given = min(input.count, Int(UInt32.max))
                stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.pointee.avail_in = UInt32(given)
                stream.pointee.next_out = output.baseAddress
                stream.pointee.avail_out = UInt32(output.count)
                status = inflate(stream, Z_NO_FLUSH)
                used = given - Int(stream.pointee.avail_in)
                count = output.count - Int(stream.pointee.avail_out)
            }
        }
        source.drop(used)
        guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else {
            throw source.error("the file is damaged")
        }
        if status == Z_STREAM_END { isDone = true }
        return part
    }

    /// What was read is what was packed, and nothing but folders and the archive's list follows.
    private func close() throws {
        var crc = head.crc
        guard isAlone || head.hasDescriptor else {
            if crc == sum.crc { return }
            throw source.error("the file is damaged: its sum is wrong")
        }
        var signature = try source.number(4)
        if head.hasDescriptor {
            let isMarked = signature == 0x0807_4b50
            crc = isMarked ? try source.number(4) : signature
            if isAlone {
                _ = try source.take(8)
                signature = try source.number(4)
            }
        }
        guard crc == sum.crc else { throw source.error("the file is damaged: its sum is wrong") }
        while isAlone, signature == ZipHead.signature {
            guard try ZipHead(source).isFolder else {
                throw source.error("it holds several files; unpack it and name the one to be read")
            }
            signature = try source.number(4)
        }
    }
}
