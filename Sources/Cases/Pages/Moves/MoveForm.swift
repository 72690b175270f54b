import Kernel
import Languages
import LegalTime
import Storage
import Web

/// What is asked of whoever moves files to another version: why, on what ground of law, and whether against people too.
struct MoveForm {
    let exchange: Exchange
    let procedure: Procedure
    let pair: LawPair
    private(set) var errors: [FieldError] = []

    init(exchange: Exchange, procedure: Procedure, pair: LawPair) {
        (self.exchange, self.procedure, self.pair) = (exchange, procedure, pair)
    }

    private var t: Translator { exchange.t }

    /// The order as it was typed; nil where something is missing, which `again` says.
    mutating func read() -> VersionMove? {
        var input = FormInput(exchange)
        let because = input.text("because", max: reasonMax)
        let basis = input.text("basis", max: basisMax)
        if pair.from == pair.to { input.refuse("to", t(MoveRefusal.sameVersion.explanation)) }
        errors = input.errors
        guard input.isValid else { return nil }
        return VersionMove(
            procedure: procedure.code, from: pair.from, to: pair.to, because: because,
            basis: basis, evenUnfavourable: input.ticked("unfavourable"))
    }

    var html: HTML {
        let path = "/desk/procedures/\(procedure.code)/moves"
        let versions = procedure.versions.map { Choice($0.name, $0.title(t)) }
        let content: HTML = """
            <h2>\(t("Move these files to another version"))</h2>
            \(hiddenField("from", pair.from))
            \(selectField(t, name: "to", label: t("To version"), options: versions,
                value: pair.to, error: message(for: "to", in: errors)))
            \(textArea(t, name: "because", label: t("Why"), hint: t("The person reads it. Name nobody."),
                value: exchange.form.text("because") ?? "",
                error: message(for: "because", in: errors), rows: 3))
            \(textField(t, name: "basis", label: t("Legal basis"),
                hint: t("The rule that lets files be moved: a transitory provision, a judgement."),
                value: exchange.form.text("basis") ?? "", error: message(for: "basis", in: errors)))
            \(checkboxFields(t, name: "unfavourable", legend: t("Files that it leaves worse off"),
                options: [Choice("yes", t("Move them too: the legal basis covers it"))],
                values: exchange.form.text("unfavourable") == nil ? [] : ["yes"], required: false))
            \(actions(button(t("See what would happen"), name: "step", value: "try")))
            """
        return postForm(to: path, fields: exchange.formFields, content)
    }

    /// The same form with what is missing in it.
    var again: Reply {
        .page(
            t("Move files"), status: 422, width: .desk,
            withErrors(t, errors, "<h1>\(procedure.title(t))</h1>\(html)"))
    }

    /// The same order in earnest, below what it would do.
    func confirm(_ move: VersionMove) -> HTML {
        let unfavourable: HTML? =
            move.evenUnfavourable ? hiddenField("unfavourable", "yes") : nil
        let fields: HTML = """
            \(hiddenField("from", move.from))\(hiddenField("to", move.to))\
            \(hiddenField("because", move.because))\(hiddenField("basis", move.basis))\(unfavourable)
            """
        return postForm(
            to: "/desk/procedures/\(procedure.code)/moves", fields: exchange.formFields,
            fields + actions(button(t("Move them"), name: "step", value: "do")))
    }
}

/// What would happen to each file, on a page; nothing is changed.
struct MoveTrial {
    let cases: Cases
    let exchange: Exchange
    let form: MoveForm
    let move: VersionMove

    private var t: Translator { exchange.t }

    func reply(by principal: Principal) async throws -> Reply {
        let (house, now, move) = (cases.house, exchange.now, self.move)
        if let refusal = try BeginMove(move: move).refusal(by: principal, house) { throw refusal }
        let list = AffectedCases(of: principal, procedure: move.procedure, version: move.from)
        let (all, verdicts) = try await cases.database.read { db in
            let action = MoveVersion(move: move)
            let cases = try list.cases(after: CaseID(0), limit: trialRows, in: db)
            let verdicts = try cases.map { kase in
                try action.verdict(of: kase, by: principal, at: now, in: db, house)
            }
            return (try list.count(in: db), verdicts)
        }
        return page(all, verdicts)
    }

