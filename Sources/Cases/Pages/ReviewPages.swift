import Kernel
import Languages
import LegalTime
import Storage
import Web

/// Everything of a request on one page before it is sent, and the sending.
struct ReviewPages: Sendable {
    let cases: Cases

    var routes: [Route] {
        [
            .get(
                "/unfinished/{request}/review", may: .ownFiles,
                "All that a request says, before it is sent", review),
            .post("/unfinished/{request}/sending", may: .ownFiles, "Send a finished request", send),
        ]
    }

    @Sendable private func review(_ exchange: Exchange) async throws -> Reply {
        try page(exchange, try await open(exchange), status: 200)
    }

    @Sendable private func send(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let id = try exchange.id("request", of: UnfinishedRequestThing.self)
        let (now, key, house) = (exchange.now, exchange.onceKey, cases.house)
        let hasLimits = exchange.hasLimits
        let known = try await cases.answered(key) { db in
            let request = try UnfinishedRequest.open(
                id, for: principal, at: now, in: db, house
            ).request
            if hasLimits {
                try house.admitFiling(request.procedure, of: request.applicant, in: db)
            }
        }
        if let known { return .seeOther(known) }
        let opened = try await open(exchange)
        let sheet = try house.sheet(of: opened.request, on: house.zone.day(of: now))
        if opened.request.contents.people == nil || !sheet.complaints.isEmpty {
            return try page(exchange, opened, status: 422)
        }
        let path = try await cases.database.write { db in
            try db.once(key, at: now) {
                let kase = try SendRequest(request: id, isCounted: hasLimits)
                    .perform(by: principal, at: now, in: db, house)
                return "/cases/\(kase.reference)?sent=1"
            }
        }
        return .seeOther(path)
    }

    private func open(_ exchange: Exchange) async throws -> OpenedRequest {
        let principal = try exchange.signedIn()
        let id = try exchange.id("request", of: UnfinishedRequestThing.self)
        let (now, house) = (exchange.now, cases.house)
        return try await cases.database.read { db in
            try UnfinishedRequest.open(id, for: principal, at: now, in: db, house)
        }
    }

    private func page(
        _ exchange: Exchange, _ opened: OpenedRequest, status: Int
    ) throws -> Reply {
        let (t, house) = (exchange.t, cases.house)
        let today = house.zone.day(of: exchange.now)
        let procedure = try house.procedure(opened.request.procedure)
        let sheet = try house.sheet(of: opened.request, on: today)
        let left = missing(opened, sheet, t)
        let whose = try people(of: opened, procedure, sheet, at: exchange.now, t)
        let sending: HTML =
            left.isEmpty
            ? postForm(
                to: opened.path + "/sending", fields: exchange.formFields,
                actions(button(t("Send the request"))))
            : ""
        return .page(
            t("Check before you send"), status: status,
            """
            \(summary(left, t))
            <h1>\(t("Check before you send"))</h1>
            \(whose)\(answers(opened, sheet, t))
            \(sending)
            <p class="quiet">\(keptUntil(opened.request, t, house))</p>
            <p><a href="/unfinished">\(t("Unfinished requests"))</a></p>
            """)
    }

    /// What stands in the way, each with the page on which it is put right.
    private func missing(
        _ opened: OpenedRequest, _ sheet: FormSheet, _ t: Translator
    ) -> [Missing] {
        var missing: [Missing] = []
        if opened.request.contents.people == nil {
            let words = t(RequestRefusal.peopleMissing.explanation)
            missing.append(Missing(path: opened.path + "/household", words: words))
        }
        for complaint in sheet.complaints {
            let title = complaint.title(t)
            let name = complaint.entry.map { "\(title) (\(t.number($0)))" } ?? title
            missing.append(
                Missing(
                    path: "\(opened.path)/sections/\(complaint.section)",
                    words: "\(name) – \(complaint.what.words(t))"))
        }
        return missing
    }

    /// A page and what is to be done there.
    private struct Missing {
        let path: String
        let words: String
    }

    private func summary(_ missing: [Missing], _ t: Translator) -> HTML {
        if missing.isEmpty { return HTML() }
        let lines = missing.html { "<li><a href=\"\($0.path)\">\($0.words)</a></li>" }
        return """
            <div class="error-summary" role="alert" aria-labelledby="left-title">
            <h2 id="left-title">\(t("Before you can send"))</h2><ul>\(lines)</ul></div>
            """
    }

    private func people(
        of opened: OpenedRequest, _ procedure: Procedure, _ sheet: FormSheet,
        at now: Moment, _ t: Translator
    ) throws -> HTML {
        let house = cases.house
        let today = house.zone.day(of: now)
        let change = opened.path + "/household"
        var facts = [Fact(t("Request"), "\(procedure.title(t))")]
        if let mandate = opened.mandate {
            facts.append(Fact(t("You file this for"), "\(mandate.name)"))
        } else if let helper = opened.request.contents.helper {
            facts.append(Fact(t("Begun for you by"), "\(helper)"))
        }
        guard let people = opened.request.contents.people else {
            return definitionList(t, facts)
        }
        let household = people.household
        let place =
            house.neighbours.municipalities.first { $0.code == people.municipality }?.name ?? ""
        facts.append(Fact(t("Municipality"), "\(place)", change: change))
        if let abroad = people.abroad.flatMap(PersonPlace.init(rawValue:)) {
            facts.append(
                Fact(t("Where you are now"), "\(abroadWords(abroad, t))", change: change))
        }
        let members = try ([household.holder] + household.family).map { person in
            let needs = try house.kinds(
                for: person, procedure.code, household, answers: sheet.facts, on: today,
                at: now, under: procedure.version(inForceOn: today)?.name ?? "")
            return HouseholdMember(
                name: person.name, role: roleAndCare(person, of: procedure, on: today, t),
                missing: needs.map { $0.title(t) })
        }
        return """
            \(definitionList(t, facts))
            <h2>\(t("The people of this request, and the papers they need"))</h2>
            \(householdStrip(t, members: members))
            <p><a href="\(change)">\(t("Change the people"))</a></p>
            <p>\(t("You can send now and hand in the papers afterwards."))</p>
            """
    }

    private func answers(_ opened: OpenedRequest, _ sheet: FormSheet, _ t: Translator) -> HTML {
        let words = AnswerWords(t: t, sheet: sheet, names: cases.house.codedNames)
        return sheet.asked.html { asked -> HTML in
            let section = words.section(asked)
            let path = "\(opened.path)/sections/\(section.code)"
            let facts = section.lines.map { Fact($0.title, "\($0.answer)", change: path) }
            let none: HTML = """
                <p>\(t("Nothing was answered.")) <a href="\(path)">\(t("Answer: {section}", ["section": section.title]))</a></p>
                """
            return "<h2>\(section.title)</h2>\(facts.isEmpty ? none : definitionList(t, facts))"
        }
    }
}
