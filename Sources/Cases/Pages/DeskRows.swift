import Kernel
import Languages
import LegalTime
import Web

/// The columns of the queue, and a line of it.
extension DeskPages {
    private var policy: Policy { cases.house.policy }
    var listed: [ClockRule] { policy.listedClocks }
    var stages: [Stage] { policy.listedStages }

    /// What the column of dates is called: the next one, or that of the clock that was chosen.
    func dateTitle(_ queue: DeskQueue, _ t: Translator) -> String? {
        listed.first { $0.name == queue.clock }.map { ruleTitle($0, t) }
    }

    func columns(
        _ t: Translator, _ several: Bool = true, _ dateTitle: String? = nil
    ) -> [Column] {
        let office = several ? [Column(t("Office"))] : []
        return [
            Column(t("Choose"), hidden: true),
            Column(t("Case")), Column(t("Procedure")), Column(t("Applicant")),
            Column(t("People"), numeric: true), Column(t("State")), Column(t("Whose turn")),
            Column(t("Taken by")), Column(t("Priority")),
            Column(dateTitle ?? t("Next legal date"), key: DeskQueue.Sort.nextDate.rawValue),
            Column(t("Filed"), key: DeskQueue.Sort.filed.rawValue),
        ] + office
    }

    func row(
        _ line: DeskQueue.Line, _ offices: [LocationID: String], _ today: Day, _ t: Translator
    ) -> [HTML] {
        let kase = line.kase
        let procedure = cases.house.policy.procedure(kase.procedure)
        let stage = procedure?.stage(kase.projection.state)?.title(t)
        // Decided, or of a procedure without a table, a file waits in no class.
        let rank = kase.isDecided || procedure?.priority == nil ? nil : line.priority
        let demo: HTML? = kase.isDemo ? " \(tag(t("demo")))" : nil
        let office: [HTML] =
            offices.isEmpty ? [] : ["<span class=\"nowrap\">\(offices[kase.office] ?? "")</span>"]
        return [
            rowBox(value: kase.reference.text, label: kase.reference.text),
            "\(rowLink(kase.reference.text, to: "/desk/cases/\(kase.reference)"))\(demo)",
            "\(procedure?.title(t) ?? kase.procedure)", "\(line.holder)",
            "\(line.people)", "\(stage ?? kase.projection.state)",
            "\(turnWord(kase.turn(on: today), t))", "\(line.taker ?? "–")",
            "\(rank.map { className($0, t) } ?? "–")",
            next(line.date, isOver: kase.projection.turn == .none, today, t),
            "\(t.shortDate(cases.house.zone.day(of: kase.filedAt)))",
        ] + office
    }

    /// The class in which a file waits, in a word.
    private func className(_ rank: Int, _ t: Translator) -> String {
        switch rank {
        case 0: t("first")
        case 1: t("second")
        default: t("ordinary")
        }
    }

    func next(_ due: Day?, isOver: Bool, _ today: Day, _ t: Translator) -> HTML {
        guard let date = due else { return "–" }
        let isLate = date < today && !isOver
        return
            "<span class=\"nowrap\">\(t.shortDate(date))\(if: isLate, " \(tag(t("late"), .yours))")</span>"
    }
}
