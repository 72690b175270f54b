import Formats
import Kernel
import Languages
import Storage
import Web

/// Reports for everybody to read, and the desk of the reporting officer.
struct ReportPages: Sendable {
    let reports: Reports

    var routes: [Route] {
        [
            .get("/reports", may: .everyone, "The reports of this installation", list),
            .get(
                "/reports/{set}", may: .everyone, "A report with its figures cited and its gaps",
                show),
            .get(
                "/reports/{set}/pdf", may: .everyone, "A report as PDF", gives: "application/pdf",
                pdf),
            .get("/reports/{set}/docx", may: .everyone, "A report as DOCX", gives: docxType, docx),
            .get(
                "/reports/{set}/edit", may: .role(.reporter), "The answers of a report, to write",
                edit),
            .post(
                "/reports/{set}/answers", may: .role(.reporter), "Writes an answer of a report",
                write),
        ]
    }

    @Sendable private func list(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let items = reports.questionSets.html { set -> HTML in
            "<li><a href=\"/reports/\(set.key)\">\(set.title(t))</a> <span class=\"quiet\">\(t.period(set.date))</span></li>"
        }
        let nothing = emptyState(
            title: t("No report"), words: t("No question set is loaded in this installation."))
        return .page(
            t("Reports"),
            """
            <h1>\(t("Reports"))</h1>
            <p class="lead">\(t("Answers to the questions of reviews, with every figure cited."))</p>
            \(items.isEmpty ? nothing : "<ul class=\"lines\">\(items)</ul>")
            """)
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let set = try set(exchange)
        let draft = try await reports.draft(set, language: answerLanguage(t), at: exchange.now)
        if exchange.wantsJSON { return .json(Array(draft.json(t).canonical.utf8)) }
        let body = ReportBody(draft: draft, t: t, base: "").html
        let mayEdit = exchange.principal?.has(.reporter) == true
        let pen = buttonLink(t("Write the answers"), to: "/reports/\(set.key)/edit")
        return .page(
            set.title(t),
            """
            \(if: mayEdit, actions(pen))\(body)<div class="actions">\
            \(buttonLink(t("Download as PDF"), to: "/reports/\(set.key)/pdf", kind: .secondary))\
            \(buttonLink(t("Download as DOCX"), to: "/reports/\(set.key)/docx", kind: .secondary))\
            \(printButton(t))</div>
            """)
    }

    @Sendable private func pdf(_ exchange: Exchange) async throws -> Reply {
        let set = try set(exchange)
        let html = try await reports.render(set.key, language: exchange.t, at: exchange.now)
        return .download(
            try await reports.pdf(html), type: "application/pdf", name: set.key + ".pdf")
    }

    @Sendable private func docx(_ exchange: Exchange) async throws -> Reply {
        let set = try set(exchange)
        let html = try await reports.render(set.key, language: exchange.t, at: exchange.now)
        return .download(try await reports.docx(html), type: docxType, name: set.key + ".docx")
    }

    @Sendable private func edit(_ exchange: Exchange) async throws -> Reply {
        try await editor(exchange, errors: [], status: 200)
    }

    @Sendable private func write(_ exchange: Exchange) async throws -> Reply {
        let person = try exchange.signedIn()
        let set = try set(exchange)
        var input = FormInput(exchange)
        let question = input.choice("question", of: set.questions.map(\.id))
        let text = input.optionalText(AnswerEditor.field(question ?? ""), max: answerMax) ?? ""
        guard input.isValid, let question else {
            return try await editor(exchange, errors: input.errors, status: 422)
        }
        let (key, now, language) = (exchange.onceKey, exchange.now, answerLanguage(exchange.t))
        let action = WriteAnswer(set: set, question: question, language: language, text: text)
        let path = try await reports.database.write { db in
            try db.once(key, at: now) {
                try action.perform(by: person, at: now, in: db)
                return "/reports/\(set.key)/edit"
            }
        }
        return .seeOther(path)
    }

    private func editor(
        _ exchange: Exchange, errors: [FieldError], status: Int
    ) async throws -> Reply {
        let set = try set(exchange)
        let draft = try await reports.draft(
            set, language: answerLanguage(exchange.t), at: exchange.now)
        let page = AnswerEditor(draft: draft, exchange: exchange, errors: errors)
        return .page(exchange.t("Write the answers"), status: status, page.html)
    }

    private func set(_ exchange: Exchange) throws -> QuestionSet {
        let key = exchange.parameters["set"] ?? ""
        guard let set = reports.questionSets.first(where: { $0.key == key }) else {
            throw Refused.notFound
        }
        return set
    }
}

let docxType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
/// Five pages of text for one question; the reviews known to us ask for less.
private let answerMax = 15_000
