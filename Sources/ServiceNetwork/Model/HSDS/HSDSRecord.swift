import Formats

/// One row of a table of HSDS: bare values, the rest of the directory named by its identifier.
struct HSDSRecord: Sendable, Equatable {
    let table: String
    let id: String
    /// Every field that has a value; what is unknown is not there.
    var values: [String: JSON]

    init(_ table: String, _ id: String, _ values: [String: JSON?] = [:]) {
        self.table = table
        self.id = id
        self.values = values.compactMapValues { $0 }.filter { !$0.value.isNull }
        self.values["id"] = .string(id)
    }

    var body: String { JSON.object(values).canonical }

    func text(_ field: String) -> String? { values[field]?.stringValue }

    /// The other records that it names: field and identifier.
    var links: [(field: String, target: String)] {
        (HSDSTable.named(table)?.fields ?? []).filter { $0.format == .uuid && $0.name != "id" }
            .compactMap { field in text(field.name).map { (field.name, $0) } }
    }
}

/// An identifier that a name has in every installation: two FNV-1a hashes in a UUID of version 8 (RFC 9562).
func hsdsID(_ name: String) -> String {
    func hash(_ seed: UInt64) -> UInt64 {
        name.utf8.reduce(seed) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
    let high = hash(0xCBF2_9CE4_8422_2325) & 0xFFFF_FFFF_FFFF_0FFF | 0x8000
    let low = hash(0x9E37_79B9_7F4A_7C15) & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
    let digits = hexadecimal(high) + hexadecimal(low)
    var parts: [String] = []
    var rest = digits[...]
    for length in [8, 4, 4, 4, 12] {
        parts.append(String(rest.prefix(length)))
        rest = rest.dropFirst(length)
    }
    return parts.joined(separator: "-")
}

func isUUID(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.map(\.utf8.count) == [8, 4, 4, 4, 12]
        && parts.allSatisfy { $0.allSatisfy { $0.isASCII && $0.isHexDigit } }
}

private func hexadecimal(_ value: UInt64) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: 16 - text.count) + text
}
