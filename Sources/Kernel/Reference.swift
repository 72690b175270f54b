/// What people see and say on the phone: drawn at random, never counted, with a check character.
///
/// `RF-7K3M-9QPT-X`: letters of the kind, eight of 31 characters (no I, L, O, U, Z) and a check
/// character: a weighted sum modulo the prime 31, so that any one changed character and any two
/// swapped neighbours are found.
public struct Reference: Hashable, Sendable, CustomStringConvertible {
    public let text: String

    /// Draws a reference; `kind` is two capital letters.
    public init(kind: String, random: UInt64) {
        var rest = random
        var body: [UInt8] = []
        for _ in 0..<8 {
            body.append(UInt8(rest % 31))
            rest /= 31
        }
        text = Reference.compose(kind, body)
    }

    public static func new(_ kind: String) -> Reference {
        Reference(kind: kind, random: UInt64.random(in: .min ... .max))
    }

    /// Reads what somebody typed: any case, with or without hyphens, O for 0 and I or L for 1.
    public init?(_ typed: String) {
        let bare = typed.uppercased().utf8.filter {
            $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: " ")
        }
        guard bare.count == 11 else { return nil }
        let kind = String(decoding: bare.prefix(2), as: UTF8.self)
        let body = bare.dropFirst(2).compactMap(Reference.value)
        guard body.count == 9,
            kind.utf8.allSatisfy((UInt8(ascii: "A")...UInt8(ascii: "Z")).contains)
        else {
            return nil
        }
        let composed = Reference.compose(kind, Array(body.prefix(8)))
        guard composed.utf8.last.flatMap(Reference.value) == body[8] else { return nil }
        text = composed
    }

    public var description: String { text }

    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXY".utf8)

    private static func value(_ character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "O"): 0
        case UInt8(ascii: "I"), UInt8(ascii: "L"): 1
        default: alphabet.firstIndex(of: character).map { UInt8($0) }
        }
    }

    private static func compose(_ kind: String, _ body: [UInt8]) -> String {
        let hyphen = UInt8(ascii: "-")
        var letters = Array(kind.utf8)
        letters.reserveCapacity(14)
        for (place, value) in body.enumerated() {
            if place % 4 == 0 { letters.append(hyphen) }
            letters.append(alphabet[Int(value)])
        }
        letters += [hyphen, alphabet[Int(check(kind, body))]]
        return String(decoding: letters, as: UTF8.self)
    }

    /// Neighbouring weights differ by one, and no weight is a multiple of 31.
    private static func check(_ kind: String, _ body: [UInt8]) -> UInt8 {
        var (sum, weight) = (0, 2)
        for letter in kind.utf8 { (sum, weight) = (sum + (Int(letter) - 64) * weight, weight + 1) }
        for value in body { (sum, weight) = (sum + Int(value) * weight, weight + 1) }
        return UInt8(sum % 31)
    }
}
