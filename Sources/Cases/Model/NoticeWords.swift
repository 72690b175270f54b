import Languages

extension CaseHouse {
    /// What a notice says, in the language of its person, and beside it in Portuguese where that is another.
    func words(
        in language: String, _ say: (Translator) -> CaseNotice.Words
    ) -> (own: CaseNotice.Words, official: CaseNotice.Words?) {
        let own = say(neighbours.translator(language))
        return (own, language == legalLanguage ? nil : say(neighbours.translator(legalLanguage)))
    }
}

/// The language in which letters and notices have legal effect.
let legalLanguage = "pt"
