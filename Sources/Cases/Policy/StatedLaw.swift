/// Words by which a sentence shows that it states law, and no mere direction such as "ask near you".
///
/// They find what names an act or an article, gives a right, or counts a period or an age. A sentence may state law
/// without any of them: whoever writes it says `verified` all the same.
enum StatedLaw {
    /// The first such word of a sentence; nil where it states no law that can be told from its words.
    static func word(in text: String) -> String? {
        let lower = text.lowercased()
        return words.first { lower.contains($0) } ?? period(in: lower)
    }

    /// "60 dias", "9 months", "16 anos": a number before a unit of time; and "Law 23".
    private static func period(in lower: String) -> String? {
        let parts = lower.split { !$0.isLetter && !$0.isNumber }
        for (number, unit) in zip(parts, parts.dropFirst())
        where number.allSatisfy(\.isNumber) && units.contains(where: { $0 == unit })
            || number == "law" && unit.allSatisfy(\.isNumber)
        {
            return "\(number) \(unit)"
        }
        return nil
    }

    private static let words = [
        "artigo", "lei n.", "decreto", "portaria", "despacho", "direito a", "prescrev", "caduca",
        "article", "decree", "right to", "time-barred", "lapse",
    ]
    private static let units = [
        "dia", "dias", "mês", "meses", "ano", "anos", "day", "days", "month", "months", "year",
        "years",
    ]
}
