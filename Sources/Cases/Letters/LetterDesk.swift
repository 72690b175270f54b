import Kernel
import Languages
import LegalTime
import Storage

/// Gathers what a letter of one case says in one language.
struct LetterDesk {
    private let kase: Case
    let history: CaseHistory
    let procedure: Procedure
    private let clocks: CaseClocks
    private let members: [CaseMember]
    let house: CaseHouse
    let language: String
    let t: Translator
    private let now: Moment
    private let today: Day
    let head: LetterHead
    private let dossier: () throws -> DossierPage
    private let sheet: FormSheet
    private let papers: [CaseDocumentID: LetterEvidence]

    init(
        _ kase: Case, _ language: String, _ members: [CaseMember]?, at now: Moment, in db: Reader,
        _ house: CaseHouse
    ) throws {
        self.kase = kase
        self.house = house
        self.now = now
        self.language = language
        history = try kase.history(in: db)
        procedure = try house.procedure(kase.procedure)
        clocks = try house.clocks(of: kase)
        let members = try members ?? CaseMember.all(of: kase.id, in: db)
        self.members = members
        t = house.neighbours.translator(language)
        today = house.zone.day(of: now)
        sheet = try house.sheet(of: history, kase.procedure, filedAt: kase.filedAt)
        papers = try LetterEvidence.all(
            history, of: kase.id, procedure, t, house.zone, in: db)
        let head = LetterHead(
            reference: kase.reference.text,
            office: try house.neighbours.placeName(kase.office, db) ?? "",
            date: t.date(today), addressee: members.first?.person.name ?? "",
            procedure: procedure.title.text(in: language).lowercasedFirst, demo: kase.isDemo)
        self.head = head
        let (rules, words) = (self.procedure, self.t)
        dossier = {
            let people = members.map { member in
                LetterPerson(
                    name: member.person.name,
                    role: rules.roleTitle(of: member.person.relation, words))
            }
            return try DossierDesk(
                kase: kase, language: language, head: head, people: people, now: now, house: house
            ).page(in: db)
        }
    }

    func page(_ kind: LetterKind, expires: Day?) throws -> Any {
        switch kind {
        case .receipt: try receipt()
        case .request: try request()
        case .unpaidWarning: unpaidWarning()
        case .unpaid: try unpaid()
        case .grant, .tacit:
            GrantPage(
                head: head, decided: decided, people: people, grounds: grounds, reasons: reasons,
                isAlone: procedure.family.isNone, outcome: oneOfMany(history.decision?.outcome),
                challenge: challenge)
        case .partialRecognition, .conditionalRecognition: openRecognition()
        case .hearing, .lapseWarning: hearing()
        case .refusal, .lapse:
            RefusalPage(
                head: head, decided: decided,
                heard: history.hearing?.answeredAt.map { t.date(house.zone.day(of: $0)) },
                grounds: grounds, reasons: reasons, challenge: challenge, instead: instead,
                noPeriod: outcome?.isPeriodUnknown ?? false, remedies: try remedies())
        case .certificate: try certificate(expires)
        case .dossier: try dossier()
        case .stay, .rights, .status: paper(kind, until: expires)
        case .tacitNotice: tacitNotice()
        }
    }

    private func receipt() throws -> ReceiptPage {
        let date = try clocks.clock("decision", of: history)
        return ReceiptPage(
            head: head, filed: filed, people: people,
            law: procedure.version(kase.procedureVersion)?.title.text(in: language) ?? "",
            due: date?.derivation.end.map { t.date($0) },
            article: date?.derivation.rule.article ?? "",
            unverified: date.map { !$0.isVerified } ?? true,
            ifSilent: date?.note?.ifSilent.text(in: language) ?? "", needs: try needs(),
            isAlone: procedure.family.isNone, validities: try validities(),
            answered: answered)
    }

    private var answered: [LetterSection] {
        AnswerWords(t: t, sheet: sheet, names: house.codedNames).sections.map { section in
            LetterSection(
                title: section.title,
                lines: section.lines.map { LetterFact(question: $0.title, answer: $0.answer) })
        }
    }

    private func validities() throws -> [LetterValidity] {
        try clocks.validities(of: history).compactMap { date in
            date.derivation.end.map { end in
                LetterValidity(
                    title: ruleTitle(date.derivation.rule, t), until: t.date(end),
                    article: date.derivation.rule.article, unverified: !date.isVerified)
            }
        }
    }

    /// What the decision tables ask of each person on the day of filing.
    private func needs() throws -> [LetterNeeds] {
        let desk = NeedsDesk(
            procedure: procedure, household: history.household,
            day: house.zone.day(of: kase.filedAt), now: now, language: language,
            policy: house.policy, version: history.version, answers: sheet.facts)
        return try members.map { member in
            try desk.needs(member.person, role: role(of: member.person))
        }
    }

