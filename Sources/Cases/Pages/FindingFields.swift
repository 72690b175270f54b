import Kernel
import Languages
import Web

/// What the desk says of each ground: what was found, which documents show it, what would change it.
struct FindingFields {
    let view: CaseView
    let exchange: Exchange
    let errors: [FieldError]
    /// Before the names of the fields: `draft-` in the form of a draft.
    let prefix: String
    let outcomes: [OutcomeRule]
    /// The grounds that are chosen.
    let chosen: Set<String>
    /// What a draft said already.
    var drafted: [Finding] = []

    private var t: Translator { exchange.t }

    var html: HTML {
        var seen = Set<String>()
        let grounds = outcomes.flatMap(\.grounds).filter { seen.insert($0.code).inserted }
        if grounds.isEmpty { return HTML() }
        let words = t(
            "Of each ground say what was found, and in a refusal also what would change it. The person reads it."
        )
        return "<p>\(words)</p>\(grounds.html(fields))"
    }

    private func fields(_ ground: Ground) -> HTML {
        let said = drafted.first { $0.ground == ground.code }
        let isOpen = chosen.contains(ground.code) || said != nil
        let values = ["ground": ground.title(t)]
        let shown = Set(
            exchange.form.fields[name("evidence", ground.code)]
                ?? said?.evidence.map(\.description) ?? [])
        let papers = view.documents.map { document in
            Choice(
                document.id.description,
                "\(view.title(of: document.code)?(t) ?? document.code): \(document.name)")
        }
        let evidence: HTML? =
            papers.isEmpty
            ? nil
            : checkboxFields(
                t, name: name("evidence", ground.code),
                legend: t("Documents that show it: {ground}", values), options: papers,
                values: shown, required: false)
        return """
            <details\(if: isOpen, " open")><summary>\(ground.title(t))</summary>
            \(area("fact", t("What was found: {ground}", values), ground.code, said?.fact))
            \(evidence)
            \(area("change", t("What would change it: {ground}", values), ground.code, said?.change))
            </details>
            """
    }

    private func area(_ part: String, _ label: String, _ ground: String, _ said: String?) -> HTML {
        let field = name(part, ground)
        return textArea(
            t, name: field, label: label, value: exchange.form.text(field) ?? said ?? "",
            error: message(for: field, in: errors), rows: 2, required: false)
    }

    private func name(_ part: String, _ ground: String) -> String {
        FindingFields.name(prefix, part, ground)
    }

    private static func name(_ prefix: String, _ part: String, _ ground: String) -> String {
        "\(prefix)\(part)-\(ground)"
    }
}

extension FindingFields {
    /// Whether the form that was sent asks for them at all.
    static func isAsked(_ exchange: Exchange, _ prefix: String) -> Bool {
        exchange.form.fields.keys.contains { $0.hasPrefix(prefix + "fact-") }
    }

    /// What was typed of the grounds that were chosen.
    static func read(
        _ exchange: Exchange, _ prefix: String, of grounds: [String], _ input: inout FormInput
    ) -> [Finding] {
        grounds.map { ground in
            let evidence = exchange.form.fields[name(prefix, "evidence", ground)] ?? []
            return Finding(
                ground: ground,
                fact: input.optionalText(name(prefix, "fact", ground), max: findingMax) ?? "",
                evidence: evidence.compactMap { CaseDocumentID($0) },
                change: input.optionalText(name(prefix, "change", ground), max: findingMax))
        }
    }

    /// The field of which a refusal speaks; nil where it speaks of something else.
    static func field(of refusal: CaseRefusal, _ prefix: String) -> String? {
        switch refusal {
        case .factMissing(let ground): name(prefix, "fact", ground)
        case .changeMissing(let ground): name(prefix, "change", ground)
        default: nil
        }
    }
}

/// A paragraph of a letter.
private let findingMax = 1_000
