/// A text as a field that no spreadsheet takes for a formula: one that begins with a sign of a formula gets an
/// apostrophe before it, which spreadsheets show as text.
///
/// Source: OWASP, "CSV Injection": `=`, `+`, `-`, `@`, tab, carriage return and line feed, and the wide forms of the
/// four signs. For lists that people open; a file that a program reads back keeps its fields as they are.
public func spreadsheetText(_ text: String) -> String {
    guard let first = text.unicodeScalars.first, formulaSigns.contains(first) else { return text }
    return "'" + text
}

private let formulaSigns: Set<Unicode.Scalar> = [
    "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
]