    private func page(_ all: Int, _ verdicts: [MoveVerdict]) -> Reply {
        let title = t("What would happen")
        let part: HTML? =
            all > verdicts.count
            ? """
            <p>\(t("This shows the first {n} of {all} files. The command “cais procedures migrate --dry-run” goes through all.",
                ["n": t.number(verdicts.count), "all": t.number(all)]))</p>
            """ : nil
        let counts = MoveVerdict.Kind.allCases.compactMap { kind -> Fact? in
            let count = verdicts.count { $0.kind == kind }
            return count == 0 ? nil : Fact(verdictWords(kind.rawValue, t), "\(count)")
        }
        let rows = verdicts.map { verdict -> [HTML] in
            let tone: Tone = verdict.refusal == nil ? .plain : .care
            return [
                rowLink(verdict.reference.text, to: "/desk/cases/\(verdict.reference)"),
                tag(verdictWords(verdict.kind.rawValue, t), tone), words(verdict),
            ]
        }
        let mayGo = verdicts.contains { $0.refusal == nil } || all > verdicts.count
        let confirm: HTML? = mayGo ? form.confirm(move) : nil
        return .page(
            title, width: .desk,
            """
            <h1>\(title)</h1>\(part)\(definitionList(t, counts))
            \(sortableTable(t, caption: title, captionHidden: true,
                columns: [Column(t("Case")), Column(t("Verdict")), Column(t("What changes"))], rows: rows))
            \(confirm)<p><a href="/desk/procedures">\(t("Versions of the procedures"))</a></p>
            """)
    }

    /// What changes in one file, or why nothing does.
    private func words(_ verdict: MoveVerdict) -> HTML {
        if let refusal = verdict.refusal {
            return "\(t(refusal.explanation, refusal.values))"
        }
        guard let effect = verdict.effect else { return HTML() }
        let lines = EffectWords(t: t, procedure: form.procedure).lines(effect)
        return "<ul>\(lines.html { "<li>\($0)</li>" })</ul>"
    }
}

/// What a move changes in a case, line by line: for the page and for the command.
struct EffectWords {
    let t: Translator
    let procedure: Procedure

    func lines(_ effect: MoveEffect) -> [String] {
        var lines: [String] = []
        if let stage = effect.stage {
            lines.append(
                t(
                    "would stand at “{new}” instead of “{old}”",
                    ["new": title(stage.new), "old": title(stage.old)]))
        }
        if let date = effect.nextDate {
            lines.append(
                t(
                    "the next legal date changes from {old} to {new}",
                    ["old": day(date.old), "new": day(date.new)]))
        }
        let others = effect.clocks.map { clock -> String in
            let rule = procedure.clocks.first { $0.name == clock.clock }
            let name = rule.map { ruleTitle($0, t) } ?? clock.clock
            let values = ["name": name, "old": day(clock.old), "new": day(clock.new)]
            return t("the period “{name}” ends on {new} instead of {old}", values)
        }
        lines += others
        lines += effect.newlyMissing.map {
            t("becomes missing: {paper}", ["paper": paper($0)])
        }
        lines += effect.noLongerMissing.map {
            t("is not missing any more: {paper}", ["paper": paper($0)])
        }
        if let demand = effect.demand { lines.append(demandWords(demand, t)) }
        return lines + [favourWords(effect.favour, t)]
    }

    private func title(_ stage: String) -> String { procedure.stage(stage)?.title(t) ?? stage }

    private func paper(_ code: String) -> String { procedure.document(code)?.title(t) ?? code }

    private func day(_ day: Day?) -> String { day.map { t.date($0) } ?? t("no day") }
}

/// A letter has room for a paragraph.
private let reasonMax = 600
private let basisMax = 200
/// What a page shows at once; each file's journal is read for it.
private let trialRows = 100
