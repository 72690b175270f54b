import Foundation

/// Text as people type it in a hurry, for searching: no capitals, no accents.
public func folded(_ text: String) -> String {
    text.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil).lowercased()
}

/// The words of a text for searching: folded, without what stands between them.
public func foldedWords(_ text: String) -> [Substring] {
    folded(text).split { !$0.isLetter && !$0.isNumber }
}
