import Storage

/// Ciphertext is as long as what was sealed, and whoever reads the disk sees how long that is. So what a sealed room keeps is
/// filled up to a step first: the next power of two, above 64 KB the next sixteenth of it, so that a large thing grows by an
/// eighth at most.
enum SealedSize {
    static func step(_ bytes: Int) -> Int {
        var power = leastBytes
        while power < bytes { power *= 2 }
        let step = power > doubledBytesMax ? power / 16 : power
        return (max(1, bytes) + step - 1) / step * step
    }

    /// As long as most events.
    static let leastBytes = 1_024
    private static let doubledBytesMax = 64 * 1_024
}

extension [UInt8] {
    /// The same up to the next step: the blanks behind JSON are passed over, those behind a thing are cut off at the
    /// length that its event tells. What was kept before stays as long as it was, and is read alike.
    var filled: [UInt8] {
        self + [UInt8](repeating: UInt8(ascii: " "), count: SealedSize.step(count) - count)
    }
}

extension JournalEvent {
    /// An event of a sealed room: how much was said shows on no line.
    static func sealed(
        _ kind: String, subject: String, _ event: some Encodable
    ) throws -> JournalEvent {
        let plain = try JournalEvent(kind, subject: subject, encoding: event)
        return JournalEvent(kind, subject: subject, payload: plain.payload.filled)
    }
}
