import Kernel
import Languages
import Web

/// The questions that wait, on the pages of an office.
enum DeskQuestions {
    /// A line above the queue, from the one that waits longest; empty where nobody waits.
    static func line(_ oldest: OpenQuestion?, on today: Day, _ t: Translator) -> HTML {
        guard let oldest else { return HTML() }
        let words = t.plural("{n} question waits", "{n} questions wait", oldest.waiting)
        let mark: HTML? = oldest.isLate(on: today) ? " \(tag(t("late"), .yours))" : nil
        return "<p><a href=\"/desk/questions\">\(words)</a>\(mark)</p>"
    }

    /// The same on a board, with how many are late.
    static func summary(_ asked: [OpenQuestion], on today: Day, _ t: Translator) -> HTML {
        if asked.isEmpty { return HTML() }
        let late = asked.filter { $0.isLate(on: today) }.count
        let words = t.plural("{n} question waits", "{n} questions wait", asked.count)
        let mark: HTML? =
            late == 0 ? nil : " \(tag(t.plural("{n} late", "{n} late", late), .yours))"
        return "<p><a href=\"/desk/questions\">\(words)</a>\(mark)</p>"
    }

    /// What a supervisor sees: the line, and those that are late.
    static func board(_ asked: [OpenQuestion], on today: Day, _ t: Translator) -> HTML {
        let late = asked.filter { $0.isLate(on: today) }
        let list: HTML = late.isEmpty ? "" : table(late, on: today, t)
        let nothing: HTML? =
            asked.isEmpty ? "<p>\(t("Nobody waits for an answer"))</p>" : nil
        return
            "<section id=\"questions\"><h2>\(t("Questions of people"))</h2>\(nothing)\(summary(asked, on: today, t))\(list)</section>"
    }

    static func table(_ asked: [OpenQuestion], on today: Day, _ t: Translator) -> HTML {
        let columns = [
            Column(t("Case")), Column(t("What is wanted")), Column(t("Answer due by")),
            Column(t("Who owes it")),
        ]
        let rows = asked.map { question -> [HTML] in
            let reference = question.kase.reference.text
            let due: HTML =
                question.answerBy.map { "<span class=\"nowrap\">\(t.shortDate($0))</span>" } ?? "–"
            let late: HTML? = question.isLate(on: today) ? " \(tag(t("late"), .yours))" : nil
            return [
                rowLink(reference, to: "/desk/cases/\(reference)"),
                question.wants == .reopening
                    ? "\(t("that the case be opened again"))" : "\(t("an answer"))",
                "\(due)\(late)", question.owner.isEmpty ? "–" : "\(question.owner)",
            ]
        }
        return sortableTable(
            t, caption: t("Questions of people"), captionHidden: true, columns: columns, rows: rows)
    }
}