    private func request() throws -> RequestPage {
        let date = try clocks.clock("correction", of: history)
        let items = history.openItems.map { open in
            LetterItem(
                document: procedure.document(open.item.code)?.title.text(in: language)
                    ?? open.item.code,
                person: members.first { $0.id == open.item.member }?.person.name ?? head.addressee,
                copies: [open.item.again].compactMap(\.self).map {
                    LetterCopy(since: t.date($0.heldSince), because: $0.because)
                })
        }
        return RequestPage(
            head: head, items: items, due: date?.derivation.end.map { t.date($0) } ?? "",
            article: date?.derivation.rule.article ?? "",
            unverified: date.map { !$0.isVerified } ?? true)
    }

    func hearing() -> HearingPage {
        let rule = procedure.clocks.rule("hearing", on: procedure.lawDay(of: kase, house.zone))
        let draft = history.hearing?.draft
        return HearingPage(
            head: head, grounds: draft.map { grounds($0.outcome, $0.grounds, $0.findings) } ?? [],
            reasons: draft?.reasons ?? "",
            length: rule.map {
                length($0, history.whereabouts, at: clocks.calendar.place, t)
            } ?? "", article: rule?.article ?? "",
            unverified: rule.map { !isVerified($0) } ?? true, outcome: oneOfMany(draft?.outcome))
    }

    /// What a granting outcome is called where its procedure has more than one; a grant is a grant elsewhere.
    private func oneOfMany(_ code: String?) -> String? {
        let granting = procedure.outcomes.filter(\.needsPapers)
        if granting.count < 2 { return nil }
        return granting.first { $0.code == code }?.title.text(in: language)
    }

    private func isVerified(_ rule: ClockRule) -> Bool {
        let more = rule.dilation?.entry(
            for: history.whereabouts, serviceAt: clocks.calendar.place)
        return rule.isVerified && more?.isVerified ?? true
    }

    private func certificate(_ expires: Day?) throws -> CertificatePage {
        let decision =
            history.decision == nil ? try clocks.clock("decision", of: history, on: today) : nil
        let rule = procedure.clocks.rule("certificate", on: procedure.lawDay(of: kase, house.zone))
        return CertificatePage(
            head: head, article: rule?.article ?? "", filed: filed,
            state: try procedure.standing(of: history).stage.title.text(in: language),
            due: decision?.derivation.end.map { t.date($0) },
            unverified: decision.map { !$0.isVerified } ?? false,
            stopped: decision.map { $0.derivation.end == nil } ?? false,
            expires: expires.map { t.date($0) } ?? "",
            validities: history.decision == nil ? try validities() : [])
    }

    private var filed: String { t.date(house.zone.day(of: kase.filedAt)) }
    var decided: String { history.decidedAt.map { t.date(house.zone.day(of: $0)) } ?? "" }
    var reasons: String { history.decision?.reasons ?? "" }

    var people: [LetterPerson] {
        members.map { LetterPerson(name: $0.person.name, role: role(of: $0.person)) }
    }

    private func role(of person: PersonOfFile) -> String {
        procedure.roleTitle(of: person.relation, t)
    }

    /// What the outcome says of a challenge, in the words of its procedure.
    var challenge: [LetterRule] {
        outcome?.challenge.map(words) ?? []
    }

    /// What stood for a hearing on a draft.
    private var instead: [LetterRule] { outcome?.heardBy.map { [words($0)] } ?? [] }

    private var outcome: OutcomeRule? {
        history.decision.flatMap { procedure.outcome($0.outcome) }
    }

    func words(_ rule: StatedRule) -> LetterRule {
        LetterRule(
            text: rule.text.text(in: language), article: rule.article, unverified: !rule.verified)
    }

    /// What was decided on, and why papers did not stand in the way.
    var grounds: [LetterGround] {
        guard let decision = history.decision else { return [] }
        let rule = procedure.outcome(decision.outcome)
        let despite = rule?.despiteMissing.filter { $0.code == decision.despite?.ground } ?? []
        return grounds(decision.outcome, decision.grounds, decision.findings)
            + despite.map { words($0, nil) }
    }

    func grounds(
        _ outcome: String, _ chosen: [String], _ findings: [Finding]?
    ) -> [LetterGround] {
        let known = procedure.outcome(outcome)?.grounds.filter { chosen.contains($0.code) } ?? []
        return known.map { words($0, findings) }
    }

    private func words(_ ground: Ground, _ findings: [Finding]?) -> LetterGround {
        let finding = findings?.first { $0.ground == ground.code }
        return LetterGround(
            title: ground.title.text(in: language), article: ground.article,
            unverified: !ground.verified, fact: finding?.fact,
            evidence: finding?.evidence.compactMap { papers[$0] } ?? [], change: finding?.change)
    }

    /// What may be done against the decision.
    func remedies() throws -> [LetterRemedy] { try house.letterRemedies(of: kase, history, t) }
}
