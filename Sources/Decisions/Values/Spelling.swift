/// FEEL compares code points; Swift also takes two spellings of one letter for equal.
extension String {
    func isSame(as other: String) -> Bool {
        // Byte by byte where they stand: through the views of texts it takes several times as long.
        utf8.count == other.utf8.count
            && utf8.withContiguousStorageIfAvailable { own in
                other.utf8.withContiguousStorageIfAvailable { own.elementsEqual($0) }
                    ?? own.elementsEqual(other.utf8)
            } ?? utf8.elementsEqual(other.utf8)
    }

    /// -1, 0 or 1: the bytes of UTF-8 have the order of the code points.
    func order(_ other: String) -> Int {
        if isSame(as: other) { return 0 }
        return utf8.lexicographicallyPrecedes(other.utf8) ? -1 : 1
    }
}

/// A text as a key, told apart from others by its code points.
struct Spelling: Hashable, Sendable {
    private let text: String

    init(_ text: String) { self.text = text }

    static func == (left: Spelling, right: Spelling) -> Bool { left.text.isSame(as: right.text) }

    /// Of its bytes: the text's own hash is one for all spellings, of which there may be very many.
    func hash(into hasher: inout Hasher) {
        text.utf8.withContiguousStorageIfAvailable {
            hasher.combine(bytes: UnsafeRawBufferPointer($0))
        }
    }
}
