import Storage

extension SeriesContent {
    /// What tells two states of a series apart.
    var digest: String { ContentDigest.of(values) }
}

/// The digest of a state: of its values in the order of lines and periods, whatever the file looked like.
enum ContentDigest {
    static func of(_ values: some Sequence<SeriesValue>) -> String {
        var hash = RunningFingerprint()
        var bytes: [UInt8] = []
        for value in values {
            for text in [value.dims, value.period, value.flag, value.confidentiality, value.note] {
                bytes += text.utf8
                bytes.append(0)
            }
            let bits = value.value.map { $0 == 0 ? 0 : $0.bitPattern } ?? .max
            for shift in stride(from: 0, to: 64, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
            }
            if bytes.count > pieceBytes {
                hash.add(bytes)
                bytes.removeAll(keepingCapacity: true)
            }
        }
        hash.add(bytes)
        return hash.text
    }
}

/// Hashed together; more would only stand in memory.
private let pieceBytes = 64 << 10
