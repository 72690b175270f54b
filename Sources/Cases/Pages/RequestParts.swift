import Languages
import Web

/// What stands around the fields on each page of a request that is being filled in.
enum RequestParts {
    static func why(_ rule: StatedRule, _ t: Translator) -> HTML {
        let mark: HTML? = rule.verified ? nil : " \(unverifiedMark(t))"
        return """
            <p>\(rule.text(t)) <span class="quiet small" lang="pt">(\(rule.article))</span>\(mark)</p>
            """
    }

    static func repeating(_ asked: FormSheet.AskedSection, _ t: Translator) -> HTML? {
        asked.section.repeats.map { _ in
            hiddenField(asked.section.countName, String(asked.entries.count))
        }
    }

    /// What can be done with a page; of a section that repeats also one entry more or less.
    static func buttons(_ t: Translator, _ asked: FormSheet.AskedSection? = nil) -> HTML {
        let count = asked?.entries.count ?? 0
        let range = asked?.section.repeats
        let more: HTML? = range.flatMap { range in
            count < range.max
                ? button(t("Add one more"), kind: .secondary, name: "step", value: "add") : nil
        }
        let less: HTML? = range.flatMap { range in
            count > range.min
                ? button(t("Remove the last one"), kind: .secondary, name: "step", value: "remove")
                : nil
        }
        return actions(
            button(t("Continue"), name: "step", value: "check"),
            button(t("Save and go on later"), kind: .secondary, name: "step", value: "later"),
            more ?? HTML(), less ?? HTML())
    }

    static func head(_ opened: OpenedRequest, _ procedure: Procedure, _ t: Translator) -> HTML {
        let title = t("New request: {procedure}", ["procedure": procedure.title(t)])
        let whose: HTML? = opened.mandate.map {
            "<p>\(icon(.person))\(t("You file this for {name}.", ["name": $0.name]))</p>"
        }
        return "<h1>\(title)</h1>\(whose)"
    }
}
