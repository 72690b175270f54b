import Kernel
import Languages
import Storage
import Web

/// Requests that were begun and not sent: found again on any device, gone on with, given up.
struct UnfinishedPages: Sendable {
    let cases: Cases

    var routes: [Route] {
        let pages: [Route] = [
            .get(
                "/unfinished", may: .ownFiles,
                "Requests that one began and did not send, and new ones for others", list),
            .get(
                "/unfinished/{request}", may: .ownFiles, "Go on with a request where one left it",
                goOn),
            .post(
                "/unfinished/{request}/withdrawal", may: .ownFiles,
                "Delete a request that was not sent", drop),
        ]
        return pages + RequestPages(cases: cases).routes + ReviewPages(cases: cases).routes
    }

    /// One line for the list of cases; nil where nothing waits and nobody gave a mandate to file.
    func link(_ exchange: Exchange) async throws -> HTML? {
        let principal = try exchange.signedIn()
        let (now, house) = (exchange.now, cases.house)
        let (count, others) = try await cases.database.read { db in
            (
                try UnfinishedRequest.count(for: principal, at: now, in: db, house),
                try house.mandatesToFile(principal, at: now, in: db).count
            )
        }
        let t = exchange.t
        if count == 0, others == 0 { return nil }
        let words =
            count == 0
            ? t("File a request for somebody who gave you a mandate")
            : t.plural("{n} unfinished request", "{n} unfinished requests", count)
        return "<p><a href=\"/unfinished\">\(words)</a></p>"
    }

    @Sendable private func list(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let (now, house, t) = (exchange.now, cases.house, exchange.t)
        let (requests, mandates) = try await cases.database.read { db in
            (
                try UnfinishedRequest.all(for: principal, at: now, in: db, house),
                try house.mandatesToFile(principal, at: now, in: db)
            )
        }
        let title = t("Unfinished requests")
        let lines = requests.html { card(line($0, exchange)) }
        let none: HTML? =
            requests.isEmpty
            ? "<p>\(t("Nothing is waiting. What you begin and do not send stands here."))</p>" : nil
        let others = newRequests(mandates, exchange)
        return .page(
            title,
            """
            <h1>\(title)</h1>
            <p>\(t("What was not saved for {n} days is deleted.", ["n": t.number(Int(requestDays))]))</p>
            \(none)\(lines)\(others)
            <p><a href="/cases">\(principal.has(.person) ? t("My cases") : t("Files entrusted to me"))</a></p>
            """)
    }

    /// First for whom, then what: a centre has thousands of people, and each of them all procedures.
    private func newRequests(_ mandates: [CaseMandate], _ exchange: Exchange) -> HTML {
        let (t, house) = (exchange.t, cases.house)
        let only = mandates.count == 1 ? mandates.first : nil
        if let chosen = mandates.first(where: { $0.number == exchange.query["mandate"] }) ?? only {
            let today = house.zone.day(of: exchange.now)
            let links = house.policy.procedures.filter { $0.isOpen(on: today) }.html {
                procedure -> HTML in
                """
                <li><a href="/cases/new/\(procedure.code)?mandate=\(chosen.number)">\(procedure.title(t))</a></li>
                """
            }
            return
                "<h2>\(t("New request for {name}", ["name": chosen.name]))</h2><ul>\(links)</ul>"
        }
        if mandates.isEmpty { return HTML() }
        let typed = exchange.query["who"] ?? ""
        let found = mandates.named(typed)
        let links = found.prefix(casesPerPage).html { mandate -> HTML in
            "<li><a href=\"/unfinished?mandate=\(mandate.number)\">\(mandate.name)</a></li>"
        }
        let more = found.count - casesPerPage
        let rest: HTML? =
            more > 0
            ? "<p>\(t.plural("{n} more person: search by name.", "{n} more people: search by name.", more))</p>"
            : nil
        let search: HTML? =
            mandates.count > peopleUnsearched
            ? nameSearch(t, at: "/unfinished", typed: typed, among: mandates.count) : nil
        return """
            <h2>\(t("New request for somebody who gave you a mandate"))</h2>\(search)
            <ul>\(links)</ul>\(rest)
            """
    }

    private func line(_ opened: OpenedRequest, _ exchange: Exchange) -> HTML {
        let (t, request, house) = (exchange.t, opened.request, cases.house)
        let title = house.policy.procedure(request.procedure)?.title(t) ?? request.procedure
        let whose: HTML? = opened.mandate.map { "<p>\(icon(.person))\($0.name)</p>" }
        let helper: HTML? =
            opened.mandate == nil
            ? request.contents.helper.map { "<p>\(t("Begun for you by {name}", ["name": $0]))</p>" }
            : nil
        return """
            <h2><a href="\(opened.path)">\(title)</a></h2>\(whose)\(helper)
            <p>\(keptUntil(request, t, house))</p>
            \(postForm(to: opened.path + "/withdrawal", fields: exchange.formFields,
                actions(button(t("Delete this request"), kind: .secondary))))
            """
    }

    @Sendable private func goOn(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let id = try exchange.id("request", of: UnfinishedRequestThing.self)
        let (now, house) = (exchange.now, cases.house)
        let path = try await cases.database.read { db in
            try UnfinishedRequest.open(id, for: principal, at: now, in: db, house)
                .next(on: house.zone.day(of: now), house)
        }
        return .seeOther(path)
    }

    @Sendable private func drop(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let id = try exchange.id("request", of: UnfinishedRequestThing.self)
        let house = cases.house
        return try await cases.act(exchange, to: "/unfinished") { db, now in
            try DropRequest(request: id).perform(by: principal, at: now, in: db, house)
        }
    }
}

extension CaseHouse {
    /// The mandates under which somebody may file for another.
    func mandatesToFile(
        _ principal: Principal, at now: Moment, in db: Reader
    ) throws -> [CaseMandate] {
        try neighbours.mandates(principal, now, db).filter {
            $0.allows(.file) && $0.person != principal.person
        }
    }
}

extension OpenedRequest {
    /// Where it goes on: the people, the first section that is left, or the review.
    func next(on day: Day, _ house: CaseHouse) throws -> String {
        if request.contents.people == nil { return path + "/household" }
        let sheet = try house.sheet(of: request, on: day)
        return request.contents.next(of: sheet).map { "\(path)/sections/\($0.code)" }
            ?? path + "/review"
    }
}

/// Until when it is kept, where nobody saves it again.
func keptUntil(_ request: UnfinishedRequest, _ t: Translator, _ house: CaseHouse) -> String {
    t(
        "Not sent yet. Kept until {date}, then deleted.",
        ["date": t.date(house.zone.day(of: request.expires))])
}
