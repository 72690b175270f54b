import Decisions
import Kernel

/// What the reading of a field needs beside it.
struct FormWorld: Sendable {
    let today: Day
    /// Codes of ISO 3166.
    let countries: Set<String>
    /// Codes of ISO 639.
    let languages: Set<String>
}

extension FormField {
    /// What was typed under one name in the one way in which it is kept; nil where nothing was typed. What is kept
    /// reads as itself again. Without a world it was taken before, and stays what it is.
    func read(
        _ typed: String, _ line: AddressLine?, _ world: FormWorld?
    ) throws(FieldComplaint) -> String? {
        let text = trimmed(typed)
        if text.isEmpty { return nil }
        guard let world else { return text }
        switch kind {
        case .text: return try short(text, limits.max ?? textMax)
        case .longText: return try short(text, limits.max ?? longTextMax)
        case .address: return try short(text, line == .postcode ? postcodeMax : textMax)
        case .day: return try day(text, world.today)
        case .number: return try number(text)
        case .money: return try amount(text)
        case .country: return try offered(text, world.countries.contains(text))
        case .language: return try offered(text, world.languages.contains(text))
        case .yesNo: return try offered(text, text == "yes" || text == "no")
        case .choice: return try offered(text, options.contains { $0.code == text })
        case .mail: return try mail(text)
        case .phone: return try phone(text)
        case .documentNumber: return try documentNumber(text)
        }
    }

    /// What conditions and decision tables see of it; an address is no fact.
    func fact(_ kept: String) -> FEELValue? {
        switch kind {
        case .address: nil
        case .yesNo: FEELValue.boolean(kept == "yes")
        case .number, .money: Number(kept).map { FEELValue.number($0) }
        case .day: Day(iso: kept).flatMap { CivilDate($0) }.map { FEELValue.date($0) }
        default: FEELValue.string(kept)
        }
    }

    private func short(_ text: String, _ max: Int) throws(FieldComplaint) -> String {
        if text.count > max { throw .tooLong(max) }
        return text
    }

    private func offered(_ text: String, _ isOffered: Bool) throws(FieldComplaint) -> String {
        if !isOffered { throw .notOffered }
        return text
    }

    private func day(_ text: String, _ today: Day) throws(FieldComplaint) -> String {
        guard let day = Day(iso: text) else { throw .noDay }
        if let from = limits.from?.resolved(today), day < from { throw .tooEarly(from) }
        if let to = limits.to?.resolved(today), day > to { throw .tooLate(to) }
        return day.description
    }

    private func number(_ text: String) throws(FieldComplaint) -> String {
        guard let value = Int(text) else { throw .noNumber }
        try check(value, isOver: false)
        return String(value)
    }

    /// Euros with a point before the cents. A point or comma that parts thousands is refused, never guessed at.
    private func amount(_ text: String) throws(FieldComplaint) -> String {
        let plain = text.filter { !$0.isWhitespace && $0 != "€" }
        let parts = plain.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
        guard (1...2).contains(parts.count), parts[0].count <= eurosDigitsMax,
            parts.allSatisfy({ isDigits($0) }), let euros = Int(parts[0])
        else { throw .noAmount }
        let cents = parts.count == 2 ? String(parts[1]) : "00"
        if cents.count > 2 { throw .noAmount }
        let two = cents.count == 1 ? cents + "0" : cents
        try check(euros, isOver: two != "00")
        return "\(euros).\(two)"
    }

    /// Whether a value keeps to its bounds; `isOver` where cents come on top.
    private func check(_ value: Int, isOver: Bool) throws(FieldComplaint) {
        if let min = limits.min, value < min { throw .tooSmall(min) }
        if let max = limits.max, value > max || value == max && isOver { throw .tooLarge(max) }
    }

    private func mail(_ text: String) throws(FieldComplaint) -> String {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard text.count <= mailMax, parts.count == 2, !parts[0].isEmpty,
            parts[1].contains("."), !parts[1].hasPrefix("."), !parts[1].hasSuffix("."),
            !text.contains(where: \.isWhitespace)
        else { throw .noMail }
        return text
    }

    private func phone(_ text: String) throws(FieldComplaint) -> String {
        let digits = text.filter(isDigit)
        let others = text.dropFirst(text.hasPrefix("+") ? 1 : 0).filter { !isDigit($0) }
        guard phoneDigits.contains(digits.count), others.allSatisfy({ " -()./".contains($0) })
        else { throw .noPhone }
        return (text.hasPrefix("+") ? "+" : "") + digits
    }

    private func documentNumber(_ text: String) throws(FieldComplaint) -> String {
        guard let number = DocumentNumber(text) else {
            throw limits.digits.map(FieldComplaint.notDigits) ?? FieldComplaint.noDocumentNumber
        }
        guard let count = limits.digits else { return number.shown }
        guard number.plain.count == count, isDigits(number.plain) else { throw .notDigits(count) }
        return number.plain
    }
}

extension DayLimit {
    fileprivate func resolved(_ today: Day) -> Day {
        switch self {
        case .today: today
        case .fixed(let day): day
        }
    }
}

private func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }

private func isDigits(_ text: some StringProtocol) -> Bool {
    !text.isEmpty && text.allSatisfy(isDigit)
}

private func trimmed(_ text: String) -> String {
    var part = text.filter { $0 != "\u{0}" }[...]
    while let first = part.first, first.isWhitespace { part.removeFirst() }
    while let last = part.last, last.isWhitespace { part.removeLast() }
    return String(part)
}

/// A line, as everywhere in the house.
private let textMax = 200
/// Two printed pages hold more than anybody wrote at a counter.
private let longTextMax = 4_000
/// The longest that a country of the world uses, with its blanks.
private let postcodeMax = 12
/// Below a thousand million euros.
private let eurosDigitsMax = 9
/// RFC 5321 takes 254 characters.
private let mailMax = 254
/// ITU-T E.164 ends at 15; emergency and service numbers are left out by the lower bound.
private let phoneDigits = 5...15
