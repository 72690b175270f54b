import Kernel
public import LegalTime

/// A clock of a case with what the procedure says beside it.
public struct LegalDate: Sendable {
    public let derivation: ClockDerivation
    public let note: ClockNote?

    /// Whether every part of it rests on a confirmed source.
    public var isVerified: Bool {
        derivation.isVerified && (derivation.pauses.isEmpty || note?.pauseVerified ?? true)
    }

    /// Whether it ended without an act, so that what the law says of silence has come to pass.
    func isInEffect(on today: Day) -> Bool { derivation.effect(at: today) != .none }
}

/// Derives the clocks of one case from its events: never from a stored date.
struct CaseClocks: Sendable {
    let procedure: Procedure
    let zone: Zone
    /// Of the office of the case.
    let calendar: WorkingCalendar

    /// One clock of a case; nil where its start has not happened or the law of that day has none.
    ///
    /// Silence is no event of the journal: what has ended in it by today is told from the day, or by the last event.
    func clock(
        _ name: String, of history: CaseHistory, on today: Day? = nil
    ) throws -> LegalDate? {
        let day = procedure.lawDay(of: history, zone)
        guard let rule = procedure.clocks.rule(name, on: day) else { return nil }
        var events = events(for: rule, of: history).map { ClockEvent($0.kind, zone.day(of: $0.at)) }
        if rule.suspensions.contains(where: { $0.until.contains(correctionEnded) }) {
            events += try silences(of: history, before: today)
        }
        let derivation = try rule.derive(events, in: calendar, person: history.whereabouts)
        guard let derivation else { return nil }
        let named = history.dayNamed(for: rule)
        return LegalDate(
            derivation: named.map(derivation.named) ?? derivation,
            note: procedure.version(history.version)?.note(name))
    }

    /// The person's windows begin anew with each request or draft, and what begins with the last of a step that
    /// repeats does with each; the other clocks see everything.
    private func events(
        for rule: ClockRule, of history: CaseHistory
    ) -> [(kind: String, at: Moment)] {
        let starts = restarting[rule.name].map { [$0] } ?? rule.repeatedStarts
        if starts.isEmpty { return history.clockEvents }
        let last = history.clockEvents.lastIndex { starts.contains($0.kind) }
        return last.map { Array(history.clockEvents[$0...]) } ?? []
    }

    /// The days on which a window for papers ended in silence: nobody waits for them any longer.
    private func silences(of history: CaseHistory, before today: Day?) throws -> [ClockEvent] {
        guard
            let rule = procedure.clocks.rule("correction", on: procedure.lawDay(of: history, zone))
        else { return [] }
        var (ends, window, open): ([Day], Day?, Int) = ([], nil, 0)
        // Each request that is open stopped the clock once: the end of the last window answers them all.
        for event in history.clockEvents {
            let day = zone.day(of: event.at)
            if let end = window, end < day {
                ends += Array(repeating: end, count: open)
                (window, open) = (nil, 0)
            }
            switch event.kind {
            case CaseEvent.requestedKind:
                let derivation = try rule.derive(
                    from: day, in: calendar, person: history.whereabouts)
                (window, open) = (derivation.end, open + 1)
            case CaseEvent.receivedKind: (window, open) = (nil, 0)
            default: break
            }
        }
        if let end = window, let today, end < today { ends += Array(repeating: end, count: open) }
        return ends.map { ClockEvent(correctionEnded, $0) }
    }

    /// The clock whose end in silence counts as an approval; nil where this law knows none, or it was decided.
    func tacitApproval(of history: CaseHistory, on today: Day) throws -> LegalDate? {
        if history.decision != nil { return nil }
        let filed = procedure.lawDay(of: history, zone)
        let rule = procedure.clocks.first { $0.effect == .tacitApproval && $0.isValid(on: filed) }
        return try rule.flatMap { try clock($0.name, of: history, on: today) }
    }

    /// What counts from the day of filing until its last day, and is no time to act in: the receipt as a title.
    func validities(of history: CaseHistory) throws -> [LegalDate] {
        let filed = procedure.lawDay(of: history, zone)
        return try procedure.clocks.filter { $0.isValid(on: filed) && $0.isValidityOfFiling }
            .compactMap { try clock($0.name, of: history) }
    }

