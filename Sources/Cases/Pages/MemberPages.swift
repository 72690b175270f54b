import Kernel
import Languages
import Storage
import Web

/// One more of the family joins a file: by its person, or at the desk.
struct MemberPages: Sendable {
    let cases: Cases

    var routes: [Route] {
        let staff = Permission.role(.officer, .supervisor)
        return [
            .get(
                "/cases/{reference}/members/new", may: .ownFiles,
                "The form of one more member of the family", formOfPerson),
            .post(
                "/cases/{reference}/members", may: .ownFiles,
                "Add a member of the family to one's file that is not decided", ofPerson),
            .get(
                "/desk/cases/{reference}/members/new", may: staff,
                "The form of one more member of a family, at the desk", formOfOffice),
            .post(
                "/desk/cases/{reference}/members", may: staff,
                "Add a member of the family to a file that is not decided", ofOffice),
        ]
    }

    /// The way to the form, from a page that shows a case; nothing where nobody more may join.
    static func link(_ view: CaseView, base: String, _ t: Translator) -> HTML {
        let isShut =
            view.kase.isDecided || view.isTacitlyApproved || view.procedure.family.isNone
        if isShut { return HTML() }
        return "<p><a href=\"\(base)/members/new\">\(t("Add a family member"))</a></p>"
    }

    @Sendable private func formOfPerson(_ exchange: Exchange) async throws -> Reply {
        _ = try await openedByPerson(exchange)
        return page(exchange, FormInput(exchange), base: "/cases")
    }

    @Sendable private func formOfOffice(_ exchange: Exchange) async throws -> Reply {
        _ = try await cases.openedByOffice(exchange)
        return page(exchange, FormInput(exchange), base: "/desk/cases")
    }

    @Sendable private func ofPerson(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let reference = try await openedByPerson(exchange)
        let (person, input) = read(exchange)
        guard let person else { return page(exchange, input, base: "/cases") }
        let (action, house) = (AddMember(reference: reference, person: person), cases.house)
        return try await cases.act(exchange, to: "/cases/\(reference)") { db, now in
            let opened = try house.openOwn(reference, for: principal, to: .act, at: now, in: db)
            try opened.noteDeed("member", at: now, in: db)
            try action.perform(by: opened.principal, at: now, in: db, house)
        }
    }

    @Sendable private func ofOffice(_ exchange: Exchange) async throws -> Reply {
        let reference = try await cases.openedByOffice(exchange)
        let (person, input) = read(exchange)
        guard let person else { return page(exchange, input, base: "/desk/cases") }
        let action = AddMember(reference: reference, person: person)
        return try await cases.actAtDesk(exchange, action.perform)
    }

    /// Whose the file is not to change, for them it is not there, whatever the form says.
    private func openedByPerson(_ exchange: Exchange) async throws -> Reference {
        let principal = try exchange.signedIn()
        let reference = try exchange.reference("reference")
        let (house, now) = (cases.house, exchange.now)
        _ = try await cases.database.read { db in
            try house.openOwn(reference, for: principal, to: .act, at: now, in: db)
        }
        return reference
    }

    /// What was typed; nil where a field has an error.
    private func read(_ exchange: Exchange) -> (PersonOfFile?, FormInput) {
        let today = cases.house.zone.day(of: exchange.now)
        var input = FormInput(exchange)
        let name = input.text("name")
        let birth = input.day("birth")
        let typed = input.choice("relation", of: Relation.family.map(\.rawValue))
        guard let birth, let relation = typed.flatMap(Relation.init(rawValue:)) else {
            return (nil, input)
        }
        if !isPlausible(birth, on: today) {
            input.refuse("birth", exchange.t("Check the date of birth."))
        }
        let person = PersonOfFile(
            name: name, birth: birth, relation: relation, isInPortugal: input.ticked("here"))
        if person.isMinorCalledAdult(on: today), isPlausible(birth, on: today) {
            input.refuse("relation", exchange.t(CaseRefusal.adultChildIsMinor.explanation))
        }
        return (input.isValid ? person : nil, input)
    }

    private func page(_ exchange: Exchange, _ input: FormInput, base: String) -> Reply {
        let t = exchange.t
        let path = "\(base)/\(exchange.parameters["reference"] ?? "")"
        let relations =
            [Choice("", t("Choose"))] + Relation.family.map { Choice($0.rawValue, $0.title(t)) }
        let who =
            base == "/cases"
            ? t("Who is this person to you?") : t("Who is this person to the permit holder?")
        func typed(_ field: String) -> String { input.form.text(field) ?? "" }
        let fields: HTML = """
            \(textField(t, name: "name", label: t("Full name, as in the passport"),
                value: typed("name"), error: input.error("name")))
            \(dateField(t, name: "birth", label: t("Date of birth"), value: typed("birth"),
                error: input.error("birth")))
            \(selectField(t, name: "relation", label: who, options: relations,
                value: typed("relation"), error: input.error("relation")))
            \(checkboxFields(t, name: "here", legend: t("Where is this person now?"),
                options: [Choice("yes", t("Already in Portugal"))],
                values: input.ticked("here") ? ["yes"] : [], required: false))
            \(actions(button(t("Add this person"))))
            """
        return .page(
            t("Add a family member"), status: input.isValid ? 200 : 422,
            withErrors(
                t, input.errors,
                """
                <h1>\(t("Add a family member"))</h1>
                <p class="lead">\(t("They join the same file and the same visit. What papers they need stands on the page of the case afterwards."))</p>
                \(postForm(to: path + "/members", fields: exchange.formFields, fields))
                <p><a href="\(path)">\(t("Back to the case"))</a></p>
                """))
    }
}
