import Kernel
import Languages
import Storage
import Web

/// The cases that somebody has, on the board, with what a supervisor does with several of them together: the queue's own
/// way, which is tried first, kept as a run and undone.
struct TakenCases: Sendable {
    let cases: Cases

    /// To whom the cases of the list may be given: those who work at one of their offices, each once.
    func officers(of takes: [DeskBoard.Held]) async throws -> [CaseOfficer] {
        let offices = Set(takes.map(\.office)).sorted()
        let house = cases.house
        let found = try await cases.database.read { db in
            try offices.flatMap { try house.neighbours.officers($0, db) }
        }
        var seen = Set<AccountID>()
        return found.filter { seen.insert($0.account).inserted }
    }

    /// The list of a board, with what can be done with the chosen ones.
    func taken(
        _ takes: [DeskBoard.Held], _ officers: [CaseOfficer], _ exchange: Exchange
    ) -> HTML {
        let t = exchange.t
        if takes.isEmpty {
            let empty = emptyState(title: t("Nothing here"), words: t("Nobody has a case now."))
            return takenSection(empty, t)
        }
        let rows = takes.map { held -> [HTML] in
            [
                rowBox(value: held.reference.text, label: held.reference.text),
                rowLink(held.reference.text, to: "/desk/cases/\(held.reference)"), "\(held.name)",
                "\(moment(held.takenAt, t))", "\(moment(held.actedAt, t))",
            ]
        }
        let table = sortableTable(
            t, caption: t.plural("{n} case", "{n} cases", takes.count),
            columns: [
                Column(t("Choose"), hidden: true), Column(t("Case")), Column(t("Taken by")),
                Column(t("Since")), Column(t("Last act")),
            ], rows: rows)
        let bar = BulkForm.handOver(t, officers: officers)
        let form = postForm(to: "/desk/bulk", fields: exchange.formFields, table + bar)
        return takenSection(form, t)
    }

    private func takenSection(_ content: HTML, _ t: Translator) -> HTML {
        """
        <section id="taken" tabindex="-1"><h2>\(t("Who has which case"))</h2>\(content)</section>
        """
    }

    private func moment(_ at: Moment, _ t: Translator) -> String {
        let zone = cases.house.zone
        return t.date(zone.day(of: at)) + ", " + t.time(zone.minuteOfDay(of: at))
    }
}
