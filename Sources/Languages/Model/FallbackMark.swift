/// Stand around a text that is English because its language lacks it, so that a page can name the language of it.
///
/// Noncharacters of Unicode, which no text that travels may hold; they never leave the house.
public enum FallbackMark {
    public static let start: Unicode.Scalar = "\u{FDD0}"
    public static let end: Unicode.Scalar = "\u{FDD1}"

    static func around(_ text: String) -> String { "\u{FDD0}" + text + "\u{FDD1}" }
}
