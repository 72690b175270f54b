/// Everything of one file on paper, for whoever takes it to somebody else.
struct DossierPage {
    let head: LetterHead
    let filed: String
    /// Where it stands, in the words of the procedure.
    let state: String
    let people: [LetterPerson]
    let events: [DossierEvent]
    let missed: [DossierDate]
    let notices: [DossierNotice]
    let letters: [DossierLetter]
    let documents: [DossierDocument]

    /// What happened, in plain words.
    struct DossierEvent {
        let when: String
        let what: String
        let detail: String?
    }

    /// A period that ended without the act, or after which it came late.
    struct DossierDate {
        let title: String
        let whose: String
        let last: String
        /// The day of the act, where it came late.
        let done: String?
        let article: String
        let unverified: Bool
        let steps: [DossierStep]
    }

    /// One line of a derivation.
    struct DossierStep {
        let when: String
        let what: String
        let why: String?
    }

    struct DossierNotice {
        let when: String
        let what: String
        /// What shows it: an answer of a mail server, the account that read; nil where there is none.
        let proof: String?
    }

    struct DossierLetter {
        let title: String
        let when: String
        let language: String
        let code: String
    }

    struct DossierDocument {
        let title: String
        let person: String
        let when: String
        let kilobytes: String
        /// SHA-256 of its bytes: who has the file can tell that it is this one.
        let digest: String
    }

    static func sample(_ head: LetterHead) -> DossierPage {
        DossierPage(
            head: head, filed: "f", state: "s", people: [LetterPerson(name: "n", role: "r")],
            events: [DossierEvent(when: "w", what: "w", detail: "d")],
            missed: [
                DossierDate(
                    title: "t", whose: "w", last: "l", done: "d", article: "a", unverified: true,
                    steps: [DossierStep(when: "w", what: "w", why: "y")])
            ],
            notices: [DossierNotice(when: "w", what: "w", proof: "p")],
            letters: [DossierLetter(title: "t", when: "w", language: "l", code: "c")],
            documents: [
                DossierDocument(title: "t", person: "p", when: "w", kilobytes: "k", digest: "d")
            ])
    }
}
