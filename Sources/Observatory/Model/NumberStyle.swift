/// How a source writes numbers: what parts thousands, what begins the decimals, what a dash means.
struct NumberStyle: Sendable, Equatable {
    enum Dash: String, Sendable {
        /// A dash stands for none counted: AIMA's tables.
        case zero
        /// A dash stands for no value: the year before the first one.
        case nothing
    }

    /// The signs between thousands, `" ."`; a blank stands for every kind of blank.
    var thousands = ""
    /// `.` or `,`; nil where the source was not asked: then `698.887` is refused, because it may be either.
    var decimal: Character?
    var dash: Dash?
    /// Whether values end in `%`: the number before it is kept.
    var hasPercent = false
    /// What every value is multiplied by: 1000 where the source counts thousands and the series persons.
    var factor = 1.0

    struct Reading: Equatable, Sendable {
        var value: Double?
        var flag = ""
        var confidentiality = ""
    }

    /// Why a text is no number, or may be two.
    struct Refusal: Error, Equatable {
        let words: String
    }

    /// What a cell says. Signs of Statistics Portugal (INE) are read into flags: … confidential, x not available,
    /// ⊥ break, Pe preliminary, Po provisional, § of low quality.
    func read(_ cell: String) throws -> Reading {
        var reading = Reading()
        let text = strip(cell, &reading)
        switch text {
        case "", "NA", "NaN", ":", "..": return reading
        case "…", "...", "*":
            reading.confidentiality = "C"
            return reading
        case "x", "X":
            reading.flag += "O"
            return reading
        case "-", "–", "—":
            guard let dash else {
                throw Refusal(
                    words:
                        "a dash may be zero or no value; say in the mapping `dash: zero` or `nothing`"
                )
            }
            reading.value = dash == .zero ? 0 : nil
            return reading
        default: reading.value = try number(text) * factor
        }
        return reading
    }

    /// Takes off what stands beside the number.
    private func strip(_ cell: String, _ reading: inout Reading) -> String {
        var text = cell.trimmed
        for (sign, flag) in [("⊥", "b"), ("Pe", "p"), ("Po", "p"), ("§", "u")] {
            guard text.contains(sign) else { continue }
            text = text.replacingOccurrences(of: sign).trimmed
            reading.flag += flag
        }
        return text
    }

    private func number(_ written: String) throws -> Double {
        var text = written
        if text.hasSuffix("%") {
            guard hasPercent else {
                throw Refusal(
                    words: "'\(written)' is a percentage; say `percent: true` in the mapping")
            }
            text = String(text.dropLast()).trimmed
        }
        var (whole, decimals) = (text[...], Substring())
        if let sign = decimal ?? impliedDecimal, let place = text.lastIndex(of: sign) {
            (whole, decimals) = (text[..<place], text[text.index(after: place)...])
        }
        if decimal == nil, impliedDecimal == ".", looksGrouped(text) {
            throw Refusal(
                words:
                    "'\(written)' may be a whole number or a decimal; say `thousands: \".\"` or `decimal: \".\"`"
            )
        }
        let digits = try ungrouped(whole, written)
        let plain = decimals.isEmpty ? digits : digits + "." + decimals
        guard let value = Double(plain), value.isFinite,
            plain.utf8.allSatisfy({ (43...57).contains($0) && $0 != 47 || $0 == 101 || $0 == 69 })
        else { throw Refusal(words: "'\(written)' is not a number") }
        return value
    }

    /// A point begins the decimals where it parts no thousands.
    private var impliedDecimal: Character? {
        if !thousands.contains(".") { return "." }
        return thousands.contains(",") ? nil : ","
    }

    /// `698.887`, `1.044.606`: whole groups of three behind points.
    private func looksGrouped(_ text: String) -> Bool {
        let groups = text.drop { $0 == "-" || $0 == "+" }.split(
            separator: ".", omittingEmptySubsequences: false)
        return groups.count > 1 && (1...3).contains(groups[0].count) && groups[0] != "0"
            && groups.dropFirst().allSatisfy { $0.count == 3 && $0.allSatisfy(\.isNumber) }
    }

    /// Without the signs between thousands, which must part groups of three.
    private func ungrouped(_ text: Substring, _ written: String) throws -> String {
        if thousands.isEmpty { return String(text) }
        let groups = text.split(omittingEmptySubsequences: false) { isThousands($0) }
        guard groups.count > 1 else { return String(text) }
        let first = groups[0].drop { $0 == "-" || $0 == "+" }
        guard (1...3).contains(first.count), groups.dropFirst().allSatisfy({ $0.count == 3 }) else {
            throw Refusal(
                words: "'\(written)' has thousands in groups that are not of three digits")
        }
        return groups.joined()
    }

    private func isThousands(_ sign: Character) -> Bool {
        thousands.contains(sign) || sign.isWhitespace && thousands.contains(" ")
    }
}

extension String {
    fileprivate func replacingOccurrences(of part: String) -> String {
        split(separator: part, omittingEmptySubsequences: false).joined()
    }
}
