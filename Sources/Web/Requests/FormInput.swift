public import Kernel
import Languages

/// Reads typed values from a form and keeps a named error for each field that cannot be read.
///
/// What was typed stays in `form`, so that the page can be shown again with nothing lost.
public struct FormInput: Sendable {
    public let form: FormData
    public private(set) var errors: [FieldError] = []
    /// Whose fields are read now, where a form asks the same of several people.
    public var group: String?
    private let t: Translator

    public init(_ exchange: Exchange) {
        form = exchange.form
        t = exchange.t
    }

    public var isValid: Bool { errors.isEmpty }

    /// Adds an error that a rule found.
    public mutating func refuse(_ field: String, _ message: String) {
        errors.append(FieldError(field: field, message: message, group: group))
    }

    /// A text that must be there; surrounding blanks are dropped.
    public mutating func text(_ field: String, max: Int = 200) -> String {
        let value = optionalText(field, max: max) ?? ""
        if value.isEmpty, error(field) == nil { refuse(field, t("Fill in this field.")) }
        return value
    }

    /// A text that may be left out.
    public mutating func optionalText(_ field: String, max: Int = 200) -> String? {
        let typed = (form.text(field) ?? "").filter { $0 != "\u{0}" }
        let value = trimmed(typed)
        if value.count > max { refuse(field, t("Use at most {n} characters.", ["n": String(max)])) }
        return value.isEmpty ? nil : value
    }

    /// A day that must be there.
    public mutating func day(_ field: String) -> Day? {
        let value = text(field, max: 10)
        if value.isEmpty { return nil }
        if let day = Day(iso: value) { return day }
        refuse(field, t("Write the date as year-month-day, such as 2026-11-23."))
        return nil
    }

    /// A day that may be left out.
    public mutating func optionalDay(_ field: String) -> Day? {
        guard optionalText(field, max: 10) != nil, error(field) == nil else { return nil }
        return day(field)
    }

    /// One of a list of values.
    public mutating func choice(_ field: String, of values: [String]) -> String? {
        if let value = form.text(field), values.contains(value) { return value }
        refuse(field, t("Choose one of the options."))
        return nil
    }

    /// A whole number within bounds.
    public mutating func number(_ field: String, in range: ClosedRange<Int>) -> Int? {
        if let value = Int(trimmed(form.text(field) ?? "")), range.contains(value) { return value }
        let values = ["from": String(range.lowerBound), "to": String(range.upperBound)]
        refuse(field, t("Write a whole number from {from} to {to}.", values))
        return nil
    }

    /// A box that was ticked.
    public func ticked(_ field: String) -> Bool { form.text(field) != nil }

    public func error(_ field: String) -> String? { errors.first { $0.field == field }?.message }

    private func trimmed(_ text: String) -> String {
        var part = text[...]
        while let first = part.first, first.isWhitespace { part.removeFirst() }
        while let last = part.last, last.isWhitespace { part.removeLast() }
        return String(part)
    }
}

/// What is wrong with one field, in the visitor's language.
public struct FieldError: Sendable, Equatable {
    public let field: String
    public let message: String
    /// Whose field it is, where one page asks the same of several people.
    public let group: String?

    public init(field: String, message: String, group: String? = nil) {
        self.field = field
        self.message = message
        self.group = group
    }
}
