import Languages
import Web

/// What must be so at a place: fields that stand folded until somebody wants them.
struct HelpFilters {
    let t: Translator
    let question: HelpQuestion
    /// Codes and names of the languages that some place says are spoken there.
    let spoken: [Choice]

    var html: HTML {
        """
        <details\(if: question.isNarrowed, " open")><summary>\(t("More that must be so"))</summary>
        \(languageField)\(accessField)\(ageField)\(timeFields)
        \(box("open", t("It is open now"), question.isOpen))
        \(box("walkin", t("Without an appointment"), question.walkIn))
        \(box("others", t("Also show closed places, and desks of other bodies"), question.others))
        </details>
        """
    }

    private var languageField: HTML? {
        if spoken.isEmpty { return nil }
        return selectField(
            t, name: "spoken", label: t("Language spoken there"),
            options: [Choice("", t("Any language"))] + spoken, value: question.language ?? "",
            required: false)
    }

    private var accessField: HTML {
        let options = Access.allCases.map { Choice($0.rawValue, $0.words(t)) }
        return selectField(
            t, name: "access", label: t("Access"),
            options: [Choice("", t("Does not matter"))] + options,
            value: question.access?.rawValue ?? "", required: false)
    }

    private var timeFields: HTML {
        let days = VisitTime.VisitDay.allCases.map { Choice($0.rawValue, $0.words(t)) }
        let parts = VisitTime.Part.allCases.map { Choice($0.rawValue, $0.words(t)) }
        return """
            \(selectField(t, name: "day", label: t("The day on which you can come"),
                options: [Choice("", t("Any day"))] + days, value: question.visit?.day.rawValue ?? "", required: false))
            \(selectField(t, name: "part", label: t("The time of day"), options: [Choice("", t("Any time"))] + parts,
                value: question.visit?.part?.rawValue ?? "", required: false))
            """
    }

    private var ageField: HTML {
        textField(
            t, name: "age", label: t("Your age"),
            hint: t("Some places take people of a certain age. We do not keep it."),
            value: question.age.map(String.init) ?? "", type: .number, required: false, short: true)
    }

    private func box(_ name: String, _ label: String, _ isTicked: Bool) -> HTML {
        """
        <div class="choice"><input type="checkbox" id="field-\(name)" name="\(name)" value="1"\
        \(if: isTicked, " checked")><label for="field-\(name)">\(label)</label></div>
        """
    }
}
