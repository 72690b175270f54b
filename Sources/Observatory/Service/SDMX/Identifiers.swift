import Languages

/// How the room's words become identifiers of SDMX. The rule is stable, so that an address found once holds:
///
/// - A flow: the key in capitals, everything but letters and digits an underscore (`pt-foreign-residents.titles` is
///   `PT_FOREIGN_RESIDENTS_TITLES`), unless the series names a flow of its own.
/// - A dimension: the same; the frequency is `FREQ`.
/// - A code: itself where SDMX allows it (`PT`, `Y15-64`), else as above (`Foreign country` is `FOREIGN_COUNTRY`).
/// - Where two would be one, the later of the list has `_2` behind it.
enum Identifiers {
    /// Letters without accents, digits and underscores, in capitals; a letter stands first.
    static func name(_ text: String) -> String {
        let words = foldedWords(text).joined(separator: "_").uppercased()
        let plain = String(decoding: words.utf8.filter(isIdentifierByte), as: UTF8.self)
        guard let first = plain.utf8.first else { return "X" + hexadecimal(text) }
        return (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first) ? plain : "X" + plain
    }

    static func code(_ text: String) -> String { isIdentifier(text) ? text : name(text) }

    /// One identifier for each text, in their order, all different.
    static func unique(
        _ texts: [String], taken: Set<String> = [], by make: (String) -> String
    ) -> [String] {
        var taken = taken
        return texts.map { text in
            let plain = make(text)
            var found = plain
            var number = 2
            while !taken.insert(found).inserted {
                found = "\(plain)_\(number)"
                number += 1
            }
            return found
        }
    }

    private static func hexadecimal(_ text: String) -> String {
        text.utf8.prefix(8).map { byte in
            let digits = String(byte, radix: 16, uppercase: true)
            return digits.utf8.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
