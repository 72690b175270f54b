import Crypto
import Kernel

/// The fields and files of a form.
public struct FormData: Sendable {
    public var fields: [String: [String]]
    public var files: [String: [UploadedFile]]

    public init(fields: [String: [String]] = [:], files: [String: [UploadedFile]] = [:]) {
        self.fields = fields
        self.files = files
    }

    /// The last value of a field, as it was typed.
    public func text(_ name: String) -> String? { fields[name]?.last }

    /// One text for all that was sent, and for the raw body beside it: other contents, another text. What each
    /// drawing of a form has of its own does not count.
    func digest(with body: [UInt8]) -> String {
        var hash = SHA256()
        func add(_ bytes: some Collection<UInt8>) {
            // The length stands before: no two lists of parts read the same.
            hash.update(data: Array("\(bytes.count):".utf8))
            hash.update(data: Array(bytes))
        }
        for (name, texts) in fields.sorted(by: { $0.key < $1.key }) where !drawn.contains(name) {
            add("\(name) \(texts.count)".utf8)
            for text in texts { add(text.utf8) }
        }
        for (name, files) in files.sorted(by: { $0.key < $1.key }) {
            add("\(name) \(files.count) files".utf8)
            for file in files {
                add(file.name.utf8)
                add(file.digest)
            }
        }
        add(body)
        return hash.finalize().map { String($0, radix: 16) }.joined(separator: "-")
    }

    /// What somebody wrote in their own words, to show again what could not be taken; never a secret.
    var words: [String] {
        fields.sorted { $0.key < $1.key }
            .filter { !drawn.contains($0.key) && !$0.key.contains("password") }
            .flatMap(\.value)
            .filter { $0.split(whereSeparator: \.isWhitespace).count > 1 }
    }

    /// Reads `application/x-www-form-urlencoded`.
    static func urlencoded(_ bytes: [UInt8]) throws -> FormData {
        var form = FormData()
        let pairs = bytes.split(separator: UInt8(ascii: "&"))
        guard pairs.count <= fieldsMax else {
            throw Refused(.tooLarge, "This form has too many fields.")
        }
        for pair in pairs {
            let halves = pair.split(
                separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            let name = percentDecoded(halves[0])
            form.fields[name, default: []].append(
                halves.count == 2 ? percentDecoded(halves[1]) : "")
        }
        return form
    }
}

/// Decodes `%41` and `+`; a broken escape stays as it was written.
func percentDecoded(_ bytes: some Collection<UInt8>) -> String {
    let input = Array(bytes)
    var result: [UInt8] = []
    result.reserveCapacity(input.count)
    var index = 0
    while index < input.count {
        let byte = input[index]
        if byte == UInt8(ascii: "%"), index + 2 < input.count,
            let high = hexValue(input[index + 1]), let low = hexValue(input[index + 2])
        {
            result.append(high << 4 | low)
            index += 3
            continue
        }
        result.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
        index += 1
    }
    return String(decoding: result, as: UTF8.self)
}

/// Encodes what is not a letter, digit or `-._~` (RFC 3986).
public func percentEncoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var result: [UInt8] = []
    for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            result.append(byte)
        default:
            result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }
    return String(decoding: result, as: UTF8.self)
}

private func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - 48
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - 87
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - 55
    default: nil
    }
}

/// The fields that every drawing of a form has anew.
private let drawn: Set<String> = ["csrf", "once"]
/// The longest form of ours has some sixty.
let fieldsMax = 1_000
