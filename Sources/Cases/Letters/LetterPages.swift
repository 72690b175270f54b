/// What every letter says at its head. Letters hold stored properties only: the template engine sees no others.
struct LetterHead {
    let reference: String
    let office: String
    let date: String
    let addressee: String
    let procedure: String
    let demo: Bool
}

struct LetterPerson {
    let name: String
    let role: String
}

struct LetterItem {
    let document: String
    let person: String
    /// The copy that is held and will not do: one, or none.
    let copies: [LetterCopy]
}

/// Since when a copy is held, and why the office says that it will not do.
struct LetterCopy {
    let since: String
    let because: String
}

struct LetterGround {
    let title: String
    let article: String
    let unverified: Bool
    /// What was found; nil where nothing was stated.
    var fact: String?
    /// The documents that show it.
    var evidence: [LetterEvidence] = []
    /// What would change it.
    var change: String?
}

/// A rule in words, with its article.
struct LetterRule {
    let text: String
    let article: String
    let unverified: Bool
}

/// What counts until when from the day of filing, such as the receipt as a title.
struct LetterValidity {
    let title: String
    let until: String
    let article: String
    let unverified: Bool
}

/// What was answered in one section of the form.
struct LetterSection {
    let title: String
    let lines: [LetterFact]
}

struct LetterFact {
    let question: String
    let answer: String
}

struct ReceiptPage {
    let head: LetterHead
    let filed: String
    let people: [LetterPerson]
    let law: String
    let due: String?
    let article: String
    let unverified: Bool
    let ifSilent: String
    let needs: [LetterNeeds]
    /// Whether the procedure takes no family: then the one person is the addressee.
    var isAlone = false
    var validities: [LetterValidity] = []
    /// What was answered in the form, as it is kept.
    var answered: [LetterSection] = []
}

struct RequestPage {
    let head: LetterHead
    let items: [LetterItem]
    let due: String
    let article: String
    let unverified: Bool
}

struct HearingPage {
    let head: LetterHead
    let grounds: [LetterGround]
    let reasons: String
    /// How long there is to answer, from the day on which the person has the draft.
    let length: String
    let article: String
    let unverified: Bool
    /// What it would be decided as, where that is no plain refusal.
    var outcome: String?
}

struct GrantPage {
    let head: LetterHead
    let decided: String
    let people: [LetterPerson]
    let grounds: [LetterGround]
    let reasons: String
    /// Whether the procedure takes no family: then the one person is the addressee.
    var isAlone = false
    /// As what it was decided, where its procedure grants in more than one way.
    var outcome: String?
    /// What the procedure says of a challenge, where a part was refused.
    var challenge: [LetterRule] = []
}

struct RefusalPage {
    let head: LetterHead
    let decided: String
    /// The day of the person's answer to the draft, where they gave one.
    let heard: String?
    let grounds: [LetterGround]
    let reasons: String
    /// What the procedure says of a challenge.
    var challenge: [LetterRule] = []
    /// What stood for a hearing on a draft: one rule, or none.
    var instead: [LetterRule] = []
    /// Whether no source tells in what time it can be challenged.
    var noPeriod = false
    var remedies: [LetterRemedy] = []
}

struct CertificatePage {
    let head: LetterHead
    let article: String
    let filed: String
    let state: String
    let due: String?
    /// Of the day of the decision.
    let unverified: Bool
    let stopped: Bool
    let expires: String
    var validities: [LetterValidity] = []
}

/// The letters of this room; each has a template in each language of its own page.
enum LetterKind: String, Sendable, CaseIterable {
    case receipt, request, hearing, grant, refusal, certificate, dossier
    /// What a step makes: a title to show, and somebody's rights in writing.
    case rights
    case stay = "title"
    /// That somebody holds a status, and nothing of why.
    case status
    /// What silence approved; that a case is closed unpaid or lapsed, and the warnings before that.
    case tacit, unpaid, lapse
    case unpaidWarning = "unpaid-warning"
    case lapseWarning = "lapse-warning"
    /// A qualification that is recognised in part, or on a condition.
    case partialRecognition = "partial-recognition"
    case conditionalRecognition = "conditional-recognition"
    /// That silence approved it, before anybody confirms that.
    case tacitNotice = "tacit-notice"

    /// Whether the person is told of it, and whether time runs from it.
    var isNotice: Bool { self != .dossier }
    var hasLegalEffect: Bool {
        ![LetterKind.certificate, .dossier, .stay, .rights, .status].contains(self)
    }
    /// Whether it is made in every language that letters have: whoever stands there may read any of them.
    var isInEveryLanguage: Bool { self == .rights }

    /// A page with everything filled in, against which templates are checked.
    var sample: Any {
        let head = LetterHead(
            reference: "r", office: "o", date: "d", addressee: "a", procedure: "p", demo: true)
        let people = [LetterPerson(name: "n", role: "r")]
        let grounds = [LetterGround.sample]
        switch self {
        case .receipt:
            return ReceiptPage(
                head: head, filed: "f", people: people, law: "l", due: "d", article: "a",
                unverified: true, ifSilent: "s", needs: [.sample], isAlone: true,
                validities: [
                    LetterValidity(title: "t", until: "u", article: "a", unverified: true)
                ],
                answered: [
                    LetterSection(title: "t", lines: [LetterFact(question: "q", answer: "a")])
                ])
        case .request:
            return RequestPage(
                head: head,
                items: [
                    LetterItem(
                        document: "d", person: "p", copies: [LetterCopy(since: "s", because: "b")])
                ], due: "d", article: "a", unverified: true)
        case .hearing, .lapseWarning:
            return HearingPage(
                head: head, grounds: grounds, reasons: "r", length: "l", article: "a",
                unverified: true, outcome: "o")
        case .unpaidWarning: return UnpaidWarningPage.sample(head, grounds)
        case .unpaid: return UnpaidPage.sample(head, grounds)
        case .grant, .tacit:
            return GrantPage(
                head: head, decided: "d", people: people, grounds: grounds, reasons: "r",
                isAlone: true, outcome: "o",
                challenge: [LetterRule(text: "t", article: "a", unverified: true)])
        case .refusal, .lapse:
            return RefusalPage(
                head: head, decided: "d", heard: "h", grounds: grounds, reasons: "r",
                challenge: [LetterRule(text: "t", article: "a", unverified: true)],
                instead: [LetterRule(text: "t", article: "a", unverified: true)], noPeriod: true,
                remedies: [.sample])
        case .partialRecognition, .conditionalRecognition:
            return OpenRecognitionPage.sample(head, grounds)
        case .dossier: return DossierPage.sample(head)
        case .stay, .rights, .status: return PaperPage.sample(head)
        case .tacitNotice: return TacitNoticePage.sample(head, people)
        case .certificate:
            return CertificatePage(
                head: head, article: "a", filed: "f", state: "s", due: "d", unverified: true,
                stopped: true, expires: "e",
                validities: [
                    LetterValidity(title: "t", until: "u", article: "a", unverified: true)
                ])
        }
    }
}
