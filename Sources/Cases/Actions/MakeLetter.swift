import Kernel
import Languages
import Storage

/// A letter is made and kept as it is, and the person is told: in Portuguese, which has legal effect, and in their
/// language where it is another.
struct MakeLetter {
    let kase: Case
    let kind: LetterKind
    var code = VerifyCode.new()
    var expires: Day?
    /// The people of the file, where they are known: they were just written.
    var members: [CaseMember]?
    /// When the visit would have been that was given back, as nobody needs it any more.
    var releasedVisit: Moment?

    /// Returns the letter in the person's language.
    @discardableResult
    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws -> LetterID {
        let own = try house.neighbours.language(kase.applicant, db)
        let isPlain = own == "pt" && !kind.isInEveryLanguage
        let wanted = isPlain ? ["pt"] : LetterBook.languages
        var last = LetterID.new(at: now)
        for (index, language) in wanted.enumerated() {
            if index > 0 { last = LetterID.new(at: now) }
            try make(last, language, by: principal, at: now, in: db, house)
        }
        if kind.isNotice { try notify(last, at: now, in: db, house) }
        return last
    }

    private func make(
        _ id: LetterID, _ language: String, by principal: Principal, at now: Moment, in db: Writer,
        _ house: CaseHouse
    ) throws {
        let desk = try LetterDesk(kase, language, members, at: now, in: db, house)
        let page = try desk.page(kind, expires: expires)
        let html = try house.policy.letters.render(kind, language, page)
        let sealed = try db.keys.seal(
            Array(html.utf8), use: Letter.sealUse, context: id.description)
        try db.run(
            """
            INSERT INTO letter (id, kase, kind, language, html, code, created_at, demo)
            VALUES (\(id), \(kase.id), \(kind.rawValue), \(language), \(sealed), \(code.text), \(now),
                \(kase.isDemo))
            """)
        let made = CaseEvent.LetterMade(id: id, kind: kind.rawValue, language: language)
        try kase.note(CaseEvent.letterMadeKind, made, by: principal, at: now, in: db)
    }

    private func notify(
        _ letter: LetterID, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws {
        try house.tell(
            kase, key: letterNoticePrefix + "\(letter)", legalEffect: kind.hasLegalEffect, at: now,
            in: db
        ) { t in
            let words = kind.notice(t, kase.reference)
            let visit = releasedVisit.map { start in
                " "
                    + t(
                        "Your visit of {date} was cancelled, because the case is decided.",
                        ["date": t.date(house.zone.day(of: start))])
            }
            return .init(title: words.title, body: words.body + (visit ?? ""))
        }
    }
}

/// Before the letter's number, the key of the notice that tells of it.
let letterNoticePrefix = "letter/"

extension LetterKind {
    func title(_ t: Translator) -> String {
        switch self {
        case .receipt: t("Receipt of the request")
        case .request: t("Request for documents")
        case .hearing: t("Draft of a refusal (hearing)")
        case .grant: t("Letter of approval")
        case .tacit: t("Letter of approval by silence")
        case .refusal: t("Letter of refusal")
        case .partialRecognition: t("Letter of recognition in part")
        case .conditionalRecognition: t("Letter of recognition on a condition")
        case .unpaidWarning: t("Warning: the case may be closed unpaid")
        case .unpaid: t("Letter of a case closed unpaid")
        case .lapseWarning: t("Warning: the case may lapse")
        case .lapse: t("Letter of a case that lapsed")
        case .certificate: t("Certificate of the state of the file")
        case .dossier: t("Dossier of the file")
        case .stay: t("Title to stay for the time being")
        case .rights: t("Rights in writing")
        case .status: t("Certificate of the Diaspora Investor Status")
        case .tacitNotice: t("Letter: the period ended without a decision")
        }
    }

    /// What the person is told of a fee that was not paid.
    private func unpaidNotice(
        _ t: Translator, _ values: [String: String]
    ) -> (title: String, body: String) {
        self == .unpaid
            ? (
                t("Your case was closed unpaid"),
                t(
                    "Your case {reference} was closed because the fee was not paid. This is no refusal, and a late payment opens it again. Read the letter.",
                    values)
            )
            : (
                t("Please pay, or your case may be closed"),
                t(
                    "The fee of your case {reference} was not paid. Nothing is closed yet: read the letter, pay or answer.",
                    values)
            )
    }

    /// What the person is told; the letter itself says the rest.
    func notice(_ t: Translator, _ reference: Reference) -> (title: String, body: String) {
        let values = ["reference": reference.text]
        return switch self {
        case .receipt:
            (t("We have your request"), t("Your request has the reference {reference}.", values))
        case .request:
            (
                t("Please hand in what is missing"),
                t(
                    "For your case {reference} we need documents. The letter says which and until when.",
                    values)
            )
        case .hearing, .lapseWarning:
            (
                t("Please answer before we decide"),
                t(
                    "There is a draft on your case {reference}. It is not a decision: read the letter and answer.",
                    values)
            )
        case .unpaidWarning, .unpaid: unpaidNotice(t, values)
        case .grant, .tacit, .refusal, .lapse, .partialRecognition, .conditionalRecognition:
            (
                t("Your case is decided"),
                t("There is a decision on your case {reference}. Read the letter.", values)
            )
        case .certificate, .status:
            (
                t("Your certificate is ready"),
                t("A certificate for your case {reference} was issued.", values)
            )
        case .tacitNotice:
            (
                t("Your letter is ready"),
                t(
                    "The letter which says that your case {reference} counts as approved was made.",
                    values)
            )
        case .dossier:
            (
                t("A dossier was made"),
                t("A dossier of your case {reference} was made.", values)
            )
        case .stay:
            (
                t("A title was issued"),
                t("A title was issued in your case {reference}: show it to whoever asks.", values)
            )
        case .rights:
            (
                t("Your rights in writing"),
                t("What you have a right to in your case {reference} stands in a letter.", values)
            )
        }
    }
}
