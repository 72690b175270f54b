/// What a third party types or scans to check a paper: 140 random bits in groups that can be read aloud.
public struct VerifyCode: Hashable, Sendable, CustomStringConvertible {
    public let text: String

    /// Draws a code; `random` gives 28 values of which the lowest five bits count.
    init(random: () -> UInt8) {
        let letters = (0..<lettersCount).map { _ in alphabet[Int(random() & 31)] }
        text = VerifyCode.grouped(letters)
    }

    public static func new() -> VerifyCode {
        VerifyCode(random: { UInt8.random(in: .min ... .max) })
    }

    /// Reads what somebody typed: any case, with or without hyphens, O for 0, I and L for 1.
    public init?(_ typed: String) {
        let bare = typed.uppercased().utf8.filter {
            $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: " ")
        }
        guard bare.count == lettersCount else { return nil }
        var letters: [UInt8] = []
        for byte in bare {
            let plain: UInt8 =
                switch byte {
                case UInt8(ascii: "O"): UInt8(ascii: "0")
                case UInt8(ascii: "I"), UInt8(ascii: "L"): UInt8(ascii: "1")
                default: byte
                }
            guard alphabet.contains(plain) else { return nil }
            letters.append(plain)
        }
        text = VerifyCode.grouped(letters)
    }

    public var description: String { text }

    private static func grouped(_ letters: [UInt8]) -> String {
        stride(from: 0, to: letters.count, by: 4)
            .map { String(decoding: letters[$0..<min($0 + 4, letters.count)], as: UTF8.self) }
            .joined(separator: "-")
    }
}

/// Crockford's 32 without I, L, O and U.
private let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
/// 28 letters of 5 bits are 140 bits: nobody guesses one.
private let lettersCount = 28
