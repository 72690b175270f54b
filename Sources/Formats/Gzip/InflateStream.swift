import CZlib

/// Inflates gzip members one after the other.
final class InflateStream {
    private let chunks: ByteChunks
    private let limit: Int
    private let file: String
    // zlib keeps a pointer to its own state, so the struct must not move.
    private let stream: UnsafeMutablePointer<z_stream>
    private var input: [UInt8] = []
    private var position = 0
    private var produced = 0
    private var isInsideMember = true
    private var isDone = false

    init(_ chunks: @escaping ByteChunks, limit: Int, file: String) throws {
        self.chunks = chunks
        self.limit = limit
        self.file = file
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        guard inflateInit2_(stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else {
            throw FormatError(file: file, message: "inflating could not start")
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    func next() throws -> [UInt8]? {
        while !isDone {
            if position == input.count, try !refill() { return nil }
            if !isInsideMember { beginMember() }
            let part = try inflateSome()
            if !part.isEmpty { return part }
        }
        return nil
    }

    private func refill() throws -> Bool {
        while let next = try chunks() {
            if next.isEmpty { continue }
            (input, position) = (next, 0)
            return true
        }
        isDone = true
        guard !isInsideMember else { throw error("the file is cut off; fetch it again") }
        return false
    }

    private func beginMember() {
        inflateReset(stream)
        isInsideMember = true
    }

    private func inflateSome() throws -> [UInt8] {
        var status = Z_OK
        let part = [UInt8](unsafeUninitializedCapacity: Gzip.chunkBytes) { output, count in
            stream.pointee.next_out = output.baseAddress
            stream.pointee.avail_out = UInt32(output.count)
            status = inflateInput()
            count = output.count - Int(stream.pointee.avail_out)
        }
        guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else {
            throw error("the file is damaged or not gzip")
        }
        if status == Z_STREAM_END { isInsideMember = false }
        produced += part.count
        guard produced <= limit else {
            throw error("it inflates to over \(limit) bytes and is refused")
        }
        return part
    }

    private func inflateInput() -> Int32 {
        input.withUnsafeMutableBufferPointer { source in
            let rest = min(source.count - position, Int(UInt32.max))
            stream.pointee.next_in = source.baseAddress.map { $0 + position }
            stream.pointee.avail_in = UInt32(rest)
            let status = inflate(stream, Z_NO_FLUSH)
            position += rest - Int(stream.pointee.avail_in)
            return status
        }
    }

    private func error(_ message: String) -> FormatError {
        FormatError(file: file, message: message)
    }
}
