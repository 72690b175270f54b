import Kernel
import Languages
import LegalTime
import Storage
import Web

/// Gathers what the dossier of one case says in one language.
struct DossierDesk {
    let kase: Case
    let language: String
    let head: LetterHead
    let people: [LetterPerson]
    let now: Moment
    let house: CaseHouse

    private var t: Translator { house.neighbours.translator(language) }

    func page(in db: Reader) throws -> DossierPage {
        let lines = try db.journal(of: Case.subject(kase.id))
        guard let history = Case.fold(lines.map { CaseEvent($0) }) else { throw Refused.notFound }
        let procedure = try house.procedure(kase.procedure)
        let members = try CaseMember.all(of: kase.id, in: db)
        let text = EventText(
            t: t, procedure: procedure, house: house, history: history,
            answers: AnswerWords(
                t: t,
                sheet: try house.sheet(of: history, kase.procedure, filedAt: kase.filedAt),
                names: house.codedNames))
        return DossierPage(
            head: head, filed: day(kase.filedAt),
            state: try procedure.standing(of: history).stage.title.text(in: language),
            people: people, events: lines.compactMap { event($0, procedure, text) },
            missed: try missed(history, procedure), notices: lines.compactMap(notice),
            letters: try letters(in: db), documents: try documents(procedure, members, in: db))
    }

    private func day(_ moment: Moment) -> String { t.date(house.zone.day(of: moment)) }

    /// Who has the case is how the office shares its work, and what two of it have not settled yet is nobody's word;
    /// letters and notices have lists of their own.
    private func event(
        _ line: JournalLine, _ procedure: Procedure, _ text: EventText
    ) -> DossierPage.DossierEvent? {
        let event = CaseEvent(line)
        let elsewhere: Set<String> = [
            CaseEvent.takenKind, CaseEvent.releasedKind, CaseEvent.givenKind,
            CaseEvent.letterMadeKind, CaseEvent.numberNotedKind, "mandate.used",
        ]
        if elsewhere.contains(line.kind) || line.kind.hasPrefix(noticePrefix)
            || FourEyesEvent.kinds.contains(line.kind)
        {
            return nil
        }
        var what = eventWords(line.kind, t)
        if case .stepDone(let step) = event.what {
            what = procedure.step(step.code)?.title.text(in: language) ?? step.code
        }
        return DossierPage.DossierEvent(
            when: day(line.at), what: what, detail: detail(event.what, procedure, text))
    }

    private func detail(
        _ what: CaseEvent.What, _ procedure: Procedure, _ text: EventText
    ) -> String? {
        func title(_ code: String) -> String {
            procedure.document(code)?.title.text(in: language) ?? code
        }
        switch what {
        case .requested(let asked): return t.list(asked.items.map { title($0.code) })
        case .documentAdded(let document): return title(document.code)
        case .keptAside(let document): return title(document.code)
        case .turnedAway(let document): return title(document.code)
        case .hearingAnswered(let said): return said.text
        case .letterReturned(let letter): return letter.reason
        case .questionAsked(let asked): return asked.text
        case .questionAnswered(let answered): return answered.text
        case .decided(let decision):
            let outcome =
                procedure.outcome(decision.outcome)?.title.text(in: language) ?? decision.outcome
            return outcome + ". " + decision.reasons
        default:
            let lines = text.lines(what)
            return lines.isEmpty ? nil : lines.joined(separator: " ")
        }
    }

    /// Each period that ended before today without its act, or whose act came late, with how its end was counted.
    private func missed(
        _ history: CaseHistory, _ procedure: Procedure
    ) throws -> [DossierPage.DossierDate] {
        let clocks = try house.clocks(of: kase)
        let (today, law) = (house.zone.day(of: now), procedure.lawDay(of: history, house.zone))
        // What counts until a day, such as a receipt as a title, is no time in which somebody has to act.
        let validities = Set(try clocks.validities(of: history).map(\.derivation.rule.name))
        var seen = Set<String>()
        return try procedure.clocks.filter { $0.isValid(on: law) }.compactMap {
            rule -> DossierPage.DossierDate? in
            guard !validities.contains(rule.name), seen.insert(rule.name).inserted,
                let date = try clocks.clock(rule.name, of: history, on: today),
                let end = date.derivation.end
            else { return nil }
            let done: Day?
            switch date.derivation.state(at: today) {
            case .overdue: done = nil
            case .metLate(let day): done = day
            case .met, .running, .stopped, .notStarted: return nil
            }
            let steps = StepWords(t: t, rule: date.derivation.rule).lines(date.derivation)
            return DossierPage.DossierDate(
                title: ruleTitle(date.derivation.rule, t),
                whose: rule.whose == .state ? t("clock of the office") : t("clock of the person"),
                last: t.date(end), done: done.map { t.date($0) },
                article: date.derivation.rule.article, unverified: !date.isVerified,
                steps: steps.map {
                    DossierPage.DossierStep(when: $0.when, what: $0.what, why: $0.why)
                })
        }
    }

    private func notice(_ line: JournalLine) -> DossierPage.DossierNotice? {
        guard line.kind.hasPrefix(noticePrefix) else { return nil }
        let proof = line.fields["proof"].flatMap { $0.isEmpty ? nil : $0 }
        return DossierPage.DossierNotice(
            when: day(line.at), what: noticeWords(line.kind, t), proof: proof)
    }

    private func letters(in db: Reader) throws -> [DossierPage.DossierLetter] {
        let rows = try db.all(
            """
            SELECT kind, created_at, language, code FROM letter WHERE kase = \(kase.id)
                AND created_at < \(now) ORDER BY created_at, id
            """)
        return try rows.map { row in
            let kind: String = try row[0]
            return DossierPage.DossierLetter(
                title: LetterKind(rawValue: kind)?.title(t) ?? kind, when: day(try row[1]),
                language: try row[2], code: try row[3])
        }
    }

    private func documents(
        _ procedure: Procedure, _ members: [CaseMember], in db: Reader
    ) throws -> [DossierPage.DossierDocument] {
        try CaseDocument.all(of: kase.id, in: db).map { document in
            let owner = members.first { $0.id == document.member } ?? members.first
            return DossierPage.DossierDocument(
                title: procedure.document(document.code)?.title.text(in: language)
                    ?? document.code,
                person: owner?.person.name ?? "", when: day(document.receivedAt),
                kilobytes: t.number((document.bytes + 1_023) / 1_024), digest: document.digest)
        }
    }
}

private let noticePrefix = "notice."

/// What became of a message, in plain words.
func noticeWords(_ kind: String, _ t: Translator) -> String {
    switch kind {
    case "notice.written": t("A message was written to the person")
    case "notice.sent": t("It was handed to a mail server or carrier")
    case "notice.spooled": t("It was put into a file; nobody carried it")
    case "notice.bounced": t("It came back")
    case "notice.failed": t("It could not be sent")
    case "notice.read": t("The person opened it here")
    case "notice.viewed-by-mandate": t("Somebody with a mandate opened it")
    case "notice.outreach-closed": t("Somebody tried to reach the person in another way")
    default: t("Something was noted about a message")
    }
}
