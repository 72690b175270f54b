import Formats
import Kernel

/// One row of a table of a plan, wherever it comes from: CSV, a workbook, or JSON.
struct PlanLine: Sendable {
    let file: String
    let line: Int
    let fields: [String: String]

    /// Surrounding blanks mean nothing, and neither do carriage returns and other signs that steer a printer.
    init(file: String, line: Int, fields: [String: String]) {
        (self.file, self.line) = (file, line)
        self.fields = fields.mapValues { text in
            let kept = text.unicodeScalars.filter { $0 == "\n" || $0 == "\t" || $0.value >= 32 }
            return trimmed(String(String.UnicodeScalarView(kept)))
        }
    }

    subscript(column: String) -> String { fields[column] ?? "" }
    func optional(_ column: String) -> String? { self[column].isEmpty ? nil : self[column] }

    func error(_ column: String, _ message: String) -> FormatError {
        FormatError(file: file, line: line, field: column, message: message)
    }

    func string(_ column: String) throws -> String {
        if let text = optional(column) { return text }
        throw error(column, "this field is empty; give a value")
    }

    func choice<T: RawRepresentable & CaseIterable>(
        _ column: String, _ type: T.Type = T.self, default value: T? = nil
    ) throws -> T where T.RawValue == String {
        if self[column].isEmpty, let value { return value }
        if let found = T(rawValue: self[column]) { return found }
        let known = T.allCases.map(\.rawValue).joined(separator: ", ")
        throw error(column, "'\(self[column])' is not known; write one of \(known)")
    }

    func day(_ column: String) throws -> Day? {
        guard let text = optional(column) else { return nil }
        if let day = Day(iso: text) { return day }
        throw error(column, "'\(text)' is no day; write it as 2026-11-28")
    }

    func number(_ column: String) throws -> Double? {
        try optional(column).map { try number($0, column) }
    }

    func number(_ text: String, _ column: String) throws -> Double {
        if let number = Double(text), number.isFinite { return number }
        throw error(column, "'\(text)' is not a number; write it as 1234.5")
    }

    func whole(_ column: String, default value: Int) throws -> Int {
        guard let text = optional(column) else { return value }
        if let number = Int(text), number >= 0 { return number }
        throw error(column, "'\(text)' is not a whole number; write digits only")
    }

    func flag(_ column: String) throws -> Bool {
        switch self[column] {
        case "yes": true
        case "no", "": false
        default: throw error(column, "write yes or no")
        }
    }

    /// Parts between semicolons, each once.
    func list(_ column: String) throws -> [String] {
        let parts = splitList(self[column])
        guard Set(parts).count == parts.count else {
            throw error(column, "something stands here twice")
        }
        return parts
    }
}

/// `a; b`: a semicolon inside a part is written `\;`.
func joinedList(_ parts: [String]) -> String {
    parts.map { $0.replacing("\\", with: "\\\\").replacing(";", with: "\\;") }.joined(
        separator: "; ")
}

func splitList(_ text: String) -> [String] {
    var (parts, part, isEscaped) = ([String](), "", false)
    for sign in text {
        if isEscaped {
            part.append(sign)
            isEscaped = false
        } else if sign == "\\" {
            isEscaped = true
        } else if sign == ";" {
            parts.append(part)
            part = ""
        } else {
            part.append(sign)
        }
    }
    return (parts + [part]).map(trimmed).filter { !$0.isEmpty }
}

/// A text without the blanks around it.
func trimmed(_ text: String) -> String {
    var part = text[...]
    while let first = part.first, first.isWhitespace { part.removeFirst() }
    while let last = part.last, last.isWhitespace { part.removeLast() }
    return String(part)
}
