/// Stand around a text that is English because its language lacks it, so that a page can name the language of it.
///
/// The interlinear annotations of Unicode, which no text that travels should hold; they never leave the house.
public enum FallbackMark {
    public static let start: Unicode.Scalar = "\u{FFF9}"
    public static let end: Unicode.Scalar = "\u{FFFB}"

    static func around(_ text: String) -> String { "\u{FFF9}" + text + "\u{FFFB}" }
}
