import Kernel
import Languages
import Storage
import Web

/// A request that is being filled in: its people, then one section a page. Between two pages it is decided what is
/// asked next, so that nothing needs script.
struct RequestPages: Sendable {
    let cases: Cases

    var routes: [Route] {
        [
            .get(
                "/unfinished/{request}/household", may: .ownFiles,
                "The people of a request that is not sent", people),
            .post(
                "/unfinished/{request}/household", may: .ownFiles,
                "Keep the people of a request that is not sent", keepPeople),
            .get(
                "/unfinished/{request}/sections/{section}", may: .ownFiles,
                "One section of the form of a request that is not sent", section),
            .post(
                "/unfinished/{request}/sections/{section}", may: .ownFiles,
                "Keep the answers of one section of a request that is not sent", keepSection),
        ]
    }

    // MARK: The people

    @Sendable private func people(_ exchange: Exchange) async throws -> Reply {
        let opened = try await open(exchange)
        let typed = opened.request.contents.household
        var values = FormData(fields: typed.mapValues { [$0] })
        if let asked = exchange.query["members"] { values.fields["members"] = [asked] }
        return try householdPage(exchange, opened, values, [])
    }

    @Sendable private func keepPeople(_ exchange: Exchange) async throws -> Reply {
        let opened = try await open(exchange)
        let (house, today) = (cases.house, cases.house.zone.day(of: exchange.now))
        let procedure = try house.procedure(opened.request.procedure)
        let form = HouseholdForm(
            exchange, house.neighbours, family: procedure.family, today: today)
        let isLater = exchange.form.text("step") == "later"
        if form.contents.people == nil, !isLater {
            return try householdPage(exchange, opened, exchange.form, form.input.errors)
        }
        let read = form.contents
        return try await save(exchange, opened, isLater ? .list : .next) { contents in
            var next = contents
            next.household = read.household
            next.people = read.people
            return next
        }
    }

    private func householdPage(
        _ exchange: Exchange, _ opened: OpenedRequest, _ values: FormData, _ errors: [FieldError]
    ) throws -> Reply {
        let (t, house) = (exchange.t, cases.house)
        let procedure = try house.procedure(opened.request.procedure)
        let family = procedure.family
        let fields = HouseholdFields(
            t: t, count: family.clamped(values.text("members")), hasFamily: !family.isNone,
            values: values, errors: errors, municipalities: house.neighbours.municipalities)
        let options = (family.min...family.max).map { Choice(String($0), t.number($0)) }
        let count: HTML? =
            family.isNone
            ? nil
            : """
            <form method="get" action="\(opened.path)/household">
            \(selectField(t, name: "members", label: t("How many family members do you ask for?"),
                hint: t("Do not count yourself."), options: options, value: String(fields.count)))
            \(actions(button(t("Change the number of family members"), kind: .secondary)))</form>
            """
        let content: HTML = "\(fields.html)\(RequestParts.buttons(t))"
        return .page(
            procedure.title(t), status: errors.isEmpty ? 200 : 422,
            withErrors(
                t, errors,
                """
                \(RequestParts.head(opened, procedure, t))
                \(postForm(to: opened.path + "/household", fields: exchange.formFields, content))
                \(count)<p class="quiet">\(keptUntil(opened.request, t, house))</p>
                """))
    }

    // MARK: The sections

    @Sendable private func section(_ exchange: Exchange) async throws -> Reply {
        let opened = try await open(exchange)
        let (house, now) = (cases.house, exchange.now)
        let sheet = try house.sheet(of: opened.request, on: house.zone.day(of: now))
        let asked = try RequestPages.asked(exchange.parameters["section"] ?? "", sheet)
        // What is held is offered to its own person alone; under a mandate it is asked anew.
        var held: HeldAnswers?
        if opened.mandate == nil {
            held = try await cases.database.read { db in
                try HeldAnswers.last(of: opened.request.applicant, in: db, house)
            }
        }
        let typed = opened.request.contents.answers
        let first = asked.section.firstAnswers(
            holder: opened.request.contents.people?.household.holder, held)
        let values = typed.merging(first) { own, _ in own }
        return try sectionPage(exchange, opened, sheet, asked, values)
    }

