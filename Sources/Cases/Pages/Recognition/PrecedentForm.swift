import Kernel
import Languages
import Web

/// The question to the register, as the address puts it; nothing of it is stored.
struct PrecedentForm {
    /// Nil where nothing was asked, or not enough.
    let facts: DegreeFacts?
    let errors: [FieldError]
    /// The code of the procedure whose decisions are looked up.
    let kind = levelRecognition
    private let typed: [String: String]
    private let countries: [CodedName]
    private let t: Translator

    init(_ exchange: Exchange, _ house: CaseHouse) {
        let (t, query) = (exchange.t, exchange.query)
        let known = house.neighbours.countries
        var typed: [String: String] = [:]
        for name in PrecedentForm.names {
            typed[name] = String((query[name] ?? "").prefix(typedMax))
        }
        var errors: [FieldError] = []
        func check(_ name: String, _ isGood: Bool, _ message: String) {
            if !isGood { errors.append(FieldError(field: name, message: message)) }
        }
        let facts = DegreeFacts(typed)
        let isAsked = PrecedentForm.names.contains { query[$0] != nil }
        if isAsked {
            check(
                "country", known.contains { $0.code == facts.country },
                t("Choose one of the options."))
            let words = t("Fill this in: all four conditions are compared.")
            check("institution", facts.institution != nil, words)
            check("programme", facts.programme != nil, words)
            check("degreeName", facts.degree != nil, words)
            check(
                "durationMonths", facts.isDurationKnown,
                t("Write the months, or the credits, as a whole number."))
        }
        self.facts = isAsked && errors.isEmpty ? facts : nil
        (self.errors, self.typed, self.t) = (errors, typed, t)
        countries = known
    }

    var html: HTML {
        func error(_ name: String) -> String? { message(for: name, in: errors) }
        func field(_ name: String, _ label: String, required: Bool = true) -> HTML {
            textField(
                t, name: name, label: label, value: typed[name] ?? "", error: error(name),
                required: required)
        }
        let options = countries.map { Choice($0.code, $0.name(t)) }
            .sorted { $0.label < $1.label }
        return """
            <form method="get" action="/recognition">
            \(selectField(t, name: "country", label: t("Country of the institution"),
                options: [Choice("", t("Choose"))] + options, value: typed["country"] ?? "",
                error: error("country")))
            \(field("institution", t("Name of the institution")))
            \(field("programme", t("Name of the programme")))
            \(field("degreeName", t("Name of the degree")))
            \(field("durationMonths", t("Length in months"), required: false))
            \(field("credits", t("Credits"), required: false))
            \(actions(button(t("Look it up"), kind: .secondary)))</form>
            """
    }

    func answer(_ found: FoundPrecedent?, _ house: CaseHouse) -> HTML {
        guard let found else { return HTML() }
        if found.outcomes.isEmpty {
            return
                "<p role=\"status\">\(t("The register has no decision that is equal in the four conditions. A jury compares the degree."))</p>"
        }
        let procedure = house.policy.procedure(kind)
        let lines = found.outcomes.html { code in
            "<li>\(procedure?.outcome(code)?.title(t) ?? code)</li>"
        }
        let demo: HTML? = found.isDemo ? demoNote(t) : nil
        return """
            \(demo)<div role="status"><p>\(t("The register has decisions that are equal in the four conditions:"))</p><ul>\(lines)</ul></div>
            <p>\(t("Say so in your request: where all of them recognise the degree, no jury is needed.")) \(unverifiedMark(t))</p>
            """
    }

    private static let names = [
        "country", "institution", "programme", "degreeName", "durationMonths", "credits",
    ]
}

/// The procedure in which an earlier decision stands in for a jury.
let levelRecognition = "recognition-level"
/// More than the longest name of a programme.
private let typedMax = 200
