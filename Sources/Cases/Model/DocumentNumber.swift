import Kernel

/// The number of somebody's document: found however it is written, and only when it is complete.
struct DocumentNumber: Sendable, Equatable {
    /// As it stands on the document.
    let shown: String
    /// Letters and digits alone, in capitals: as it is kept for searching.
    let plain: String

    /// Nil where it can be no number of a document: a digit is in each.
    init?(_ typed: String) {
        let letters = typed.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        let others = typed.filter { !$0.isASCII }
        guard others.isEmpty, letters.contains(where: \.isNumber),
            (numberLettersMin...numberLettersMax).contains(letters.count)
        else { return nil }
        plain = letters.uppercased()
        shown = typed.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

/// Shorter ones would find files by chance.
private let numberLettersMin = 5
/// Longer than any that we have seen; what is longer was typed wrongly.
private let numberLettersMax = 24

/// Why the number of a document is not noted.
enum NumberRefusal: Refusal, Equatable {
    case known

    var kind: RefusalKind { .conflict }

    var explanation: String {
        switch self {
        case .known: t("This number is noted for this person already.")
        }
    }
}

/// Marks a text for the catalogues; it is said in the visitor's language when the page is made.
private func t(_ english: String) -> String { english }
