import Kernel
import Languages
import Storage
import Web

/// The coordinator's desk: rounds, evidence to look at, questions, bodies, and whatever each reporter owes.
struct DeskPages: Sendable {
    let database: Database

    var routes: [Route] {
        let coordinators = Permission.role(.coordinator)
        return [
            .get("/desk/plan", may: coordinators, "The coordinator's desk of the plans", show),
            .post("/desk/plan/rounds", may: coordinators, "Opens a round of reports", openRound),
            .get(
                "/desk/plan/rounds/{round}", may: coordinators,
                "A round: who has reported and who has not", round),
            .post(
                "/desk/plan/rounds/{round}/closing", may: coordinators, "Closes a round", close),
            .post(
                "/desk/plan/measures/{ref}/questions", may: coordinators,
                "Asks the responsible body about a measure", ask),
            .get(
                "/plan/duties", may: .role(.coordinator, .focalPoint),
                "What whoever asks owes in open rounds", duties),
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        try await page(exchange, [], 200)
    }

    private func page(
        _ exchange: Exchange, _ errors: [FieldError], _ status: Int
    ) async throws -> Reply {
        let view = try await database.read { db in try DeskView(in: db) }
        let html = DeskPage(view: view, exchange: exchange, errors: errors).html
        return .page(exchange.t("Desk of the plan"), status: status, width: .desk, html)
    }

    @Sendable private func openRound(_ exchange: Exchange) async throws -> Reply {
        let person = try exchange.signedIn()
        var input = FormInput(exchange)
        let plan = exchange.form.text("plan") ?? ""
        let name = input.text("name", max: 80)
        let days = ["from", "until", "opens", "due"].map { input.day($0) }
        guard input.isValid, let from = days[0], let until = days[1], let opens = days[2],
            let due = days[3]
        else { return try await page(exchange, input.errors, 422) }
        if until < from { input.refuse("until", exchange.t("It ends before it begins.")) }
        if due < opens { input.refuse("due", exchange.t("It ends before it begins.")) }
        guard input.isValid else { return try await page(exchange, input.errors, 422) }
        let action = OpenRound(
            plan: plan, name: name, covers: from...until, opens: opens, due: due)
        return try await once(exchange) { db, now in
            let id = try action.perform(by: person, at: now, in: db)
            return "/desk/plan/rounds/\(id)"
        }
    }

    @Sendable private func close(_ exchange: Exchange) async throws -> Reply {
        let person = try exchange.signedIn()
        let id = try exchange.id("round", of: PlanRound.self)
        return try await once(exchange) { db, now in
            try CloseRound(round: id).perform(by: person, at: now, in: db)
            return "/desk/plan/rounds/\(id)"
        }
    }

    @Sendable private func ask(_ exchange: Exchange) async throws -> Reply {
        let person = try exchange.signedIn()
        var input = FormInput(exchange)
        let words = input.text("question", max: questionMax)
        guard input.isValid else { throw Refused(.invalid, "Write the question.") }
        let ref = exchange.parameters["ref"] ?? ""
        let plan = exchange.form.text("plan").flatMap { $0.isEmpty ? nil : $0 }
        return try await once(exchange) { db, now in
            guard let node = try PlanNode.find(ref, plan: plan, in: db) else {
                throw Refused.notFound
            }
            try AskBody(node: node.id, words: words).perform(by: person, at: now, in: db)
            return measurePath(node)
        }
    }

    private func once(
        _ exchange: Exchange, _ act: @escaping @Sendable (Writer, Moment) throws -> String
    ) async throws -> Reply {
        let (key, now) = (exchange.onceKey, exchange.now)
        return .seeOther(
            try await database.write { db in
                try db.once(key, at: now) { try act(db, now) }
            })
    }

    @Sendable private func round(_ exchange: Exchange) async throws -> Reply {
        let (t, id) = (exchange.t, try exchange.id("round", of: PlanRound.self))
        let (round, owed, nodes) = try await database.read { db in
            guard let round = try PlanRound.find(id, in: db) else { throw Refused.notFound }
            let nodes = Dictionary(
                try PlanNode.all(plan: round.plan, in: db).map { ($0.id, $0) },
                uniquingKeysWith: { first, _ in first })
            return (round, try Owed.of(id, in: db), nodes)
        }
        let html = RoundPage(round: round, owed: owed, nodes: nodes, exchange: exchange).html
        return .page(t("Round {name}", ["name": round.name]), width: .desk, html)
    }

    @Sendable private func duties(_ exchange: Exchange) async throws -> Reply {
        let (t, today) = (exchange.t, exchange.now.utcDay)
        let person = try exchange.signedIn()
        let lines = try await database.read { db in
            try Duties.of(person, on: today, in: db)
        }
        let items = lines.html { duty -> HTML in
            let state = duty.owed.state?.words(t) ?? t("Not begun")
            return """
                <li><span><a href="\(measurePath(duty.node))#report">\(duty.node.title(t))</a> \
                <span class="quiet small">\(duty.node.code) · \(duty.round.name), \
                \(t("until {day}", ["day": t.date(duty.round.due)]))</span></span>\(tag(state, duty.owed.isHeard ? .good : .yours))</li>
                """
        }
        let none: HTML = lines.isEmpty ? "<p>\(t("Nothing waits for a report of yours."))</p>" : ""
        return .page(
            t("My reports on the plan"),
            "<h1>\(t("My reports on the plan"))</h1>\(none)<ul class=\"lines\">\(items)</ul>")
    }
}

/// What somebody owes in a round.
struct Duties: Sendable {
    let round: PlanRound
    let owed: Owed
    let node: PlanNode

    /// Of coordinators nothing: they report for others, measure by measure.
    static func of(_ person: Principal, on today: Day, in db: Reader) throws -> [Duties] {
        if person.has(.coordinator) { return [] }
        var found: [Duties] = []
        for round in try PlanRound.open(on: today, in: db) {
            let owed = Dictionary(grouping: try Owed.of(round.id, in: db), by: \.node)
            for node in try PlanNode.all(plan: round.plan, in: db) where owed[node.id] != nil {
                guard let speaker = try Speaker.find(person, on: node, in: db) else { continue }
                found += (owed[node.id] ?? []).filter {
                    $0.voice == speaker.voice && $0.body == speaker.body
                }.map { Duties(round: round, owed: $0, node: node) }
            }
        }
        return found.sorted { !$0.owed.isHeard && $1.owed.isHeard }
    }
}

private let questionMax = 2_000
