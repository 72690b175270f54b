import Kernel
import Languages
import LegalTime
import Web

/// What is still to come in a case: the stages of its procedure's file that lie on its way, each with the legal day where
/// one is known, else with how long it has once it begins. What lies beside the way is announced to nobody.
struct Coming {
    let view: CaseView
    let t: Translator
    let house: CaseHouse

    var steps: [TimelineStep] {
        let stages = view.procedure.stages
        guard view.standing.turn != .none,
            let here = stages.firstIndex(where: { $0.code == view.standing.stage.code })
        else { return [] }
        let ahead = stages[(here + 1)...].filter { stage in
            !stage.isAside && view.procedure.isPart(stage.versions, of: view.history.version)
        }
        if view.history.decision != nil { return visit + ahead.map(step) }
        let after = ahead.drop { !$0.isEnd }.dropFirst()
        return ahead.prefix { !$0.isEnd }.map(step) + visit + [decision] + leads(after)
    }

    /// The visit that is booked, or the one that a case like this waits for and has not had.
    private var visit: [TimelineStep] {
        let booked = view.visits.first { $0.state == "booked" }
        let awaited =
            view.kase.awaitsVisit(view.procedure) && view.history.visitsRecorded.isEmpty
            && view.history.decision == nil && view.procedure.concern == .status
        if booked == nil, !awaited { return [] }
        let day = booked.map { t.date(house.zone.day(of: $0.start)) }
        return [TimelineStep(.coming, t("Visit at the office"), when: day)]
    }

    private var decision: TimelineStep {
        let end = view.decision?.derivation.end
        let when = end.map { t("by {date}", ["date": t.date($0)]) } ?? t("The clock is stopped")
        return TimelineStep(.coming, t("Decision"), when: when)
    }

    /// What follows a decision that leads there, in one step: whether it does nobody knows yet. Nothing while a draft of
    /// another decision is out.
    private func leads(_ stages: ArraySlice<Stage>) -> [TimelineStep] {
        if stages.isEmpty || view.history.hearing != nil { return [] }
        let lines = stages.html { "<li>\($0.title(t))</li>" }
        return [
            TimelineStep(
                .coming, t("After the decision, where it leads there"), detail: "<ul>\(lines)</ul>")
        ]
    }

    private func step(_ stage: Stage) -> TimelineStep {
        TimelineStep(.coming, stage.title(t), when: when(stage))
    }

    /// The day of a clock that runs, else how long it has from when the case comes there.
    private func when(_ stage: Stage) -> String? {
        guard let name = stage.clock else { return nil }
        let running = view.clocks.first { $0.derivation.rule.name == name }
        if let end = running?.derivation.end { return t("by {date}", ["date": t.date(end)]) }
        let rule = view.procedure.clocks.rule(
            name, on: view.procedure.lawDay(of: view.kase, house.zone))
        return rule.map { rule in
            let place = house.calendar(of: view.kase).place
            return t(
                "within {length} from then",
                ["length": length(rule, view.history.whereabouts, at: place, t)])
        }
    }
}

extension Stage {
    /// Nobody has to act there: the decision, or the end of the way.
    fileprivate var isEnd: Bool { turn == .none }
}
