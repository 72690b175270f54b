import Kernel
import Languages
import Storage
import Web

/// The questions put to a consulted body: it answers them, and can ask nothing.
struct ConsultationPages: Sendable {
    let cases: Cases

    var routes: [Route] {
        [
            .get("/consultations", may: .role(.police), "The questions put to one's body", list),
            .post("/consultations/{id}/answer", may: .role(.police), "Answer a question", answer),
        ]
    }

    @Sendable private func list(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let principal = try exchange.signedIn()
        let open = try await cases.database.read { db in
            try ConsultationLine.open(for: principal, in: db)
        }
        let lines =
            open.isEmpty
            ? emptyState(title: t("No open questions"), words: t("New ones appear here."))
            : cards(open.map { card(question($0, exchange)) })
        return .page(
            t("Consultations"), width: .desk,
            """
            <h1>\(t("Consultations"))</h1>
            <p>\(t("No answer by the date means no objection.")) \(unverifiedMark(t))</p>\(lines)
            """)
    }

    private func question(_ line: ConsultationLine, _ exchange: Exchange) -> HTML {
        let t = exchange.t
        let procedure = cases.house.policy.procedure(line.procedure)?.title(t) ?? line.procedure
        let options = [
            Choice(ConsultationAnswer.noObjection.rawValue, t("No objection")),
            Choice(ConsultationAnswer.objection.rawValue, t("Objection")),
        ]
        let content: HTML = """
            \(radioFields(t, name: "answer-\(line.id)", legend: t("Answer"), options: options))
            \(actions(button(t("Send the answer"))))
            """
        return """
            <h2 class="number">\(line.reference)</h2>
            \(definitionList(t, [
                Fact(t("Kind of case"), "\(procedure)"),
                Fact(t("Asked on"), "\(t.date(cases.house.zone.day(of: line.askedAt)))"),
                Fact(t("Answer by"), "\(t.date(line.due))"),
            ]))
            \(postForm(to: "/consultations/\(line.id)/answer", fields: exchange.formFields, content))
            """
    }

    @Sendable private func answer(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let id = try exchange.id("id", of: ConsultationThing.self)
        guard let answer = ConsultationAnswer(rawValue: exchange.form.text("answer-\(id)") ?? "")
        else {
            throw CaseRefusal.answerMissing
        }
        let (now, key, house) = (exchange.now, exchange.onceKey, cases.house)
        let action = AnswerPolice(consultation: id, answer: answer)
        let path = try await cases.database.write { db in
            try db.once(key, at: now) {
                try action.perform(by: principal, at: now, in: db, house)
                return "/consultations"
            }
        }
        return .seeOther(path)
    }
}
