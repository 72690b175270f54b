import Formats
import Kernel
import Languages
import LegalTime
import Storage
import Web

/// What a person asks in their case, who owes the answer and until when; and the answering.
struct QuestionPages: Sendable {
    let cases: Cases

    var routes: [Route] {
        let staff = Permission.role(.officer, .supervisor)
        return [
            .post(
                "/cases/{reference}/questions", may: .ownFiles,
                "Ask the office something about one's case", ask),
            .get(
                "/desk/questions", may: staff,
                "The questions of people that wait for an answer of one's offices", list),
            .post(
                "/desk/cases/{reference}/answers", may: staff, "Answer a question of a person",
                answer),
            .post(
                "/desk/cases/{reference}/words", may: staff,
                "Write to the person of a case without having been asked", write),
        ]
            + cases.takenLists(
                "questions", may: staff,
                "The questions that wait for an answer of one's offices as a file",
                columns: ["reference", "procedure", "wants", "asked", "answer_by", "owner"]
            ) { [house = cases.house] principal, _, limit, db in
                try OpenQuestion.all(
                    WorkOffices(principal), principal, limit: limit, in: db, house
                ).map {
                    TakenRow(fields: QuestionPages.row($0, house), files: [$0.kase.reference])
                }
            }
    }

    @Sendable private func ask(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let reference = try exchange.reference("reference")
        let action = AskQuestion(
            reference: reference, text: QuestionPages.text(exchange, "question"))
        let house = cases.house
        return try await cases.act(exchange, to: "/cases/\(reference)#questions") { db, now in
            let opened = try house.openOwn(reference, for: principal, to: .act, at: now, in: db)
            try opened.noteDeed("question", at: now, in: db)
            try action.perform(by: opened.principal, at: now, in: db, house)
        }
    }

    @Sendable private func answer(_ exchange: Exchange) async throws -> Reply {
        let action = AnswerQuestion(
            reference: try exchange.reference("reference"),
            question: PersonQuestionID(exchange.form.text("asked") ?? ""),
            text: QuestionPages.text(exchange, "said"), prepared: exchange.form.text("prepared"))
        return try await cases.actAtDesk(exchange, action.perform)
    }

    @Sendable private func write(_ exchange: Exchange) async throws -> Reply {
        let action = WriteToPerson(
            reference: try exchange.reference("reference"),
            text: QuestionPages.text(exchange, "words"), prepared: exchange.form.text("prepared"))
        return try await cases.actAtDesk(
            exchange,
            beside: { (refusal: QuestionRefusal) in refusal.kind == .invalid ? "words" : nil },
            action.perform)
    }

    @Sendable private func list(_ exchange: Exchange) async throws -> Reply {
        let (t, principal) = (exchange.t, try exchange.signedIn())
        let today = cases.house.zone.day(of: exchange.now)
        let asked = try await cases.database.read { [cases] db in
            try OpenQuestion.all(WorkOffices(principal), principal, in: db, cases.house)
        }
        let trail = breadcrumbs(
            t,
            [
                NavItem(t("Queue"), path: "/desk"),
                NavItem(t("Questions of people"), path: "/desk/questions", current: true),
            ])
        let table =
            asked.isEmpty
            ? emptyState(
                title: t("Nobody waits for an answer"),
                words: t("When somebody asks something in their case, it stands here."))
            : DeskQuestions.table(asked, on: today, t)
        return .page(
            t("Questions of people"), width: .desk,
            """
            \(trail)<h1>\(t("Questions of people"))</h1>\(table)\
            \(cutNote(t, shown: asked.count, of: questionRows))\(takenListForms("questions", isEmpty: asked.isEmpty, exchange))
            """)
    }

    private static func row(_ asked: OpenQuestion, _ house: CaseHouse) -> [JSON] {
        [
            .string(asked.kase.reference.text), .string(asked.kase.procedure),
            .string(asked.wants.rawValue), JSON(house.zone.day(of: asked.askedAt)),
            JSON(asked.answerBy), .string(asked.owner),
        ]
    }

    /// What was typed; its rules are those of the action, after it was asked whose case it is.
    static func text(_ exchange: Exchange, _ field: String) -> String {
        String((exchange.form.text(field) ?? "").filter { $0 != "\u{0}" })
    }
}

extension QuestionPages {
    /// On the page of the person: what they asked, and a form for more.
    static func section(
        _ exchange: Exchange, _ view: CaseView, _ house: CaseHouse, mayAct: Bool
    ) -> HTML {
        let t = exchange.t
        let questions = view.events.questions
        let thread = questions.html { entry($0, view, house, t) }
        let isOpen = questions.filter { $0.answer == nil }.count < openQuestionsMax
        let form: HTML =
            mayAct && isOpen
            ? postForm(
                to: "/cases/\(view.kase.reference)/questions", fields: exchange.formFields,
                """
                \(textArea(t, name: "question", label: t("Ask the office something"), rows: 3))
                \(actions(button(t("Send the question"), kind: .secondary)))
                """)
            : HTML()
        let words = written(view, house, t)
        return "<h2 id=\"questions\">\(t("Your questions"))</h2>\(words)\(thread)\(form)"
    }

