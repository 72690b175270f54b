import Kernel

/// Writes down what a walk does: every day between the start and the end, and why it counted or not.
struct Explainer: ClockObserver {
    let rule: ClockRule
    let events: [ClockEvent]
    let calendar: WorkingCalendar
    let person: PersonPlace
    private(set) var steps: [ClockStep] = []
    private(set) var pauses: [ClockPause] = []

    init(rule: ClockRule, events: [ClockEvent], calendar: WorkingCalendar, person: PersonPlace) {
        self.rule = rule
        self.events = events
        self.calendar = calendar
        self.person = person
    }

    mutating func saw(
        _ kind: ClockStep.Kind, after: Int32, through: Int32, counted: Int32, event: Int, part: Int
    ) {
        let span = DaySpan(after: after, through: through)
        var step = ClockStep(
            kind: kind, from: span.from(kind), to: span.to(kind), event: name(kind, event),
            article: article(kind, part), isVerified: isVerified(kind, part))
        step.counted = Int(counted)
        step.skipped = skipped(kind, span, event, Int(counted), part)
        if kind == .pause {
            let to = through == .beyond ? nil : Day(number: through)
            pauses.append(ClockPause(from: Day(number: after), to: to, event: events[event].name))
        }
        steps.append(step)
    }

    mutating func refused(
        _ refusal: ExtensionRefusal, on day: Int32, event: Int, part: Int
    ) {
        let name = rule.extensions[part].by
        let last = events.last { $0.name == name }?.day ?? Day(number: day)
        let at = event < 0 ? last : events[event].day
        var step = ClockStep(
            kind: .extensionRefused, from: at, to: at, event: name,
            article: article(.extension, part), isVerified: rule.extensions[part].isVerified)
        step.refusal = refusal
        steps.append(step)
    }

    mutating func sawLimit(on end: Int32) {
        guard let limit = rule.limit else { return }
        let day = Day(number: end)
        steps.append(
            ClockStep(
                kind: .limit, from: day, to: day, event: nil, article: limit.article,
                isVerified: limit.isVerified))
    }

    func derivation(_ outcome: ClockOutcome) -> ClockDerivation {
        let end = outcome.end == .noDay ? nil : Day(number: outcome.end)
        let start = Day(number: outcome.start)
        // What came too late, or never came, is told in its place; the start stands first.
        let told = steps.dropFirst().enumerated()
            .sorted { ($0.element.from, $0.offset) < ($1.element.from, $1.offset) }
            .map(\.element)
        let ordered = rule.isBackwards ? steps : steps.prefix(1) + told
        return ClockDerivation(
            rule: rule, start: start, end: end,
            lastBeforeEffect: end.map { rule.lastBeforeEffect($0, in: calendar) },
            dayCounted: Int(outcome.counted),
            steps: ordered,
            pauses: pauses, met: outcome.met == .noDay ? nil : Day(number: outcome.met),
            gaps: gaps(steps.first?.from ?? start, end ?? start))
    }

    /// What is not known of the calendar between two days.
    private func gaps(_ first: Day, _ last: Day) -> [CalendarGap] {
        var gaps: [CalendarGap] = []
        let areKnown = calendar.years.map { $0.contains(first.year) && $0.contains(last.year) }
        if !(areKnown ?? false) { gaps.append(.years) }
        if let code = calendar.place.municipality, !calendar.isMunicipalityKnown {
            gaps.append(.municipality(code))
        }
        return gaps
    }

    private func name(_ kind: ClockStep.Kind, _ event: Int) -> String? {
        switch kind {
        case .start, .presumedReceipt, .condition, .pause, .interruption, .interruptionLate,
            .extension, .extensionRefused:
            events.indices.contains(event) ? events[event].name : nil
        case .dilation, .longPeriod, .hours, .run, .pauseEnded, .limit, .rollForward, .runBack,
            .rollBack, .named:
            nil
        }
    }

    private func article(_ kind: ClockStep.Kind, _ part: Int) -> String {
        switch kind {
        case .rollForward where rule.isBeforeCourts: rule.article
        case .rollForward, .rollBack, .longPeriod, .hours: generalArticle
        case .dilation: rule.dilation?.article ?? rule.article
        case .presumedReceipt: rule.starts[part].presumed?.article ?? rule.article
        case .pause, .pauseEnded: rule.suspensions[part].article ?? rule.article
        case .extension, .extensionRefused: rule.extensions[part].article ?? rule.article
        case .start, .condition, .run, .interruption, .interruptionLate, .limit, .runBack,
            .named:
            rule.article
        }
    }

    private func isVerified(_ kind: ClockStep.Kind, _ part: Int) -> Bool {
        switch kind {
        case .dilation:
            rule.dilation?.entry(for: person, serviceAt: calendar.place)?.isVerified ?? true
        case .presumedReceipt: rule.starts[part].presumed?.isVerified ?? true
        case .pause, .pauseEnded: rule.suspensions[part].isVerified
        case .extension: rule.extensions[part].isVerified
        // How months end (Civil Code, article 279) is from memory; that six months are 180 days is a reading.
        case .run, .runBack: rule.runningUnit != .months
        // Article 87, f, moves an end forward; that a last day to act moves back is a reading.
        case .longPeriod, .rollBack: false
        default: true
        }
    }
}

/// Where the general rules on counting stand.
private let generalArticle = "CPA 87"
