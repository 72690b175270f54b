import Kernel
import Languages
import LegalTime
import Web

/// The pieces of a case that its person and the desk both see.
struct CaseParts {
    let view: CaseView
    let t: Translator
    let house: CaseHouse
    /// Whether the reader is the person: "you" or "the person".
    let isOwn: Bool

    var clock: HTML {
        let calendar = house.calendar(of: view.kase)
        let named = Set(view.clocks.map(\.derivation.rule.name))
        let silent = [view.tacit].compactMap(\.self)
            .filter { !named.contains($0.derivation.rule.name) }
        let inactivity = [view.inactivity].compactMap(\.self)
        let shown = view.clocks + silent + inactivity + view.validities
        return tacit
            + shown.html { date in
                let words = ClockWords(
                    t: t, date: date, today: view.today, calendar: calendar, isOwn: isOwn)
                return "<p class=\"name\">\(ruleTitle(date.derivation.rule, t))</p>\(words.html)"
            }
    }

    /// What the law made of the office's silence.
    private var tacit: HTML {
        guard view.isTacitlyApproved, let date = view.tacit else { return HTML() }
        let words = t(
            "The period ended without a decision: the law counts the request as approved ({article}). It can be granted, not refused.",
            ["article": date.derivation.rule.article])
        let mark: HTML? = date.derivation.rule.isEffectVerified ? nil : " \(unverifiedMark(t))"
        return "<p>\(tag(t("Tacit approval"), .good)) \(words)\(mark)</p>"
    }

    var steps: HTML {
        timeline(t, steps: done + [present] + Coming(view: view, t: t, house: house).steps)
    }

    private var done: [TimelineStep] {
        view.events.compactMap { event in
            if standsElsewhere(event.kind) { return nil }
            return TimelineStep(
                .done, words(event), when: t.date(house.zone.day(of: event.at)),
                detail: detail(event))
        }
    }

    private func words(_ event: CaseEvent) -> String {
        switch event.what {
        case .stepDone(let step): stepTitle(step.code, step.person)
        case .stepUndone(let undone):
            t("Taken back: {step}", ["step": stepTitle(undone.code, undone.person)])
        case .refusalProposed(let draft) where draft.outcome == unpaidOutcome:
            t("The person was warned that the case may be closed unpaid")
        case .refusalProposed(let draft) where draft.outcome == lapsedOutcome:
            t("The person was warned that the case may lapse")
        default: eventWords(event.kind, t)
        }
    }

    private func stepTitle(_ code: String, _ person: Int?) -> String {
        let title = view.procedure.step(code)?.title(t) ?? code
        return view.history.name(of: person).map { "\(title): \($0)" } ?? title
    }

    /// Where nobody has to act the decision is the present step, letters and messages have lists of their own, and
    /// a visit that took place is one step although two rooms keep it. Who has the case is how the office shares its
    /// work.
    private func standsElsewhere(_ kind: String) -> Bool {
        kind == CaseEvent.letterMadeKind || kind == "visit.attended"
            || kind == CaseEvent.decidedKind && isEndedByDecision
            || [CaseEvent.takenKind, CaseEvent.releasedKind, CaseEvent.givenKind].contains(kind)
            || kind.hasPrefix("notice.") || kind.hasPrefix("question.")
            || isOwn && FourEyesEvent.kinds.contains(kind)
    }

    /// Nothing was left to do once it was decided.
    private var isEndedByDecision: Bool {
        view.standing.turn == .none && view.history.steps.isEmpty
    }

    private func detail(_ event: CaseEvent) -> HTML? {
        switch event.what {
        case .requested(let asked):
            return
                "<ul>\(asked.items.html { "<li>\(item($0.code, $0.member))\(again($0))</li>" })</ul>"
        case .documentAdded(let document): return added(document)
        case .validityStated(let stated): return dated(stated)
        case .keptAside(let document): return "<p>\(item(document.code, document.member))</p>"
        case .turnedAway(let document): return turnedAway(document)
        case .hearingAnswered(let said): return answer(said)
        case .letterReturned(let letter): return "<p>\(returned(letter))</p>"
        case .decided(let decision): return "<p>\(title(of: decision))</p>"
        case .bodyTold(let told): return self.told(told)
        case .imported(let imported): return "<p>\(origin(imported))</p>"
        case .tacitlyApproved(let approval):
            let mark: HTML? = approval.verified ? nil : " \(unverifiedMark(t))"
            return "<p>\(t.date(approval.ended)) (\(approval.article))\(mark)</p>"
        case .fourEyes(.proposed(let proposed)): return "<p>\(title(of: proposed.decision))</p>"
        case .fourEyes(.sentBack(let back)): return "<p>\(back.because)</p>"
        case .answersCorrected(let event):
            return "<ul>\(eventText.corrected(event).html { "<li>\($0)</li>" })</ul>"
        case .filed: return filer ?? heard
        default:
            let lines = eventText.lines(event.what)
            return lines.isEmpty ? nil : lines.html { "<p>\($0)</p>" }
        }
    }

