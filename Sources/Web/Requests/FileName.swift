/// The name that somebody gave a file, without signs that fool the reader: a right-to-left override shows
/// `a\u{202E}gpj.exe` as `aexe.jpg` (Unicode TR 36, 3.2). What writes words stays, also the joiners of
/// Persian and the Indian scripts.
func plainFileName(_ name: String) -> String {
    let plain = name.unicodeScalars.filter { scalar in
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: false
        case .format: joiners.contains(scalar)
        default: scalar != "/" && scalar != "\\"
        }
    }
    return String(String.UnicodeScalarView(plain))
}

private let joiners: Set<Unicode.Scalar> = ["\u{200C}", "\u{200D}"]

extension FileKind {
    /// The endings that name this kind, the usual one first.
    private var endings: [String] {
        switch self {
        case .pdf: ["pdf"]
        case .jpeg: ["jpg", "jpeg"]
        case .png: ["png"]
        }
    }

    /// A name whose ending tells what the bytes are: what the sender called a program is opened as a paper.
    public func named(_ name: String) -> String {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        if parts.count > 1, let last = parts.last, endings.contains(last.lowercased()) {
            return name
        }
        let hasEnding = parts.count > 1 && parts.last.map(isEnding) == true
        let stem = hasEnding ? parts.dropLast().joined(separator: ".") : name
        return (stem.isEmpty ? "file" : stem) + "." + endings[0]
    }

    /// Letters and digits that a system may read as a kind; "Version 1.2 final" ends in none.
    private func isEnding(_ text: Substring) -> Bool {
        text.isEmpty
            || text.count <= endingMax && text.contains(where: \.isLetter)
                && text.allSatisfy { $0.isLetter || $0.isNumber }
    }
}

/// Longer than any ending that a system knows.
private let endingMax = 12