    @Sendable private func keepSection(_ exchange: Exchange) async throws -> Reply {
        let opened = try await open(exchange)
        let house = cases.house
        let code = exchange.parameters["section"] ?? ""
        let form = try house.procedure(opened.request.procedure).form
        guard let section = form.section(code) else { throw Refused.notFound }
        var typed = typedAnswers(section, in: exchange.form)
        let step = exchange.form.text("step")
        if step == "add" || step == "remove" {
            let count = section.entries(typed).count + (step == "add" ? 1 : -1)
            typed[section.countName] = String(count)
        }
        let contents = opened.request.contents.saving(section, typed)
        let sheet = try house.sheet(
            of: contents, opened.request.procedure, on: house.zone.day(of: exchange.now))
        let asked = try RequestPages.asked(code, sheet)
        let kept = typed
        switch step {
        case "later", "add", "remove":
            return try await save(exchange, opened, step == "later" ? .list : .section(code)) {
                $0.saving(section, kept)
            }
        default:
            guard sheet.complaints(of: code).isEmpty else {
                return try sectionPage(
                    exchange, opened, sheet, asked, contents.answers, isSent: true)
            }
            return try await save(exchange, opened, .next) { contents in
                var next = contents.saving(section, kept)
                next.seen.insert(section.code)
                return next
            }
        }
    }

    private static func asked(
        _ code: String, _ sheet: FormSheet
    ) throws -> FormSheet.AskedSection {
        guard let asked = sheet.asked.first(where: { $0.section.code == code }) else {
            throw Refused.notFound
        }
        return asked
    }

    private func sectionPage(
        _ exchange: Exchange, _ opened: OpenedRequest, _ sheet: FormSheet,
        _ asked: FormSheet.AskedSection, _ values: [String: String], isSent: Bool = false
    ) throws -> Reply {
        let (t, house, section) = (exchange.t, cases.house, asked.section)
        let procedure = try house.procedure(opened.request.procedure)
        let complaints = isSent ? sheet.complaints(of: section.code) : []
        let fields = FormFieldsView(
            t: t, asked: asked, names: house.codedNames, values: values, complaints: complaints)
        let place = sheet.asked.firstIndex(of: asked).map { $0 + 1 } ?? 1
        let part = t(
            "Part {n} of {all}",
            ["n": t.number(place), "all": t.number(sheet.asked.count)])
        let content: HTML =
            "\(RequestParts.repeating(asked, t))\(fields.html)\(RequestParts.buttons(t, asked))"
        return .page(
            section.title(t), status: complaints.isEmpty ? 200 : 422,
            withErrors(
                t, fields.errors,
                """
                \(RequestParts.head(opened, procedure, t))
                <h2>\(section.title(t))</h2><p class="quiet">\(part)</p>
                \(RequestParts.why(section.why, t))
                \(postForm(to: "\(opened.path)/sections/\(section.code)", fields: exchange.formFields, content))
                <p class="quiet">\(keptUntil(opened.request, t, house))</p>
                <p><a href="\(opened.path)/review">\(t("See all answers"))</a></p>
                """))
    }

    // MARK: Reading and keeping

    private func open(_ exchange: Exchange) async throws -> OpenedRequest {
        let principal = try exchange.signedIn()
        let id = try exchange.id("request", of: UnfinishedRequestThing.self)
        let (now, house) = (exchange.now, cases.house)
        return try await cases.database.read { db in
            try UnfinishedRequest.open(id, for: principal, at: now, in: db, house)
        }
    }

    /// Where a page leads once it was kept.
    private enum Way: Sendable {
        case next, list
        case section(String)
    }

    private func save(
        _ exchange: Exchange, _ opened: OpenedRequest, _ way: Way,
        _ change: @escaping @Sendable (RequestContents) -> RequestContents
    ) async throws -> Reply {
        let principal = try exchange.signedIn()
        let (now, key, house) = (exchange.now, exchange.onceKey, cases.house)
        let id = opened.request.id
        let path = try await cases.database.write { db in
            try db.once(key, at: now) {
                try SaveRequest(request: id, change: change)
                    .perform(by: principal, at: now, in: db, house)
                switch way {
                case .list: return "/unfinished"
                case .section(let code): return "\(opened.path)/sections/\(code)"
                case .next:
                    return try UnfinishedRequest.open(id, for: principal, at: now, in: db, house)
                        .next(on: house.zone.day(of: now), house)
                }
            }
        }
        return .seeOther(path)
    }
}
