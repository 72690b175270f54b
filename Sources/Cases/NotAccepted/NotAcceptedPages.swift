import Kernel
import Languages
import Storage
import Web

/// Papers that somebody outside did not accept: told by their person, looked at by the offices who can answer it.
struct NotAcceptedPages: Sendable {
    let cases: Cases

    var routes: [Route] {
        let staff = Permission.role(.officer, .supervisor)
        return [
            .get(
                "/cases/{reference}/not-accepted", may: .ownFiles,
                "What was told of papers of one's case that somebody did not accept", show),
            .post(
                "/cases/{reference}/not-accepted", may: .ownFiles,
                "Tell that somebody did not accept a paper of one's case", tell),
            .get(
                "/desk/not-accepted", may: staff,
                "Who did not accept papers of one's offices, and how often", list),
            .get(
                "/desk/not-accepted/data.csv", may: staff, "The same as CSV", gives: "text/csv",
                file),
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        try await page(exchange, errors: [])
    }

    private func page(_ exchange: Exchange, errors: [FieldError]) async throws -> Reply {
        let principal = try exchange.signedIn()
        let reference = try exchange.reference("reference")
        let (now, house) = (exchange.now, cases.house)
        let opened = try await cases.database.read { db in
            try house.openOwn(reference, for: principal, to: .view, at: now, in: db)
        }
        if opened.mandate != nil {
            try await cases.database.write { db in try opened.noteLook(at: now, in: db) }
        }
        let (reports, letters) = try await cases.database.read { db in
            (
                try NotAccepted.all(of: opened.kase.id, in: db),
                try LetterLine.all(of: opened.kase.id, in: db)
            )
        }
        return NotAcceptedView(exchange: exchange, house: house)
            .ofPerson(
                opened.kase, reports, letters, errors, mayAct: opened.mandate?.mayAct ?? true)
    }

    @Sendable private func tell(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let reference = try exchange.reference("reference")
        let (house, now) = (cases.house, exchange.now)
        _ = try await cases.database.read { db in
            try house.openOwn(reference, for: principal, to: .act, at: now, in: db)
        }
        var input = FormInput(exchange)
        let paper = input.choice("paper", of: NotAccepted.papers.map(\.rawValue))
        let body = input.choice("body", of: NotAccepted.Body.allCases.map(\.rawValue))
            .flatMap(NotAccepted.Body.init(rawValue:))
        let (name, day) = (input.text("name", max: nameMax), input.day("day"))
        let words = input.optionalText("words", max: saidMax)
        guard input.isValid, let paper, let body, let day else {
            return try await page(exchange, errors: input.errors)
        }
        let place = house.neighbours.municipalities.first {
            $0.code.text == exchange.form.text("place")
        }
        let action = TellNotAccepted(
            reference: reference,
            report: NotAccepted(
                body: body, name: name, place: place?.code.text, day: day, paper: paper,
                words: words))
        do {
            return try await cases.act(exchange, to: "/cases/\(reference)/not-accepted") {
                db, now in
                let opened = try house.openOwn(reference, for: principal, to: .act, at: now, in: db)
                try opened.noteDeed("not-accepted", at: now, in: db)
                try action.perform(by: opened.principal, at: now, in: db, house)
            }
        } catch let refusal as NotAcceptedRefusal where refusal.kind == .invalid {
            let message = exchange.t(refusal.explanation, refusal.values)
            let field = refusal == .noPaper ? "paper" : "day"
            return try await page(exchange, errors: [FieldError(field: field, message: message)])
        }
    }

    @Sendable private func list(_ exchange: Exchange) async throws -> Reply {
        let lines = try await lines(exchange)
        return NotAcceptedView(exchange: exchange, house: cases.house).list(lines)
    }

    @Sendable private func file(_ exchange: Exchange) async throws -> Reply {
        let (principal, since) = (try exchange.signedIn(), since(exchange))
        let found = try await cases.database.read { db in
            try NotAccepted.patterns(for: principal, since: since, in: db)
        }
        let table = NotAcceptedView(exchange: exchange, house: cases.house).patterns(found)
        return .download(table.csv, type: "text/csv; charset=utf-8", name: "not-accepted.csv")
    }

    private func since(_ exchange: Exchange) -> Day {
        cases.house.zone.day(of: exchange.now).adding(days: -notAcceptedDays)
    }

    /// Of the last year.
    private func lines(_ exchange: Exchange) async throws -> [NotAcceptedLine] {
        let (principal, since) = (try exchange.signedIn(), since(exchange))
        return try await cases.database.read { db in
            try NotAccepted.lines(for: principal, since: since, in: db)
        }
    }

    /// On the pages of a case.
    static func link(_ base: String, _ t: Translator) -> HTML {
        "<p><a href=\"\(base)/not-accepted\">\(t("Did somebody not accept a paper of this case?"))</a></p>"
    }
}

/// What is older may have been answered since.
let notAcceptedDays = 365
/// A name stands on a sign; what was said fits on half a page.
private let nameMax = 100
private let saidMax = 1_000
