import Kernel
import Languages
import Storage
import Web

/// Filing a request: how many people, who they are, a summary, and then it is sent once.
struct FilingPages: Sendable {
    let cases: Cases

    var routes: [Route] {
        let pages: [Route] = [
            .get("/cases/new/{procedure}", may: .ownFiles, "The form of a new request", form),
            .post(
                "/cases/new/{procedure}", may: .ownFiles,
                "Check a new request, then send it or keep it unfinished", send),
        ]
        return pages + UnfinishedPages(cases: cases).routes + AnswerPages(cases: cases).routes
    }

    @Sendable private func form(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let procedure = try open(exchange)
        let whose = try await applicant(exchange, exchange.query["mandate"])
        let asked = exchange.query["members"]
        if asked == nil, !procedure.family.isNone {
            return .page(title(procedure, t), countForm(procedure, whose.mandate, t))
        }
        let count = procedure.family.clamped(asked)
        var values = FormData()
        values.fields["name"] = [whose.name]
        values.fields["mandate"] = whose.mandate.map { [$0.number] }
        values.fields["about"] = exchange.query["about"].map { [$0] }
        return .page(title(procedure, t), household(exchange, procedure, count, values, []))
    }

    @Sendable private func send(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let procedure = try open(exchange)
        let today = cases.house.zone.day(of: exchange.now)
        let form = HouseholdForm(
            exchange, cases.house.neighbours, family: procedure.family, today: today)
        let whose = try await applicant(exchange, exchange.form.text("mandate"))
        var contents = form.contents
        contents.answers = about(exchange, procedure)
        if exchange.form.text("step") == "later" {
            return try await begin(exchange, procedure, whose, contents, goesOn: false)
        }
        guard let household = form.household, let municipality = form.municipality else {
            let page = self.household(
                exchange, procedure, form.count, exchange.form, form.input.errors)
            return .page(title(procedure, t), status: 422, page)
        }
        let sheet = try cases.house.sheet(of: contents, procedure.code, on: today)
        // A program that sends the people at once has answered nothing more: that is taken where nothing has to be answered.
        let isSent = exchange.form.text("step") == "send" && sheet.complaints.isEmpty
        // Where more is asked than the people, and for another, it is kept from the first page on.
        if whose.mandate != nil || !procedure.form.isEmpty && !isSent {
            return try await begin(exchange, procedure, whose, contents, goesOn: true)
        }
        switch exchange.form.text("step") {
        case "send":
            let action = FileCase(
                procedure: procedure.code, household: household, municipality: municipality,
                applicant: whose.person, abroad: form.abroad, answers: sheet.answers)
            return try await file(exchange, action)
        case "change":
            return .page(
                title(procedure, t),
                self.household(exchange, procedure, form.count, exchange.form, []))
        default:
            return .page(
                t("Check before you send"), try summary(exchange, procedure, household, form, today)
            )
        }
    }

    /// What is known before the form is asked: a complaint that began at a case is about that case.
    private func about(_ exchange: Exchange, _ procedure: Procedure) -> [String: String] {
        guard let field = procedure.recusal?.kase,
            let reference = exchange.form.text("about").flatMap({ Reference($0) })
        else { return [:] }
        return [field: reference.text]
    }

    /// The procedure, where it takes new requests today.
    private func open(_ exchange: Exchange) throws -> Procedure {
        let procedure = try cases.house.procedure(exchange.parameters["procedure"] ?? "")
        guard procedure.isOpen(on: cases.house.zone.day(of: exchange.now)) else {
            throw CaseRefusal.closedToNew
        }
        return procedure
    }

    /// Whose request it will be: the visitor's own, or of whoever gave them that mandate.
    private func applicant(
        _ exchange: Exchange, _ mandate: String?
    ) async throws -> RequestApplicant {
        let principal = try exchange.signedIn()
        let (now, house) = (exchange.now, cases.house)
        return try await cases.database.read { db in
            try house.applicant(principal, mandate: mandate, at: now, in: db)
        }
    }

    /// Keeps what was typed and leads on to what is asked next, or to the list of what is not sent.
    private func begin(
        _ exchange: Exchange, _ procedure: Procedure, _ whose: RequestApplicant,
        _ contents: RequestContents, goesOn: Bool
    ) async throws -> Reply {
        let principal = try exchange.signedIn()
        let (now, key, house) = (exchange.now, exchange.onceKey, cases.house)
        let action = BeginRequest(
            procedure: procedure.code, mandate: whose.mandate?.number, contents: contents)
        let path = try await cases.database.write { db in
            try db.once(key, at: now) {
                let id = try action.perform(by: principal, at: now, in: db, house)
                return goesOn ? "/unfinished/\(id)" : "/unfinished"
            }
        }
        return .seeOther(path)
    }

    private func file(_ exchange: Exchange, _ action: FileCase) async throws -> Reply {
        let principal = try exchange.signedIn()
        let (now, key, house) = (exchange.now, exchange.onceKey, cases.house)
        let hasLimits = exchange.hasLimits
        let known = try await cases.answered(key) { db in
            if hasLimits {
                try house.admitFiling(action.procedure, of: action.applicant, in: db)
            }
        }
        if let known { return .seeOther(known) }
        let path = try await cases.database.write { db in
            try db.once(key, at: now) {
                if hasLimits { try house.countFiling(of: action.applicant, at: now, in: db) }
                return
                    "/cases/\(try action.perform(by: principal, at: now, in: db, house).reference)?sent=1"
            }
        }
        return .seeOther(path)
    }

