import CZlib

/// Compresses and inflates gzip, never beyond a stated size.
public enum Gzip {
    /// The size of the pieces in which streams hand out bytes.
    static let chunkBytes = 64 << 10

    public static func compress(_ bytes: [UInt8], level: Int = 6) throws -> [UInt8] {
        var stream = z_stream()
        // 15 + 16: the largest window, with a gzip header.
        let size = Int32(MemoryLayout<z_stream>.size)
        guard
            deflateInit2_(
                &stream, Int32(level), Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
                == Z_OK
        else { throw FormatError(file: "gzip", message: "compression could not start") }
        defer { deflateEnd(&stream) }
        let bound = Int(deflateBound(&stream, UInt(bytes.count)))
        var input = bytes
        return try [UInt8](unsafeUninitializedCapacity: bound) { output, count in
            let status = input.withUnsafeMutableBufferPointer { source in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(output.count)
                return deflate(&stream, Z_FINISH)
            }
            guard status == Z_STREAM_END else {
                throw FormatError(file: "gzip", message: "compression did not end")
            }
            count = Int(stream.total_out)
        }
    }

    /// Inflates a whole input that must not grow beyond `limit` bytes.
    public static func decompress(
        _ bytes: [UInt8], limit: Int, file: String = "gzip"
    ) throws -> [UInt8] {
        let next = try decompress(chunks(of: bytes), limit: limit, file: file)
        var result: [UInt8] = []
        while let part = try next() { result.append(contentsOf: part) }
        return result
    }

    /// The inflated bytes as a stream, in constant memory.
    public static func decompress(
        _ chunks: @escaping ByteChunks, limit: Int, file: String = "gzip"
    ) throws -> ByteChunks {
        let stream = try InflateStream(chunks, limit: limit, file: file)
        return { try stream.next() }
    }
}
