import Kernel
import Languages
import Storage
import Web

/// What a reader of a case leads: who takes part, tasks, conferences and the shared timeline.
struct TogetherPages: Sendable {
    let room: ProtectionRoom

    var routes: [Route] {
        [
            .get(
                "/protection/{id}/together", may: .role(.protector),
                "What several bodies do together for a child", page),
            post("parts", "Let a professional of a body see what that body needs", part),
            post("departures", "Close what somebody saw of a case", departure),
            post("tasks", "Give a body a task, with a day to acknowledge it", task),
            post("conferences", "Convene a conference of bodies", conference),
            post("minutes", "Write the minutes of a conference", minutes),
            post("notes", "Add a line to the shared timeline", note),
        ]
    }

    private func post(
        _ what: String, _ summary: String, _ handle: @escaping Route.Handler
    ) -> Route {
        .post("/protection/{id}/\(what)", may: .role(.protector), summary, handle)
    }

    @Sendable private func page(_ exchange: Exchange) async throws -> Reply {
        try await page(exchange, [])
    }

    private func page(_ exchange: Exchange, _ errors: [FieldError]) async throws -> Reply {
        let id: SealedCaseID = try exchange.id("id")
        let (principal, now) = (try exchange.signedIn(), exchange.now)
        let seen = try await room.database.read { [room] db in
            try Together.find(id, for: principal, at: now, in: db, room)
        }
        let view = TogetherView(
            room: room, exchange: exchange, seen: seen,
            colleagues: try await room.colleagues(), errors: errors)
        return .page(
            exchange.t("Together"), status: errors.isEmpty ? 200 : 422, width: .desk,
            withErrors(exchange.t, errors, try view.html))
    }

    /// One event, once; whatever is wrong with the form shows the page again.
    private func act(
        _ exchange: Exchange, _ input: FormInput, _ event: ProtectionEvent?
    ) async throws -> Reply {
        guard input.isValid, let event else { return try await page(exchange, input.errors) }
        let action = ActTogether(id: try exchange.id("id"), event: event)
        try await room.perform(action, exchange)
        return .seeOther("/protection/\(action.id)/together")
    }

    @Sendable private func part(_ exchange: Exchange) async throws -> Reply {
        var input = FormInput(exchange)
        let all = try await room.colleagues()
        let chosen = input.choice("colleague", of: all.map { "\($0.account)" })
        let one = all.first { "\($0.account)" == chosen }
        let body = room.book.bodies.first { one?.organisations.contains($0.organisation) ?? false }
        if chosen != nil, body == nil {
            input.refuse("colleague", exchange.t("This person works at no body that takes part."))
        }
        let part = one.flatMap { one in
            body.map { ProtectionFile.Part(account: one.account, name: one.name, body: $0.code) }
        }
        return try await act(exchange, input, part.map(ProtectionEvent.joined))
    }

    @Sendable private func departure(_ exchange: Exchange) async throws -> Reply {
        let account = AccountID(exchange.form.text("account") ?? "")
        guard let account else { throw Refused.notFound }
        return try await act(exchange, FormInput(exchange), .left(account))
    }

    @Sendable private func task(_ exchange: Exchange) async throws -> Reply {
        var input = FormInput(exchange)
        let body = input.choice("body", of: room.book.bodies.map(\.code))
        let given = ProtectionEvent.Given(
            id: .new(at: exchange.now), body: body ?? "", text: input.text("task", max: wordsMax),
            isUrgent: input.ticked("urgent"), day: room.house.zone.day(of: exchange.now))
        return try await act(exchange, input, .given(given))
    }

    @Sendable private func conference(_ exchange: Exchange) async throws -> Reply {
        var input = FormInput(exchange)
        let day = input.day("day")
        let called = Set(exchange.form.fields["called"] ?? [])
        let bodies = room.book.bodies.map(\.code).filter(called.contains)
        if bodies.isEmpty { input.refuse("called", exchange.t("Choose one of the options.")) }
        let event = day.map { ProtectionEvent.convened(.init(day: $0, bodies: bodies)) }
        return try await act(exchange, input, event)
    }

    @Sendable private func minutes(_ exchange: Exchange) async throws -> Reply {
        var input = FormInput(exchange)
        guard let day = Day(iso: exchange.form.text("held") ?? "") else { throw Refused.notFound }
        let words = input.text("minutes", max: wordsMax)
        return try await act(exchange, input, .minuted(day: day, words: words))
    }

    @Sendable private func note(_ exchange: Exchange) async throws -> Reply {
        var input = FormInput(exchange)
        let note = room.note(&input, by: coordinationCode, exchange)
        return try await act(exchange, input, note)
    }
}

extension ProtectionRoom {
    /// The same form twice is one event.
    func perform(_ action: ActTogether, _ exchange: Exchange) async throws {
        let (principal, now, key) = (try exchange.signedIn(), exchange.now, exchange.onceKey)
        _ = try await database.write { [self] db in
            try db.once(key, at: now) {
                try action.perform(by: principal, at: now, in: db, self)
                return ""
            }
        }
    }

    func note(
        _ input: inout FormInput, by body: String, _ exchange: Exchange
    ) -> ProtectionEvent? {
        let part = input.choice("part", of: CasePart.allCases.map(\.rawValue))
        let text = input.text("note", max: wordsMax)
        let day = house.zone.day(of: exchange.now)
        return part.flatMap(CasePart.init).map {
            .noted(.init(part: $0, text: text, body: body, day: day))
        }
    }
}

/// Whoever reads the case writes for those who lead.
private let coordinationCode = "coordination"
/// Two printed pages.
let wordsMax = 6_000
