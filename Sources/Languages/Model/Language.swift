/// A language that people read the pages in.
public struct Language: Hashable, Sendable {
    /// BCP 47: `pt`, `en`, `ar`, `zh-Hans`.
    public let code: String
    /// What its speakers call it.
    public let nativeName: String
    public let direction: Direction

    /// The value of the HTML attribute `dir`.
    public enum Direction: String, Sendable {
        case leftToRight = "ltr"
        case rightToLeft = "rtl"
    }

    public init(code: String, nativeName: String) {
        self.code = code
        self.nativeName = nativeName
        direction = Language.direction(of: code)
    }

    /// By script where the code names one, else by the language's usual script (CLDR likely subtags).
    public static func direction(of code: String) -> Direction {
        let parts = code.lowercased().split { $0 == "-" || $0 == "_" }.map(String.init)
        if let script = parts.dropFirst().first(where: { $0.count == 4 }) {
            return rightToLeftScripts.contains(script) ? .rightToLeft : .leftToRight
        }
        return rightToLeftLanguages.contains(parts.first ?? "") ? .rightToLeft : .leftToRight
    }

    private static let rightToLeftScripts: Set<String> = [
        "arab", "hebr", "thaa", "syrc", "nkoo", "adlm", "rohg", "mand", "samr", "mend",
    ]
    private static let rightToLeftLanguages: Set<String> = [
        "ar", "he", "iw", "fa", "ur", "ps", "dv", "yi", "ckb", "sd", "ug", "syr", "arc", "nqo",
        "prs", "pnb",
        "arz", "ary", "aeb", "apc", "rhg", "ks", "lrc", "mzn", "glk",
    ]
}