    private var present: TimelineStep {
        let title = view.standing.stage.title(t)
        let note = view.due?.note
        if view.standing.turn == .none, !isEndedByDecision { return TimelineStep(.done, title) }
        if view.standing.turn == .none, let decision = view.history.decision {
            let day = view.history.decidedAt.map { t.date(house.zone.day(of: $0)) }
            return TimelineStep(
                .done, t("Decided: {outcome}", ["outcome": self.title(of: decision)]), when: day)
        }
        let end = view.due?.derivation.end.map { t("by {date}", ["date": t.date($0)]) }
        let silent = note.map {
            $0.ifSilent(t) + ($0.verified ? "" : " (\(t("Source not confirmed yet")))")
        }
        return TimelineStep(
            .present(turn: shortTurn, yours: isOwn && view.turn == .person), title,
            when: end,
            ifNobodyActs: silent)
    }

    private func title(of decision: CaseEvent.Decision) -> String {
        view.procedure.title(ofOutcome: decision.outcome)?(t) ?? decision.outcome
    }

    var household: HTML {
        let people = view.members.map { member in
            HouseholdMember(
                name: member.person.name,
                role: roleAndCare(view.person(of: member), of: view.procedure, on: view.today, t),
                missing: view.needs.filter { $0.member == member && !$0.isIn }.map {
                    $0.document.title(t)
                })
        }
        return householdStrip(t, members: people, isDecided: view.kase.isDecided) + lines
    }

    var letters: HTML {
        if view.letters.isEmpty { return "<p>\(t("No letters yet."))</p>" }
        let withdrawn = view.events.withdrawnLetters
        let lines = view.letters.html { letter -> HTML in
            let language = letter.language == "pt" ? "português" : "English"
            let mark: HTML? =
                withdrawn.contains(letter.id) ? " \(tag(t("taken back")))" : nil
            return """
                <li><span>\(icon(.letter))<a href="/letters/\(letter.id)">\(kind(letter.kind)) (\(language))</a>\(mark)</span> \
                <span class="quiet">\(t.date(house.zone.day(of: letter.createdAt)))</span></li>
                """
        }
        return "<ul class=\"lines\">\(lines)</ul>"
    }

    private func kind(_ code: String) -> String { LetterKind(rawValue: code)?.title(t) ?? code }

    /// Which letter came back, when, and what its envelope says.
    private func returned(_ back: CaseEvent.LetterReturned) -> HTML {
        let letter = view.letters.first { $0.id == back.letter }
        let values = ["letter": letter.map { kind($0.kind) } ?? "–", "date": t.date(back.day)]
        return "\(t("{letter}, back on {date}:", values)) <q>\(back.reason)</q>"
    }

    var visits: HTML {
        if view.visits.isEmpty { return "<p>\(t("No visit is booked."))</p>" }
        let lines = view.visits.html { visit -> HTML in
            let start = isOwn ? visit.begins : visit.start
            let minute = house.zone.minuteOfDay(of: start)
            let time =
                (minute < 600 ? "0" : "") + "\(minute / 60):" + (minute % 60 < 10 ? "0" : "")
                + String(minute % 60)
            let words = t(
                "{date} at {time}, {place}",
                [
                    "date": t.date(house.zone.day(of: start)), "time": time,
                    "place": view.places[visit.place] ?? "",
                ])
            return """
                <li><span>\(icon(.calendar))\(words) · \(t.plural("{n} person", "{n} people", visit.people))</span> \
                \(visitState(visit.state))</li>
                """
        }
        return "<ul class=\"lines\">\(lines)</ul>"
    }

    private func visitState(_ state: String) -> HTML {
        switch state {
        case "booked": tag(t("booked"), .now)
        case "attended": tag(t("attended"), .good)
        case "cancelled": tag(t("cancelled"))
        default: tag(state)
        }
    }

    var looks: HTML {
        if view.looks.isEmpty { return "<p>\(t("Nobody else has opened it yet."))</p>" }
        let days = DayOfLooks.days(view.looks, in: house.zone)
        let words = LookWords(t: t, procedure: view.procedure)
        let rows: [[HTML]] = days.map { look in
            [
                "\(look.name)", "\(t.date(look.day))",
                "\(words.why(look))",
                "\(look.times)",
            ]
        }
        let all: HTML =
            isOwn
            ? "<a href=\"/holdings\">\(t("All of them stand in what you can take along."))</a>"
            : "\(t("The person can take all of them along."))"
        let cut: HTML? =
            DayOfLooks.areCut(view.looks, days)
            ? "<p>\(t("Only the latest looks stand here.")) \(all)</p>" : nil
        let table = sortableTable(
            t, caption: t("Who looked at this case"), captionHidden: true,
            columns: [
                Column(t("Who")), Column(t("When")), Column(t("Why")),
                Column(t("Times"), numeric: true),
            ], rows: rows)
        return "\(table)\(cut)"
    }

    /// What the person said to a draft.
    func answer(_ said: CaseEvent.HearingAnswer) -> HTML {
        "<p><b>\(answerIntro(said, isOwn: isOwn, t))</b> \(said.text)</p>"
    }

    func item(_ code: String, _ member: CaseMemberID?) -> String {
        let title = code == hearingDocument ? t("Answer to the draft") : view.title(of: code)?(t)
        return "\(title ?? code): \(view.name(of: member))"
    }
}
