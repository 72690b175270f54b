import Kernel
import Languages
import Web

/// The words of the queue: the same on the telephone, at the door and at the desk.
struct QueueWords: Sendable {
    let t: Translator

    func before(_ count: Int) -> String {
        count == 0
            ? t("Nobody is before you.")
            : t.plural("{n} person is before you.", "{n} people are before you.", count)
    }

    /// What can honestly be said of the wait.
    func wait(_ estimate: WaitEstimate) -> String {
        let values = [
            "low": t.number(estimate.lowMinutes), "high": t.number(estimate.highMinutes),
        ]
        if estimate.highMinutes == 0 { return t("You can be called at any moment.") }
        if !estimate.isMeasured {
            return t(
                "As planned it takes up to {high} minutes. Too few visits were measured here to say it better.",
                values)
        }
        if estimate.lowMinutes == 0 { return t("You wait at most about {high} minutes.", values) }
        return t("You wait about {low} to {high} minutes.", values)
    }

    func state(_ state: TicketState) -> HTML {
        switch state {
        case .waiting: tag(t("Waiting"), .now)
        case .called: tag(t("Called"), .yours)
        case .serving: tag(t("At the desk"), .good)
        case .forwarded: tag(t("To another desk"), .now)
        case .done: tag(t("Done"), .good)
        case .left: tag(t("Ended"))
        }
    }

    /// Whom a law may give priority, with a mark where its source is not confirmed.
    func priorityFields(_ rules: QueueRules) -> HTML {
        if rules.groups.isEmpty { return HTML() }
        let options =
            [Choice(TicketPriority.none.rawValue, t("No priority"))]
            + rules.groups.map { Choice($0.ground.rawValue, $0.title(t), hint: $0.article) }
        let fields = radioFields(
            t, name: "priority", legend: t("Priority at the desk"),
            hint: t(
                "Only that you have priority is seen at the desk; why is forgotten when you leave."),
            options: options, value: TicketPriority.none.rawValue)
        let isSure = rules.groups.allSatisfy(\.isVerified)
        return "\(fields)\(isSure ? nil : "<p>\(unverifiedMark(t))</p>" as HTML?)"
    }
}

func queueAddress(_ office: LocationID) -> String { "/queue/\(office)" }
