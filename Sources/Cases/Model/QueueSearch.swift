import Foundation
import Kernel

/// What somebody typed into the search of the queue: the reference of a file, the number of a document, or words of a
/// name.
enum QueueSearch: Sendable, Equatable {
    /// The number of a document may read as a reference: both are asked for.
    case reference(Reference, numbers: [[UInt8]])
    /// By the keyed hashes under which the whole number may be kept, without blanks and marks: found only when it is
    /// complete, and read nowhere.
    case number([[UInt8]])
    /// Each must begin a word of a name of somebody in the file; none at all finds nothing.
    case words([String])

    /// Nil where nothing was typed; `hashes` knows under what a number is kept.
    init?(_ typed: String, hashes: (String) -> [[UInt8]] = { _ in [] }) {
        if typed.allSatisfy(\.isWhitespace) { return nil }
        let number = DocumentNumber(typed)?.plain
        if let reference = Reference(typed) {
            self = .reference(reference, numbers: number.map(hashes) ?? [])
        } else if let number {
            self = .number(hashes(number))
        } else {
            self = .words(nameWords(NameWord.latin(typed)))
        }
    }
}

/// All words by which somebody is found: those of the name as it is written, the same in Latin letters, and the sound of
/// each, with a mark before it, so that one spelling finds another.
func indexedWords(_ name: String) -> [String] {
    var words = nameWords(name)
    let latin = nameWords(NameWord.latin(name))
    for word in latin + latin.map(soundWord) where !words.contains(word) { words.append(word) }
    return words
}

/// The sound of a word as the index keeps it.
func soundWord(_ word: String) -> String { "~" + NameWord(word).plain }

/// The words of a name as they are kept for searching: no accents, no capitals, each once.
func nameWords(_ name: String) -> [String] {
    let plain =
        name.utf8.allSatisfy { $0 < 128 }
        ? name
        : name.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil)
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