    /// The clock of whoever has to act now; of several people who stand at the same stage, the first to end.
    func next(of history: CaseHistory, on today: Day? = nil) throws -> LegalDate? {
        let lines = try procedure.lines(of: history)
        guard let standing = lines.first?.standing, let name = standing.clock else { return nil }
        return try lines.filter { $0.standing == standing }
            .compactMap { try clock(name, of: $0.history, on: today) }
            .min { endsBefore($0.derivation.end, $1.derivation.end) }
    }

    /// Every clock that has begun and that no act has ended, by name. Those that a decision leaves open are the
    /// clocks of the steps behind it, and that of whoever has to act.
    ///
    /// A window of the person that runs is taken to end in silence: each says when it ends if nothing more happens,
    /// and nothing here changes because a day has passed.
    func open(of history: CaseHistory) throws -> [OpenClock] {
        var first: [String: OpenClock] = [:]
        for line in try procedure.lines(of: history) {
            for clock in try open(ofLine: line.history, waited: line.standing.clock) {
                // Of several people each may have one of a name: the first to end is that of the case.
                guard let other = first[clock.clock], !endsBefore(clock.ends, other.ends) else {
                    first[clock.clock] = clock
                    continue
                }
            }
        }
        return first.values.sorted { $0.clock < $1.clock }
    }

    private func open(ofLine history: CaseHistory, waited: String?) throws -> [OpenClock] {
        let filed = procedure.lawDay(of: history, zone)
        let isDecided = history.decision != nil
        let names = Set(
            procedure.clocks.filter { rule in
                rule.isValid(on: filed) && (!isDecided || rule.isOfSteps || rule.name == waited)
            }.map(\.name))
        return try names.compactMap { name in
            try clock(name, of: history, on: WorkingCalendar.last).flatMap(OpenClock.init)
        }
    }

    /// Whether the last day of a clock is not over yet.
    func isRunning(_ name: String, of history: CaseHistory, on today: Day) throws -> Bool {
        guard let end = try clock(name, of: history)?.derivation.end else { return false }
        return today <= end
    }

    /// Whether the person may still answer a draft before anything is decided on it: until the period has begun and ended.
    func isHearing(_ history: CaseHistory, on today: Day) throws -> Bool {
        guard let hearing = history.hearing, hearing.answer == nil else { return false }
        return try hearing.notice == nil || isRunning("hearing", of: history, on: today)
    }

    func projection(of history: CaseHistory) throws -> Case.Projection {
        let standing = try procedure.standing(of: history)
        return Case.Projection(
            state: standing.stage.code, turn: standing.turn,
            nextDate: try next(of: history)?.derivation.end,
            decidedAt: history.decidedAt, outcome: history.decision?.outcome)
    }
}

extension ClockRule {
    /// Whether only a step of the procedure's file begins it, or the certificate of what silence approved.
    fileprivate var isOfSteps: Bool {
        starts.allSatisfy {
            $0.event.hasPrefix(StepRule.eventPrefix)
                || $0.event == CaseEvent.approvalCertifiedKind
        }
    }

    /// What begins it anew each time it happens: a step that repeats, or a fee that is asked for once more.
    fileprivate var repeatedStarts: [String] {
        let events = starts.map(\.event)
        let isRepeated =
            isOfSteps && events.count == 1 || events.contains(FeeEvent.askedAgainKind)
        return beginsWithLast && isRepeated ? events : []
    }

    fileprivate var isValidityOfFiling: Bool {
        whose == .person && roll == .none
            && starts.contains { $0.event == CaseEvent.filedKind }
    }
}

extension CaseHistory {
    /// The day that a court named as the end of a period, with the last step that began it; nil where it named none.
    func dayNamed(for rule: ClockRule) -> Day? {
        let starts = rule.starts.map(\.event)
        return steps.last { starts.contains(StepRule.eventPrefix + $0.code) }?.named
    }
}

/// What has no known end comes last.
private func endsBefore(_ one: Day?, _ other: Day?) -> Bool {
    guard let one else { return false }
    return other.map { one < $0 } ?? true
}

/// The clocks that begin anew, with the event that begins them.
private let restarting = [
    "correction": CaseEvent.requestedKind, "hearing": CaseEvent.refusalProposedKind,
    inactivityClock: CaseEvent.requestedKind,
]

/// The person's window for papers ended and they are not in.
let correctionEnded = "correction.ended"
