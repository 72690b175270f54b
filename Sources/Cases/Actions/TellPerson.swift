import Kernel
import Languages
import Storage

extension CaseHouse {
    /// What a notice says, in the language of its person, and beside it in Portuguese where that is another.
    private func words(
        in language: String, _ say: (Translator) -> CaseNotice.Words
    ) -> (own: CaseNotice.Words, official: CaseNotice.Words?) {
        let own = say(neighbours.translator(language))
        return (own, language == legalLanguage ? nil : say(neighbours.translator(legalLanguage)))
    }

    /// Tells the person of a case: the one way in which a notice is written, so that none goes out without the words
    /// that have legal effect. Two with one key are one. It leads to the file where nothing else is named.
    func tell(
        _ kase: Case, key: String, legalEffect: Bool = false, link: String? = nil, at now: Moment,
        in db: Writer, _ say: (Translator) -> CaseNotice.Words
    ) throws {
        let language = try neighbours.language(kase.applicant, db)
        let (own, official) = words(in: language, say)
        let notice = CaseNotice(
            person: kase.applicant, subject: Case.subject(kase.id), title: own.title,
            body: own.body, link: link ?? "/cases/\(kase.reference)", legalEffect: legalEffect,
            office: kase.office, key: key, official: official)
        try neighbours.notify(notice, db, now)
    }
}

/// The language in which letters and notices have legal effect.
let legalLanguage = "pt"
