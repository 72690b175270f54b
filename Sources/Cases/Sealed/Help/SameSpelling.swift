import Languages

/// A name or an address as two spellings of it are compared: folded words, without marks, without what companies put behind
/// their name, with the short words for streets written out.
///
/// Equal or not, and nothing between: a slip of the pen keeps two apart, so that nobody is drawn into a cluster by mistake.
enum SameSpelling {
    static func plain(_ text: String) -> String {
        var words = foldedWords(text).map { same[String($0)] ?? String($0) }
        if words.suffix(2) == ["s", "a"] { words.removeLast(2) }
        return words.filter { !dropped.contains($0) }.joined(separator: " ")
    }

    private static let same = [
        "av": "avenida", "ave": "avenida", "r": "rua", "tv": "travessa", "trav": "travessa",
        "lg": "largo", "pc": "praca", "pca": "praca", "est": "estrada", "estr": "estrada",
    ]
    private static let dropped: Set<String> = [
        "lda", "limitada", "sa", "unipessoal", "e", "n", "no", "º", "ª", "numero", "de", "do", "da",
        "dos",
        "das",
    ]
}
