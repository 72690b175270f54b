import Kernel
import Languages

/// What stands beside an event of a case, in words: the page and the dossier read it here, so that neither is silent on
/// what the other tells.
struct EventText {
    let t: Translator
    let procedure: Procedure
    let house: CaseHouse
    let history: CaseHistory
    let answers: AnswerWords

    /// A sentence or two; none where the event says all by its name.
    func lines(_ what: CaseEvent.What) -> [String] {
        switch what {
        case .consultationAnswered(let answered): consulted(answered)
        case .hearingNotified(let notified): notified.letter.map(registered) ?? []
        case .reopened(let again): [again.reason]
        case .stepDone(let step): step.note.map { [$0] } ?? []
        case .stepUndone(let undone): [undone.reason]
        case .memberAdded(let one): [one.person.name]
        case .notAccepted(let report):
            [report.name, report.words.map { "“\($0)”" }].compactMap(\.self)
        case .versionMoved(let move): moved(move)
        case .fee(let fee): paid(fee)
        case .answersCorrected(let event): corrected(event)
        case .validityStated(let stated):
            [
                stated.validUntil.map { t("Valid until {date}", ["date": t.date($0)]) }
                    ?? t("No date on it")
            ]
        default: []
        }
    }

    /// What a body answered: who it is where the journal says it, and its reason.
    private func consulted(_ answered: CaseEvent.Answered) -> [String] {
        let asked = history.consultations.first { $0.id == answered.id }
        let bodies = house.policy.consultations.filter { body in
            body.answer(answered.answer) != nil && asked?.body.map { $0 == body.code } ?? true
        }
        let title = bodies.first?.answer(answered.answer)?.title(t) ?? answered.answer.rawValue
        let who = asked?.body.flatMap { house.policy.body($0)?.title(t) }
        let reason = answered.reason.map { "“\($0)”" }
        return [who.map { "\($0): \(title)" } ?? title] + [reason].compactMap(\.self)
    }

    private func registered(_ letter: CaseEvent.RegisteredLetter) -> [String] {
        let values = ["number": letter.number, "date": t.date(letter.day)]
        return [t("Registered letter {number}, posted on {date}", values)]
    }

    /// Which law it was moved to, on what ground, and whether that is for or against the person.
    private func moved(_ move: CaseEvent.VersionMoved) -> [String] {
        let law = procedure.version(move.to)?.title(t) ?? move.to
        let words = t(
            "It is decided under: {law}. Legal basis: {basis}. Why: {because}",
            ["law": law, "basis": move.basis, "because": move.because])
        return [words, favourWords(move.favour, t)]
    }

    private func paid(_ fee: FeeEvent) -> [String] {
        let words = FeeWords(t: t)
        switch fee {
        case .demanded(let asked):
            return ["\(words.money(asked.total.cents, asked.total.currency)) · \(asked.basis)"]
        case .issued(let issued): return [issued.reference]
        case .refused(let refused): return [refused.reason]
        case .paid(let paid):
            let receipt = t("Receipt {number}", ["number": paid.receipt])
            return ["\(words.money(paid.total.cents, paid.total.currency)) · \(receipt)"]
        case .expired: return []
        }
    }

    /// What was said before and what holds now, a line for each answer.
    func corrected(_ event: CaseEvent.AnswersCorrected) -> [String] {
        let section = procedure.form.section(event.section)
        return event.changes.map { change in
            let found = section.flatMap { answers.field(change.name, in: $0) }
            func say(_ kept: String?) -> String {
                guard let kept else { return t("nothing") }
                return found.map { answers.words($0.field, kept) } ?? kept
            }
            let title = found.map { answers.title($0.field, $0.entry) } ?? change.name
            return t(
                "{question}: “{old}” became “{new}”",
                ["question": title, "old": say(change.old), "new": say(change.new)])
        }
    }
}

extension CaseParts {
    var eventText: EventText {
        EventText(
            t: t, procedure: view.procedure, house: house, history: view.history,
            answers: AnswerWords(t: t, sheet: view.sheet, names: house.codedNames))
    }
}
