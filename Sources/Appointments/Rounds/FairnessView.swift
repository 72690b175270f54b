import Kernel
import Languages
import Web

/// How groups fared, as a table for each way to compare people.
struct FairnessView: Sendable {
    let t: Translator
    let report: FairnessReport
    let asks: Asks

    var html: HTML {
        if report.lines.isEmpty { return "<p>\(t("There is nothing to compare yet."))</p>" }
        let note = t(
            "Groups of fewer than {n} households are not shown, nor is one from which such a group could be found by subtraction; counts are rounded to five. The range after a number is the one in which it plausibly lies (95 of 100). A difference is a question, not an answer.",
            ["n": t.number(asks.rounds.cellMin)])
        return "\(GroupKind.allCases.html(table))<p>\(note)</p>"
    }

    private func table(_ kind: GroupKind) -> HTML {
        let lines = report.lines.filter { $0.kind == kind }
        if lines.isEmpty { return HTML() }
        let columns = [
            Column(title(kind)), Column(t("Households"), numeric: true),
            Column(t("Got a time")), Column(t("Days waited, half of them at most")),
        ]
        let rows = lines.map { line -> [HTML] in
            [
                "\(name(line))",
                "\(line.asked.map { t.number($0) } ?? t("too few to show"))",
                "\(line.percent.map(share) ?? "–")", "\(line.days.map(days) ?? "–")",
            ]
        }
        return sortableTable(t, caption: title(kind), columns: columns, rows: rows)
    }

    private func title(_ kind: GroupKind) -> String {
        switch kind {
        case .language: t("By language")
        case .nationality: t("By group of nationalities")
        case .sex: t("By sex")
        case .region: t("By municipality of the office")
        }
    }

    private func name(_ line: FairnessReport.Line) -> String {
        line.label.isEmpty ? t("not stated") : asks.rounds.name(line.kind, line.label, t)
    }

    private func share(_ percent: FairnessReport.Percent) -> String {
        t(
            "{share}% ({low}–{high}%)",
            [
                "share": t.number(percent.share), "low": t.number(percent.low),
                "high": t.number(percent.high),
            ])
    }

    private func days(_ days: FairnessReport.Days) -> String {
        t(
            "{middle} ({low}–{high})",
            [
                "middle": t.number(Int(days.median.rounded())), "low": t.number(Int(days.low)),
                "high": t.number(Int(days.high)),
            ])
    }
}
