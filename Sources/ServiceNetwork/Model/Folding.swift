import Foundation

/// Text as people type it in a hurry: no accents, no capitals, one blank between words.
func folded(_ text: String) -> String {
    let plain = text.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil)
    let words = plain.lowercased().split { !$0.isLetter && !$0.isNumber }
    return words.joined(separator: " ")
}
