import Kernel
import LegalTime

/// A period of a sealed case, as its events begin and end it.
struct SealedPeriod: Sendable {
    let name: String
    let isLimit: Bool
    let derivation: ClockDerivation
}

extension SealedHouse {
    /// What clocks hear: the filing, what was done on which day, and days that somebody answered.
    func events(of history: SealedHistory, _ procedure: SealedProcedure) -> [ClockEvent] {
        let answers = history.answers
        let filed = ClockEvent(SealedHouse.filedEvent, zone.day(of: history.filedAt))
        let dated = procedure.dated.compactMap { one in
            answers[one.field].flatMap { Day(iso: $0) }.map { ClockEvent(one.event, $0) }
        }
        let done = history.acts.compactMap { one in
            procedure.act(one.act.act)?.event.map { ClockEvent($0, one.act.day) }
        }
        return [filed] + dated + done
    }

    /// The periods that have begun, each by the law of its day.
    func periods(
        of history: SealedHistory, _ procedure: SealedProcedure
    ) throws -> [SealedPeriod] {
        let events = events(of: history, procedure)
        let facts = try SealedFacts.of(history, procedure)
        return try procedure.clocks.compactMap { clock in
            guard try clock.when?.holds(facts) ?? true,
                let day = try library.lawDay(of: clock.name, for: events),
                let rule = try library.versions(of: clock.name).first(where: { $0.isValid(on: day) }
                )
            else { return nil }
            let whole = LegalClock(
                rule: rule, neighbours: try library.neighbours(of: clock.name, on: day),
                events: events, place: .country)
            return try whole.derivation(in: calendar).map {
                SealedPeriod(name: clock.name, isLimit: clock.isLimit, derivation: $0)
            }
        }
    }

    static let filedEvent = "case.filed"
}

extension [SealedPeriod] {
    /// The first day by which somebody must act; of limitations, the first day after which nobody may.
    func next(isLimit: Bool) -> Day? {
        filter { $0.isLimit == isLimit && $0.derivation.isOpen }.compactMap(\.derivation.end).min()
    }
}
