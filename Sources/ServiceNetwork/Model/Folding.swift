import Languages

/// A name as it is kept for searching: its words without accents and capitals, one blank between.
func searchable(_ text: String) -> String { foldedWords(text).joined(separator: " ") }
