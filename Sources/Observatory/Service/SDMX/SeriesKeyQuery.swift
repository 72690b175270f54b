/// The keys of a query: codes by position, parted by dots; several codes of one position are joined by a plus (2.1), and
/// several keys by commas (3.0). An empty position, or `*`, is any.
struct SeriesKeyQuery: Equatable, Sendable {
    /// One of them has to match; each position is nil where any code will do.
    let keys: [[Set<String>?]]

    static let all = SeriesKeyQuery(keys: [])

    private init(keys: [[Set<String>?]]) { self.keys = keys }

    /// `count` is how many dimensions the flow has; a key may say less and means any for the rest (3.0).
    init(_ text: String, count: Int, _ generation: ServiceGeneration) throws(ServiceError) {
        if ["", "*", "all", "ALL"].contains(text) {
            self = .all
            return
        }
        guard text.utf8.count <= keyBytesMax else {
            throw .syntax("The key has over \(keyBytesMax) characters.")
        }
        var keys: [[Set<String>?]] = []
        for key in text.split(separator: ",", omittingEmptySubsequences: false) {
            let parts = key.split(separator: ".", omittingEmptySubsequences: false)
            let isWhole = parts.count == count
            guard isWhole || (generation == .newer && parts.count < count) else {
                throw .meaning(
                    "The key \(key) has \(parts.count) positions, and the flow has \(count) dimensions."
                )
            }
            var positions: [Set<String>?] = []
            for part in parts { positions.append(try SeriesKeyQuery.codes(part)) }
            keys.append(positions)
        }
        self.keys = keys
    }

    /// A blank is a plus on its way through an address.
    private static func codes(_ part: Substring) throws(ServiceError) -> Set<String>? {
        if part.isEmpty || part == "*" { return nil }
        let codes = part.split(whereSeparator: { $0 == "+" || $0 == " " }).map(String.init)
        guard !codes.isEmpty, codes.allSatisfy(isIdentifier) else {
            throw .syntax("\(part) is no code, nor codes joined by a plus.")
        }
        return Set(codes)
    }

    func matches(_ key: [String]) -> Bool {
        keys.isEmpty
            || keys.contains { positions in
                zip(positions, key).allSatisfy { $0?.contains($1) ?? true }
            }
    }

    /// The codes that are asked for at a position, nil where any will do.
    func codes(at position: Int) -> Set<String>? {
        if keys.isEmpty { return nil }
        var all = Set<String>()
        for key in keys {
            guard position < key.count, let codes = key[position] else { return nil }
            all.formUnion(codes)
        }
        return all
    }
}

/// Whether a text can be an identifier of SDMX (common:IDType).
func isIdentifier(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy(isIdentifierByte)
}

func isIdentifierByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "@"),
        UInt8(ascii: "$"), UInt8(ascii: "-"):
        true
    default: false
    }
}

/// All countries at two positions, and no more.
private let keyBytesMax = 4_000