    private func title(_ procedure: Procedure, _ t: Translator) -> String {
        t("New request: {procedure}", ["procedure": procedure.title(t)])
    }

    /// A form that only asks: its answer stands in the address.
    private func countForm(
        _ procedure: Procedure, _ mandate: CaseMandate?, _ t: Translator
    ) -> HTML {
        let family = procedure.family
        let whose: HTML? = mandate.map { hiddenField("mandate", $0.number) }
        let options = (family.min...family.max).map { Choice(String($0), t.number($0)) }
        return """
            <h1>\(title(procedure, t))</h1>
            <p class="lead">\(t("One request for the whole family: one file, one visit, one set of papers."))</p>
            <form method="get" action="/cases/new/\(procedure.code)">\(whose)
            \(selectField(t, name: "members", label: t("How many family members do you ask for?"),
                hint: t("Do not count yourself."), options: options, value: String(max(family.min, 1))))
            \(actions(button(t("Continue"))))</form>
            <p><a href="/guides/\(procedure.code)">\(t("What you need"))</a></p>
            """
    }

    private func household(
        _ exchange: Exchange, _ procedure: Procedure, _ count: Int, _ values: FormData,
        _ errors: [FieldError]
    ) -> HTML {
        let t = exchange.t
        let fields = HouseholdFields(
            t: t, count: count, hasFamily: !procedure.family.isNone, values: values, errors: errors,
            municipalities: cases.house.neighbours.municipalities)
        let whose: HTML? = values.text("mandate").map { hiddenField("mandate", $0) }
        let about: HTML? = values.text("about").map { hiddenField("about", $0) }
        let content: HTML = """
            \(whose)\(about)\(fields.html)\(actions(
                button(t("Continue"), name: "step", value: "check"),
                button(t("Save and go on later"), kind: .secondary, name: "step", value: "later")))
            """
        return withErrors(
            t, errors,
            """
            <h1>\(title(procedure, t))</h1>
            \(postForm(to: "/cases/new/\(procedure.code)", fields: exchange.formFields, content))
            \(procedure.family.isNone ? HTML() : changeCount(procedure, t))
            """)
    }

    private func changeCount(_ procedure: Procedure, _ t: Translator) -> HTML {
        """
        <p><a href="/cases/new/\(procedure.code)">\(t("Change the number of family members"))</a></p>
        """
    }

    private func summary(
        _ exchange: Exchange, _ procedure: Procedure, _ household: Household, _ form: HouseholdForm,
        _ today: Day
    ) throws -> HTML {
        let t = exchange.t
        let place =
            cases.house.neighbours.municipalities.first { $0.code == form.municipality }?.name ?? ""
        let people = try ([household.holder] + household.family).map { person in
            let needs = try cases.house.kinds(
                for: person, procedure.code, household, on: today, at: exchange.now,
                under: procedure.version(inForceOn: today)?.name ?? "")
            return HouseholdMember(
                name: person.name, role: roleAndCare(person, of: procedure, on: today, t),
                missing: needs.map { $0.title(t) })
        }
        let abroad = [form.abroad].compactMap(\.self)
            .map { Fact(t("Where you are now"), "\(abroadWords($0, t))") }
        let kept = HouseholdForm.names(count: form.count).html { name -> HTML in
            exchange.form.text(name).map { hiddenField(name, $0) } ?? HTML()
        }
        let content: HTML = """
            \(kept)\(actions(
                button(t("Send the request"), name: "step", value: "send"),
                button(t("Change something"), kind: .secondary, name: "step", value: "change")))
            """
        return """
            <h1>\(t("Check before you send"))</h1>
            \(definitionList(t, [Fact(t("Request"), "\(procedure.title(t))"), Fact(t("Municipality"), "\(place)")] + abroad))
            <h2>\(t("The people of this request, and the papers they need"))</h2>
            \(householdStrip(t, members: people))
            <p>\(t("You can send now and hand in the papers afterwards."))</p>
            \(postForm(to: "/cases/new/\(procedure.code)", fields: exchange.formFields, content))
            """
    }
}

/// Who somebody is, with their age where they are a child.
func role(
    _ person: PersonOfFile, of procedure: Procedure, on day: Day, _ t: Translator
) -> String {
    let years = person.age(on: day)
    let title = procedure.roleTitle(of: person.relation, t)
    return person.relation == .child
        ? t(
            "{relation}, {years}",
            ["relation": t("child"), "years": t.plural("{n} year", "{n} years", years)]) : title
}

/// The same, and that somebody cannot care for themselves: for those who said it and those who work on the file.
func roleAndCare(
    _ person: PersonOfFile, of procedure: Procedure, on day: Day, _ t: Translator
) -> String {
    let role = role(person, of: procedure, on: day, t)
    guard person.cannotCareForSelf == true else { return role }
    return t("{role}; cannot care for himself or herself", ["role": role])
}
