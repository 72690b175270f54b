/// One statement: its text and the values bound to it. An interpolated value is never pasted.
///
/// The places are written `$1`, `$2`, which PostgreSQL counts and SQLite takes for names given in
/// the same order, so one text serves both.
public struct SQL: Sendable, ExpressibleByStringInterpolation {
    public private(set) var text: String
    public private(set) var values: [Value]

    public init(stringLiteral value: String) {
        text = value
        values = []
    }

    public init(stringInterpolation: Interpolation) {
        text = stringInterpolation.text
        values = stringInterpolation.values
    }

    /// Joins two pieces; the places of the second are renumbered.
    public static func + (left: SQL, right: SQL) -> SQL { "\(left)\(right)" }

    public struct Interpolation: StringInterpolationProtocol {
        var text = ""
        var values: [Value] = []

        public init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount * 4)
        }

        public mutating func appendLiteral(_ literal: String) { text += literal }

        /// Binds a value.
        public mutating func appendInterpolation(_ value: some Storable) { bind(value.stored) }

        /// Binds a value or null; apart from the one above so that the compiler sees it is meant.
        public mutating func appendInterpolation(_ value: (some Storable)?) { bind(value.stored) }

        /// Binds a list for `IN`: `WHERE id IN \(list: ids)`, at most 65,535 values in a statement. An empty
        /// list matches nothing; after `NOT IN` it does so too, so ask before.
        public mutating func appendInterpolation(list: [some Storable]) {
            text += "("
            if list.isEmpty { text += "NULL" }
            for (index, value) in list.enumerated() {
                if index > 0 { text += ", " }
                bind(value.stored)
            }
            text += ")"
        }

        /// Inserts another piece of SQL with its values.
        public mutating func appendInterpolation(_ part: SQL) {
            let shift = values.count
            if shift == 0 || part.values.isEmpty {
                text += part.text
            } else {
                text += renumbered(part.text, by: shift)
            }
            values += part.values
        }

        private mutating func bind(_ value: Value) {
            values.append(value)
            text += "$\(values.count)"
        }
    }
}

/// Adds to the number of every `$n`; our statements have no dollar sign inside literals.
private func renumbered(_ text: String, by shift: Int) -> String {
    let (dollar, digits) = (UInt8(ascii: "$"), UInt8(ascii: "0")...UInt8(ascii: "9"))
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count + 16)
    var number: Int?
    for byte in text.utf8 {
        if let told = number {
            if digits.contains(byte) {
                number = told * 10 + Int(byte - digits.lowerBound)
                continue
            }
            result += String(told + shift).utf8
            number = nil
        }
        result.append(byte)
        if byte == dollar { number = 0 }
    }
    if let told = number { result += String(told + shift).utf8 }
    return String(decoding: result, as: UTF8.self)
}
