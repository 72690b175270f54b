import Foundation
import Kernel

/// What somebody typed into the search of the queue: the reference of a file, the number of a document, or words of a
/// name.
enum QueueSearch: Sendable, Equatable {
    /// The number of a document may read as a reference: both are asked for.
    case reference(Reference, number: String)
    /// Without blanks and marks; found only when it is complete.
    case number(String)
    /// Each must begin a word of a name of somebody in the file; none at all finds nothing.
    case words([String])

    /// Nil where nothing was typed.
    init?(_ typed: String) {
        if typed.allSatisfy(\.isWhitespace) { return nil }
        let number = DocumentNumber(typed)?.plain
        if let reference = Reference(typed) {
            self = .reference(reference, number: number ?? "")
        } else if let number {
            self = .number(number)
        } else {
            self = .words(nameWords(typed))
        }
    }
}

/// The words of a name as they are kept for searching: no accents, no capitals, each once.
func nameWords(_ name: String) -> [String] {
    let plain = name.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil)
    let words = plain.lowercased().split { !$0.isLetter && !$0.isNumber }
    var found: [String] = []
    for word in words.map({ String($0.prefix(nameWordMax)) }) where !found.contains(word) {
        found.append(word)
    }
    return Array(found.prefix(nameWordsMax))
}

/// Longer than any word of a name that tells two people apart.
private let nameWordMax = 40
/// The longest names have about a dozen.
private let nameWordsMax = 16
