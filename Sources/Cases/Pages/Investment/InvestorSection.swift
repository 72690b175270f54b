import Languages
import Web

/// What the tables say of an open request of an investor: the same on the desk and on the page of its person.
enum InvestorSection {
    static func of(_ view: CaseView, _ house: CaseHouse, _ t: Translator) -> HTML? {
        view.investor.map { course in
            """
            <h2>\(t("Whether the conditions of the status are met"))</h2>
            \(course.told.html { AnswerLine($0, house.policy.wizards, t).html })
            """
        }
    }
}
