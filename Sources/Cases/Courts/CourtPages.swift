import Kernel
import Languages
import Storage
import Web

/// The cases at courts about files of an office: which of them were decided since, for the court to know.
struct CourtPages: Sendable {
    let cases: Cases

    var routes: [Route] {
        let staff = Permission.role(.officer, .supervisor)
        let files = ListFile.Form.allCases.flatMap { form in
            [
                Route.post(
                    "/desk/court.\(form.rawValue)", may: staff,
                    "The cases at courts about files of one's offices as a file, filtered as on the page or of some numbers",
                    gives: form.mediaType
                ) { try await file($0, form) },
                Route.post(
                    "/desk/cases/{reference}/court.\(form.rawValue)", may: staff,
                    "The cases at courts about a file as a file; its person is told",
                    gives: form.mediaType
                ) { try await fileOfOne($0, form) },
            ]
        }
        return [
            .get(
                "/desk/court", may: staff, "The cases at courts about files of one's offices", list),
            .get(
                "/desk/cases/{reference}/court", may: staff,
                "The cases at courts about a file; the look is kept", show),
            .post(
                "/desk/cases/{reference}/court", may: staff, "Note a case at a court about a file",
                note),
        ] + files
    }

    @Sendable private func list(_ exchange: Exchange) async throws -> Reply {
        let (t, principal, house) = (exchange.t, try exchange.signedIn(), cases.house)
        let register = CourtPages.asked(exchange, principal)
        let lines = try await cases.database.read { db in
            try register.lines(principal, in: db, house)
        }
        return CourtView(exchange: exchange, house: house)
            .list(lines, register.state, title: t("Cases at courts"))
    }

    /// The list as the address asks for it.
    private static func asked(_ exchange: Exchange, _ principal: Principal) -> CourtRegister {
        CourtRegister(
            scope: WorkOffices(principal),
            state: exchange.query["state"].flatMap(CourtRegister.State.init(rawValue:)))
    }

    /// With numbers only theirs: what is asked for is the court's list, and what is not found is in none of one's files.
    @Sendable private func file(_ exchange: Exchange, _ form: ListFile.Form) async throws -> Reply {
        let (principal, house, keys) = (
            try exchange.signedIn(), cases.house, cases.database.keys
        )
        var register = CourtPages.asked(exchange, principal)
        register.numbers = try numbers(exchange).map { typed in
            typed.compactMap { CourtCase.hash($0, keys) }
        }
        let asked = register
        let filters = [asked.state.map { _ in "state" }, asked.numbers.map { _ in "numbers" }]
        return try await cases.takeAlong(
            exchange, form, list: "court", filters: filters.compactMap { $0 },
            columns: CourtRegister.fileColumns
        ) { last, principal, db in
            try asked.batch(after: last, principal, in: db, house)
        }
    }

    /// Whoever may open the file, and nobody else.
    private func fileOfOne(_ exchange: Exchange, _ form: ListFile.Form) async throws -> Reply {
        let (reference, house) = (try await cases.openedByOffice(exchange), cases.house)
        return try await cases.takeAlong(
            exchange, form, list: "court", filters: ["reference"],
            columns: CourtRegister.fileColumns, named: "court-\(reference)"
        ) { last, principal, db in
            try CourtRegister(scope: WorkOffices(principal), reference: reference)
                .batch(after: last, principal, in: db, house)
        }
    }

    /// What was pasted, a number a line; nil where nothing was.
    private func numbers(_ exchange: Exchange) throws -> [String]? {
        let lines = (exchange.form.text("numbers") ?? "").split(whereSeparator: \.isNewline)
            .map(String.init).filter { $0.contains { !$0.isWhitespace } }
        if lines.count > courtNumbersMax { throw CourtRefusal.tooManyNumbers }
        return lines.isEmpty ? nil : lines
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        try await page(exchange, errors: [])
    }

    @Sendable private func note(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let reference = try await cases.openedByOffice(exchange)
        var input = FormInput(exchange)
        let (court, number) = (
            input.text("court", max: courtMax), input.text("number", max: numberMax)
        )
        let (lodged, about) = (
            input.day("lodged"), input.choice("about", of: CourtCase.About.allCases.map(\.rawValue))
        )
        guard input.isValid, let lodged, let about = about.flatMap(CourtCase.About.init(rawValue:))
        else { return try await page(exchange, errors: input.errors) }
        let action = NoteCourtCase(
            reference: reference,
            court: CourtCase(court: court, number: number, lodged: lodged, about: about))
        let house = cases.house
        do {
            return try await cases.act(exchange, to: "/desk/cases/\(reference)/court") { db, now in
                try action.perform(by: principal, at: now, in: db, house)
            }
        } catch let refusal as CourtRefusal {
            let message = exchange.t(refusal.explanation, refusal.values)
            return try await page(
                exchange, errors: [FieldError(field: refusal.field, message: message)])
        }
    }

    private func page(_ exchange: Exchange, errors: [FieldError]) async throws -> Reply {
        let principal = try exchange.signedIn()
        let look = LookAtCase(reference: try exchange.reference("reference"))
        let (now, house) = (exchange.now, cases.house)
        let (kase, lines) = try await cases.database.write { db in
            let kase = try look.perform(by: principal, at: now, in: db)
            return (kase, try CourtRegister.lines(of: kase, in: db, house))
        }
        return CourtView(exchange: exchange, house: house).ofFile(kase, lines, errors)
    }

    /// On the page of a case.
    static func link(_ kase: Case, _ t: Translator) -> HTML {
        "<p><a href=\"/desk/cases/\(kase.reference)/court\">\(t("Cases at courts about this file"))</a></p>"
    }
}

extension CourtRefusal {
    /// The field beside which it is said.
    fileprivate var field: String {
        switch self {
        case .dayImplausible: "lodged"
        case .notDecided: "about"
        case .numberMalformed, .known, .tooMany, .tooManyNumbers: "number"
        }
    }
}

/// The longest name of a court has fewer, and so does a number; both fit into the note of a step.
private let courtMax = 100
private let numberMax = 60
