import Kernel
import Languages
import Storage
import Web

/// The page of a measure, and the forms of those who report on it, answer for it and review it.
struct MeasurePages: Sendable {
    let database: Database
    let desk: FigureDesk

    var routes: [Route] {
        let reporters = Permission.role(.coordinator, .focalPoint)
        return [
            .get(
                "/plan/measures/{ref}", may: .everyone,
                "A measure: text, sources, figures, voices, reports", show),
            .post(
                "/plan/measures/{ref}/reports", may: reporters,
                "Reports where a measure stands, with evidence, or keeps what was begun", report),
            .post(
                "/plan/measures/{ref}/review", may: .role(.coordinator, .analyst),
                "Confirms the evidence of a measure independently", review),
            .post(
                "/plan/measures/{ref}/excuse", may: reporters,
                "Says in public why a report is late", excuse),
            .post(
                "/plan/reports/{report}/answer", may: reporters,
                "The responsible body answers a voice that says something else", answerVoice),
            .post(
                "/plan/questions/{question}/answer", may: reporters,
                "Answers a question of the coordinator", answerQuestion),
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        try await page(exchange, errors: [], status: 200)
    }

    @Sendable private func report(_ exchange: Exchange) async throws -> Reply {
        let person = try exchange.signedIn()
        let node = try await find(exchange)
        var input = FormInput(exchange)
        let text = reportText(&input, exchange.t)
        let round = ID<PlanRound>(exchange.form.text("round") ?? "")
        let isSaved = exchange.form.text("do") == "save"
        guard input.isValid else {
            return try await page(exchange, errors: input.errors, status: 422)
        }
        let now = exchange.now
        return try await act(exchange, node, &input) { db in
            if isSaved {
                try SaveReport(node: node.id, round: round, text: text)
                    .perform(by: person, at: now, in: db)
            } else {
                try SendReport(node: node.id, round: round, text: text)
                    .perform(by: person, at: now, in: db)
            }
        }
    }

    /// What was typed as a report says it.
    private func reportText(_ input: inout FormInput, _ t: Translator) -> ReportText {
        let claim = input.form.text("claim").flatMap(ReportClaim.init)
        let day = input.day("day")
        var text = ReportText(claim: claim, day: day ?? Day(number: 0))
        text.text = input.optionalText("text", max: textMax) ?? ""
        let lines = input.optionalText("evidence", max: textMax) ?? ""
        text.proofs = lines.split(whereSeparator: \.isNewline).compactMap { Proof(String($0)) }
        text.cause = input.form.text("cause").flatMap(Cause.init) ?? .none
        for (name, typed) in input.form.fields where name.hasPrefix("value-") {
            guard let id = ID<Indicator>(String(name.dropFirst(6))), let word = typed.last,
                !word.allSatisfy(\.isWhitespace)
            else { continue }
            let plain = trimmed(word).replacing(",", with: ".")
            if let value = Double(plain), value.isFinite {
                text.values[id] = value
            } else {
                input.refuse(name, t("Write a number."))
            }
        }
        return text
    }

    @Sendable private func review(_ exchange: Exchange) async throws -> Reply {
        let person = try exchange.signedIn()
        let node = try await find(exchange)
        var input = FormInput(exchange)
        let text = input.text("finding", max: textMax)
        let proof = Proof(input.text("proof", max: textMax))
        guard input.isValid else {
            return try await page(exchange, errors: input.errors, status: 422)
        }
        let now = exchange.now
        return try await act(exchange, node, &input) { db in
            try ReviewMeasure(node: node.id, text: text, proof: proof)
                .perform(by: person, at: now, in: db)
        }
    }

    @Sendable private func excuse(_ exchange: Exchange) async throws -> Reply {
        let person = try exchange.signedIn()
        let node = try await find(exchange)
        var input = FormInput(exchange)
        let words = input.text("reason", max: textMax)
        guard let round = ID<PlanRound>(exchange.form.text("round") ?? "") else {
            throw Refused.notFound
        }
        guard input.isValid else {
            return try await page(exchange, errors: input.errors, status: 422)
        }
        let now = exchange.now
        return try await act(exchange, node, &input) { db in
            try ExcuseLate(round: round, node: node.id, words: words)
                .perform(by: person, at: now, in: db)
        }
    }

    @Sendable private func answerVoice(_ exchange: Exchange) async throws -> Reply {
        let person = try exchange.signedIn()
        let id = try exchange.id("report", of: PlanReport.self)
        var input = FormInput(exchange)
        let words = input.text("words-\(id)", max: textMax)
        let (now, key) = (exchange.now, exchange.onceKey)
        guard input.isValid else { throw Refused(.invalid, "Write the answer.") }
        return .seeOther(
            try await database.write { db in
                try db.once(key, at: now) {
                    try AnswerVoice(report: id, words: words).perform(by: person, at: now, in: db)
                    guard let report = try PlanReport.find(id, in: db),
                        let node = try PlanNode.find(report.node, in: db)
                    else { throw Refused.notFound }
                    return measurePath(node)
                }
            })
    }

    @Sendable private func answerQuestion(_ exchange: Exchange) async throws -> Reply {
        let person = try exchange.signedIn()
        let id = try exchange.id("question", of: PlanQuestion.self)
        var input = FormInput(exchange)
        let words = input.text("words-\(id)", max: textMax)
        let (now, key) = (exchange.now, exchange.onceKey)
        guard input.isValid else { throw Refused(.invalid, "Write the answer.") }
        return .seeOther(
            try await database.write { db in
                try db.once(key, at: now) {
                    measurePath(
                        try AnswerQuestion(question: id, words: words)
                            .perform(by: person, at: now, in: db))
                }
            })
    }

    private func find(_ exchange: Exchange) async throws -> PlanNode {
        let ref = exchange.parameters["ref"] ?? ""
        let plan = exchange.form.text("plan").flatMap { $0.isEmpty ? nil : $0 }
        let found = try await database.read { db in
            try PlanNode.find(ref, plan: plan, in: db)
        }
        guard let found else { throw Refused.notFound }
        return found
    }

    /// Does it once; a rule's refusal comes back beside its field with what was typed.
    private func act(
        _ exchange: Exchange, _ node: PlanNode, _ input: inout FormInput,
        _ body: @escaping @Sendable (Writer) throws -> Void
    ) async throws -> Reply {
        let (key, now) = (exchange.onceKey, exchange.now)
        do {
            let path = try await database.write { db in
                try db.once(key, at: now) {
                    try body(db)
                    return measurePath(node)
                }
            }
            return .seeOther(path)
        } catch let refusal as ReportRefusal {
            input.refuse(refusal.field, refusal.words(exchange.t))
            return try await page(exchange, errors: input.errors, status: 422)
        }
    }

    private func page(
        _ exchange: Exchange, errors: [FieldError], status: Int
    ) async throws -> Reply {
        let ref = exchange.parameters["ref"] ?? ""
        let plan = (exchange.query["plan"] ?? exchange.form.text("plan")).flatMap {
            $0.isEmpty ? nil : $0
        }
        let (desk, person, now) = (desk, exchange.principal, exchange.now)
        let view = try await database.read { db in
            try MeasureView.find(ref, plan: plan, for: person, desk, at: now, in: db)
        }
        guard let view else { throw Refused.notFound }
        let page = MeasurePage(view: view, exchange: exchange, errors: errors)
        return .page(view.node.title(exchange.t), status: status, page.html)
    }
}

/// A page of text is enough for one report.
private let textMax = 3_000