    /// What the office wrote of itself.
    private static func written(_ view: CaseView, _ house: CaseHouse, _ t: Translator) -> HTML {
        view.events.officeWords.html { words -> HTML in
            let day = t.date(house.zone.day(of: words.at))
            return """
                <p class="quiet">\(t("The office wrote on {date}:", ["date": day]))</p>
                <blockquote class="written">\(words.text)</blockquote>
                """
        }
    }

    /// At the desk: a form to write to the person, what was written and what they asked, and a form at each that waits.
    static func deskSection(
        _ exchange: Exchange, _ view: CaseView, _ house: CaseHouse, _ errors: [FieldError]
    ) -> HTML {
        let t = exchange.t
        let questions = view.events.questions
        let thread = questions.html { question -> HTML in
            let form: HTML =
                question.answer == nil
                ? postForm(
                    to: "/desk/cases/\(view.kase.reference)/answers", fields: exchange.formFields,
                    """
                    \(hiddenField("asked", question.id.description))
                    <p><label for="said-\(question.id)">\(t("Answer"))</label></p>
                    <textarea id="said-\(question.id)" name="said" rows="4"></textarea>
                    \(prepared(house, "\(question.id)", t))
                    \(actions(button(t("Send the answer"), kind: .secondary)))
                    """)
                : HTML()
            return "\(entry(question, view, house, t))\(form)"
        }
        let title: HTML? =
            questions.isEmpty ? nil : "<h2>\(t("Questions of the person"))</h2>"
        let words = written(view, house, t)
        return
            "\(title)\(thread)<h2>\(t("Words to the person"))</h2>\(words)\(writing(exchange, view, house, errors))"
    }

    private static func writing(
        _ exchange: Exchange, _ view: CaseView, _ house: CaseHouse, _ errors: [FieldError]
    ) -> HTML {
        let t = exchange.t
        let field = textArea(
            t, name: "words", label: t("Write to the person"),
            hint: t(
                "They are told that it is there, and can ask back. It has no legal effect: papers are asked for below, and letters go by themselves."
            ),
            value: exchange.form.text("words") ?? "", error: message(for: "words", in: errors),
            rows: 3)
        return postForm(
            to: "/desk/cases/\(view.kase.reference)/words", fields: exchange.formFields,
            field + prepared(house, "words", t) + actions(button(t("Send it"), kind: .secondary)))
    }

    /// Texts that may be sent instead; nothing where the policy has none.
    private static func prepared(_ house: CaseHouse, _ form: String, _ t: Translator) -> HTML {
        let answers = house.policy.answers
        if answers.isEmpty { return HTML() }
        let options = answers.html { answer -> HTML in
            "<option value=\"\(answer.code)\">\(answer.title(t))</option>"
        }
        return """
            <p><label for="prepared-\(form)">\(t("Or, if you write nothing, a prepared text"))</label></p>
            <select id="prepared-\(form)" name="prepared"><option value=""></option>\(options)</select>
            """
    }

    private static func entry(
        _ question: PersonQuestion, _ view: CaseView, _ house: CaseHouse, _ t: Translator
    ) -> HTML {
        let asked = t.date(house.zone.day(of: question.askedAt))
        let wants: HTML? =
            question.wants == .reopening ? "\(tag(t("Asks to open it again"), .care)) " : nil
        return """
            <blockquote class="written">\(wants)\(question.text)</blockquote>
            <p class="quiet">\(t("Asked on {date}.", ["date": asked])) \(state(question, view, house, t))</p>
            """
    }

    private static func state(
        _ question: PersonQuestion, _ view: CaseView, _ house: CaseHouse, _ t: Translator
    ) -> HTML {
        if let answer = question.answer, let at = question.answeredAt {
            let day = t.date(house.zone.day(of: at))
            return "\(t("Answered on {date}:", ["date": day])) <q>\(answer)</q>"
        }
        let owner: HTML? = question.owner.map { "\(t("{name} owes the answer.", ["name": $0])) " }
        guard let period = try? house.answer(in: view.kase, askedAt: question.askedAt),
            let end = period.end
        else { return "\(owner)\(t("No day is set for the answer."))" }
        let late: HTML? = end < view.today ? " \(tag(t("late"), .yours))" : nil
        let mark: HTML? = period.isVerified ? nil : " \(unverifiedMark(t))"
        return
            "\(owner)\(t("The answer is due by {date}.", ["date": t.date(end)]))\(late)\(mark)"
    }
}
