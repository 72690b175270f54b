/// Reads `P1Y2M` and `P1DT2H3.5S`; years and months never stand with days.
enum DurationReader {
    static func value(_ text: String) -> FEELValue? {
        let isNegative = text.hasPrefix("-")
        guard let parts = DurationReader.parts(of: isNegative ? text.dropFirst() : text[...]) else {
            return nil
        }
        if parts.isMonths {
            return MonthsDuration(isNegative ? -parts.months : parts.months).map {
                .monthsDuration($0)
            }
        }
        return DaysDuration(seconds: isNegative ? parts.seconds.negated : parts.seconds).map {
            .daysDuration($0)
        }
    }

    private struct Parts {
        var months = 0
        var seconds = Number.zero
        var isMonths = false
    }

    /// The order of the letters is fixed, each at most once.
    private static func parts(of text: Substring) -> Parts? {
        guard text.hasPrefix("P") else { return nil }
        var (rest, parts, isTime, rank) = (text.dropFirst(), Parts(), false, 0)
        var isEmpty = true
        while let first = rest.first {
            if first == "T" {
                guard !isTime, !parts.isMonths else { return nil }
                (isTime, isEmpty, rank) = (true, true, 3)
                rest = rest.dropFirst()
                continue
            }
            let digits = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." }
            rest = rest.dropFirst(digits.count)
            guard let letter = rest.popFirst(), let (place, size) = unit(letter, isTime),
                place > rank, add(digits, letter, size, to: &parts)
            else { return nil }
            (rank, isEmpty) = (place, false)
        }
        return isEmpty ? nil : parts
    }

    /// The place of a letter in the order and what it counts: months or seconds.
    private static func unit(_ letter: Character, _ isTime: Bool) -> (Int, Int)? {
        switch (letter, isTime) {
        case ("Y", false): (1, 12)
        case ("M", false): (2, 1)
        case ("D", false): (3, 86_400)
        case ("H", true): (4, 3_600)
        case ("M", true): (5, 60)
        case ("S", true): (6, 1)
        default: nil
        }
    }

    private static func add(
        _ digits: Substring, _ letter: Character, _ size: Int, to parts: inout Parts
    ) -> Bool {
        let isSecond = letter == "S"
        guard digits.count <= 30, digits.first?.isNumber == true,
            isSecond || !digits.contains("."),
            let amount = Number(digits.last == "." ? digits.dropLast() : digits),
            let total = amount.times(Number(size))
        else { return false }
        if size == 12 || size == 1 && letter == "M" {
            guard let months = total.int, abs(months) <= MonthsDuration.monthsMax else {
                return false
            }
            parts.months += months
            parts.isMonths = true
            return true
        }
        guard !parts.isMonths, let sum = parts.seconds.plus(total) else { return false }
        parts.seconds = sum
        return true
    }
}
