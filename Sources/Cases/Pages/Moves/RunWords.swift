import Kernel
import Languages
import Web

/// A run in words: what was done, how far it is, and what stayed as it was.
struct RunWords {
    let t: Translator
    let house: CaseHouse

    func title(_ act: BulkAct) -> String {
        switch act {
        case .moveVersion(let move):
            t(
                "Moved from “{from}” to “{to}”",
                ["from": law(move, move.from), "to": law(move, move.to)])
        case .take: t("Taken")
        case .give: t("Given to an officer")
        case .release: t("Given back to the queue")
        case .ask(let code): t("Asked for: {paper}", ["paper": paper(code)])
        }
    }

    func state(_ run: BulkRun) -> String {
        if run.undoneAt != nil { return t("undone") }
        if run.undoBegan != nil { return t("being undone") }
        return run.endedAt == nil ? t("not all cases were gone through yet") : t("done")
    }

    func moment(_ at: Moment) -> String {
        t.date(house.zone.day(of: at)) + ", " + t.time(house.zone.minuteOfDay(of: at))
    }

    /// Why files were moved, and on what ground of law.
    func reasons(_ act: BulkAct) -> HTML {
        guard case .moveVersion(let move) = act else { return HTML() }
        return definitionList(
            t, [Fact(t("Why"), "\(move.because)"), Fact(t("Legal basis"), "\(move.basis)")])
    }

    func facts(_ report: BulkReport) -> HTML {
        var facts = report.counts.sorted { $0.key < $1.key }.map { verdict, count in
            Fact(verdictWords(verdict, t), "\(count)")
        }
        if report.left > 0 { facts.append(Fact(t("Left to go through"), "\(report.left)")) }
        if report.run.undoBegan != nil {
            facts.append(Fact(t("Undone"), "\(report.returned)"))
            facts.append(Fact(t("Could not be undone"), "\(report.kept)"))
        }
        return definitionList(t, facts)
    }

    /// The cases that stayed as they were, each with its reason.
    func stayed(_ report: BulkReport) -> HTML {
        if report.stayed.isEmpty { return HTML() }
        let rows = report.stayed.map { item -> [HTML] in
            let refusal = item.kept ?? item.refusal
            return [
                rowLink(item.reference.text, to: "/desk/cases/\(item.reference)"),
                "\(refusal.map { t($0.explanation, $0.values) } ?? "")",
            ]
        }
        let title = t("What stayed as it was, and why")
        return "<h2>\(title)</h2>"
            + sortableTable(
                t, caption: title, captionHidden: true,
                columns: [Column(t("Case")), Column(t("Why"))], rows: rows)
    }

    private func law(_ move: VersionMove, _ name: String) -> String {
        house.policy.procedure(move.procedure)?.version(name)?.title(t) ?? name
    }

    func paper(_ code: String) -> String {
        house.policy.procedures.lazy.compactMap { $0.document(code) }.first?.title(t) ?? code
    }
}

/// What is done with the chosen cases of the queue: the choice below the list, and what would happen.
struct BulkForm {
    let exchange: Exchange
    let house: CaseHouse

    private var t: Translator { exchange.t }

    /// What was chosen; an officer or a paper that is none is nothing that could be done.
    func act() throws -> BulkAct {
        switch exchange.form.text("act") {
        case "take": return .take
        case "release": return .release
        case "give":
            guard let to = AccountID(exchange.form.text("to") ?? "") else {
                throw TakeRefusal.cannotWork
            }
            return .give(to)
        case "ask":
            let code = exchange.form.text("paper") ?? ""
            guard house.policy.procedures.contains(where: { $0.document(code) != nil }) else {
                throw CaseRefusal.unknownDocument(code)
            }
            return .ask(code: code)
        default: throw BulkRefusal.unknownAct
        }
    }

    /// Below the table of the queue, in the form that holds it.
    static func bar(
        _ t: Translator, officers: [CaseOfficer], papers: [DocumentKind], mayGive: Bool
    ) -> HTML {
        var acts = [Choice("take", t("Take"))]
        if mayGive { acts.append(Choice("give", t("Give to an officer"))) }
        acts.append(Choice("release", t("Give back to the queue")))
        acts.append(Choice("ask", t("Ask for a paper")))
        let to: HTML? =
            mayGive
            ? selectField(
                t, name: "to", label: t("Officer"),
                options: [Choice("", "–")]
                    + officers.map { Choice($0.account.description, $0.name) }, required: false)
            : nil
        let paper = selectField(
            t, name: "paper", label: t("Paper"),
            options: [Choice("", "–")] + papers.map { Choice($0.code, $0.title(t)) },
            required: false)
        return bulkBar(
            t,
            """
            \(selectField(t, name: "act", label: t("Do with the chosen cases"), options: acts))\(to)\(paper)
            \(button(t("See what would happen"), kind: .secondary, name: "step", value: "try"))
            """)
    }

    /// Below the list of a board: to give back, or to somebody else.
    static func handOver(_ t: Translator, officers: [CaseOfficer]) -> HTML {
        let acts = [
            Choice("release", t("Give back to the queue")), Choice("give", t("Give to an officer")),
        ]
        let names = officers.map { Choice($0.account.description, $0.name) }
        return bulkBar(
            t,
            """
            \(selectField(t, name: "act", label: t("Do with the chosen cases"), options: acts))
            \(selectField(t, name: "to", label: t("Officer"), options: [Choice("", "–")] + names,
                required: false))
            \(button(t("See what would happen"), kind: .secondary, name: "step", value: "try"))
            """)
    }

    /// What would happen to each, and the same in earnest.
    func trial(_ lines: [BulkAtDesk.Line]) -> Reply {
        let good = lines.count { $0.refusal == nil }
        let values = ["n": t.number(good), "all": t.number(lines.count)]
        let title = t("It would be done with {n} of {all} cases", values)
        let rows = lines.map { line -> [HTML] in
            let word =
                line.refusal.map { tag(t($0.explanation, $0.values), .care) }
                ?? tag(t("would be done"), .good)
            return [
                rowLink(line.kase.reference.text, to: "/desk/cases/\(line.kase.reference)"),
                "\(line.holder ?? "–")", word,
            ]
        }
        let again: HTML? = good > 0 ? confirm(lines) : nil
        return .page(
            title, width: .desk,
            """
            <h1>\(title)</h1>
            \(sortableTable(t, caption: title, captionHidden: true,
                columns: [Column(t("Case")), Column(t("Taken by")), Column(t("What happens"))], rows: rows))
            \(again)<p><a href="/desk">\(t("Queue"))</a></p>
            """)
    }

    private func confirm(_ lines: [BulkAtDesk.Line]) -> HTML {
        let chosen = lines.filter { $0.refusal == nil }.html {
            hiddenField("chosen", $0.kase.reference.text)
        }
        let fields = ["act", "to", "paper"].html {
            hiddenField($0, exchange.form.text($0) ?? "")
        }
        let press = button(t("Do it"), name: "step", value: "do")
        return postForm(
            to: "/desk/bulk", fields: exchange.formFields, chosen + fields + actions(press))
    }
}
