import Kernel
import Languages
import LegalTime
import Web

/// The form of a household: read, shown, shown again with its errors, carried through the summary.
struct HouseholdForm {
    let count: Int
    let household: Household?
    let municipality: PlaceCode?
    /// Nil for those who are in the country.
    let abroad: PersonPlace?
    let input: FormInput

    /// Reads what was typed; what cannot be read has a named error in `input`.
    init(
        _ exchange: Exchange, _ neighbours: Neighbours, family allowed: FamilyRange, today: Day
    ) {
        var input = FormInput(exchange)
        count = allowed.clamped(exchange.form.text("members"))
        let holder = HouseholdForm.person("", .holder, &input, exchange.t, today)
        let refugee = allowed.isNone ? "no" : input.choice("refugee", of: ["yes", "no"])
        municipality =
            neighbours.municipalities.first { $0.code.text == exchange.form.text("municipality") }?
            .code
        if municipality == nil {
            input.refuse("municipality", exchange.t("Choose where you live."))
        }
        abroad = exchange.form.text("abroad").flatMap(PersonPlace.init(rawValue:))
            .flatMap { HouseholdForm.abroad.contains($0) ? $0 : nil }
        var family: [PersonOfFile] = []
        for number in HouseholdForm.numbers(count) {
            let prefix = "member-\(number)-"
            input.group = HouseholdForm.member(number, exchange.t)
            let relation = input.choice(prefix + "relation", of: Relation.family.map(\.rawValue))
            let person = HouseholdForm.person(
                prefix, relation.flatMap(Relation.init(rawValue:)) ?? .child, &input, exchange.t,
                today)
            if let person {
                if person.isMinorCalledAdult(on: today), isPlausible(person.birth, on: today) {
                    input.refuse(
                        prefix + "relation", exchange.t(CaseRefusal.adultChildIsMinor.explanation))
                }
                family.append(person)
            }
        }
        input.group = nil
        if input.isValid, let holder {
            household = Household(holder: holder, holderIsRefugee: refugee == "yes", family: family)
        } else {
            household = nil
        }
        self.input = input
    }

    private static func person(
        _ prefix: String, _ relation: Relation, _ input: inout FormInput, _ t: Translator,
        _ today: Day
    ) -> PersonOfFile? {
        let name = input.text(prefix + "name")
        let birth = input.day(prefix + "birth")
        if let birth, !isPlausible(birth, on: today) {
            input.refuse(prefix + "birth", t("Check the date of birth."))
        }
        let isHere = relation == .holder || input.ticked(prefix + "here")
        return birth.map {
            PersonOfFile(
                name: name, birth: $0, relation: relation, isInPortugal: isHere,
                cannotCareForSelf: input.ticked(prefix + "care") ? true : nil)
        }
    }

    /// The relatives, counted from one.
    static func numbers(_ count: Int) -> Range<Int> { 1..<count + 1 }

    /// What the fields of one relative are called together.
    static func member(_ number: Int, _ t: Translator) -> String {
        t("Family member {n}", ["n": t.number(number)])
    }

    /// Where the law gives somebody more days to answer than in the country.
    static let abroad: [PersonPlace] = [.europe, .elsewhere]

    /// Every field that the form has, so that the summary can carry what was typed.
    static func names(count: Int) -> [String] {
        let own = ["members", "name", "birth", "refugee", "municipality", "abroad", "care"]
        return own
            + numbers(count).flatMap { number in
                ["name", "birth", "relation", "here", "care"].map { "member-\(number)-\($0)" }
            }
    }
}

/// Where somebody is who is not in the country.
func abroadWords(_ place: PersonPlace, _ t: Translator) -> String {
    place == .europe ? t("In another country of Europe") : t("Outside Europe")
}

/// The fields of a household form, filled with what was typed before.
struct HouseholdFields {
    let t: Translator
    let count: Int
    /// Whether the procedure takes a family; where it takes none, nothing is asked about one.
    let hasFamily: Bool
    let values: FormData
    let errors: [FieldError]
    let municipalities: [(code: PlaceCode, name: String)]

    var html: HTML {
        """
        \(hiddenField("members", String(count)))
        \(fieldset(legend: hasFamily ? t("You, the permit holder") : t("You"), title: true, holder))
        \(HouseholdForm.numbers(count).html { fieldset(legend: HouseholdForm.member($0, t), title: true, member($0)) })
        """
    }

    private var holder: HTML {
        let places =
            [Choice("", t("Choose"))] + municipalities.map { Choice($0.code.text, $0.name) }
        let whereabouts =
            [Choice("", t("In Portugal"))]
            + HouseholdForm.abroad.map { Choice($0.rawValue, abroadWords($0, t)) }
        return """
            \(textField(t, name: "name", label: t("Full name, as in your passport"), value: value("name"),
                error: error("name"), autocomplete: "name"))
            \(dateField(t, name: "birth", label: t("Date of birth"), value: value("birth"), error: error("birth"),
                autocomplete: "bday"))
            \(selectField(t, name: "municipality", label: t("Municipality where you live"), options: places,
                value: value("municipality"), error: error("municipality")))
            \(radioFields(t, name: "abroad", legend: t("Where are you now?"),
                hint: t("Far from the office you have more days to answer its letters."),
                options: whereabouts, value: value("abroad"), required: false))
            \(care(""))\(hasFamily ? refugee : HTML())
            """
    }

    private var refugee: HTML {
        radioFields(
            t, name: "refugee", legend: t("Are you a recognised refugee?"),
            hint: t("Refugees do not have to show housing and means."),
            options: [Choice("no", t("No")), Choice("yes", t("Yes"))], value: value("refugee"),
            error: error("refugee"))
    }

    private func member(_ number: Int) -> HTML {
        let prefix = "member-\(number)-"
        let relations =
            [Choice("", t("Choose"))] + Relation.family.map { Choice($0.rawValue, $0.title(t)) }
        return """
            \(textField(t, name: prefix + "name", label: t("Full name, as in the passport"),
                value: value(prefix + "name"), error: error(prefix + "name")))
            \(dateField(t, name: prefix + "birth", label: t("Date of birth"), value: value(prefix + "birth"),
                error: error(prefix + "birth")))
            \(selectField(t, name: prefix + "relation", label: t("Who is this person to you?"), options: relations,
                value: value(prefix + "relation"), error: error(prefix + "relation")))
            \(checkboxFields(t, name: prefix + "here", legend: t("Where is this person now?"),
                options: [Choice("yes", t("Already in Portugal"))],
                values: values.text(prefix + "here") == nil ? [] : ["yes"], required: false))
            \(care(prefix))
            """
    }

    private func care(_ prefix: String) -> HTML {
        checkboxFields(
            t, name: prefix + "care", legend: t("Care"),
            hint: t(
                "For example because of an illness or a disability. The office may take the case up sooner."
            ),
            options: [
                Choice(
                    "yes",
                    prefix.isEmpty
                        ? t("I cannot care for myself") : t("Cannot care for himself or herself"))
            ],
            values: values.text(prefix + "care") == nil ? [] : ["yes"], required: false)
    }

    private func value(_ name: String) -> String { values.text(name) ?? "" }
    private func error(_ name: String) -> String? { errors.first { $0.field == name }?.message }
}
