import Kernel
import Languages
import Storage
import Web

/// A person reads the draft of a refusal of their case, and answers it before anything is decided.
struct HearingPages: Sendable {
    let cases: Cases

    var routes: [Route] {
        [
            .post(
                "/cases/{reference}/hearing", may: .ownFiles,
                "Answer the draft of a refusal",
                takes: cases.takesDocument, into: cases.spool, before: isOpen,
                answer)
        ]
    }

    /// The draft with its grounds, and the form as long as there is no answer; empty without a draft.
    static func section(
        _ exchange: Exchange, _ view: CaseView, _ parts: CaseParts, _ errors: [FieldError],
        mayAct: Bool
    ) -> HTML {
        guard let hearing = view.history.hearing, !view.kase.isDecided else { return HTML() }
        let t = exchange.t
        let draft = hearing.draft
        let grounds = parts.grounds(draft.outcome, draft.grounds, draft.findings)
        return """
            <h2>\(title(view, t))</h2>
            <p>\(t("This is not a decision. You may answer before the office decides."))</p>
            \(grounds)<p>\(draft.reasons)</p>
            \(hearing.answer.map { parts.answer($0) } ?? (mayAct ? form(exchange, view, parts, errors) : HTML()))
            """
    }

    private static func title(_ view: CaseView, _ t: Translator) -> String {
        switch view.history.hearing?.draft.outcome {
        case unpaidOutcome: t("Warning: the case may be closed unpaid")
        case lapsedOutcome: t("Warning: the case may lapse")
        default: t("Draft of a refusal")
        }
    }

    private static func form(
        _ exchange: Exchange, _ view: CaseView, _ parts: CaseParts, _ errors: [FieldError]
    ) -> HTML {
        let t = exchange.t
        let limit = ["n": String(parts.house.documentBytesMax / 1_048_576)]
        return postForm(
            to: "/cases/\(view.kase.reference)/hearing", fields: exchange.formFields, files: true,
            """
            \(textArea(t, name: "answer", label: t("Your answer"),
                hint: t("Say why you see it otherwise. You answer once."),
                value: exchange.form.text("answer") ?? "", error: message(for: "answer", in: errors)))
            \(fileField(t, name: "proof", label: t("A document, if you have one"),
                hint: t("A PDF or a photo (JPEG, PNG), at most {n} MB.", limit),
                error: message(for: "proof", in: errors),
                accept: FileKind.allCases.map(\.rawValue).joined(separator: ","), required: false))
            \(actions(button(t("Send my answer"))))
            """)
    }

    /// Asked before the bytes are read.
    @Sendable private func isOpen(_ exchange: Exchange) async throws {
        try await cases.openToAct(exchange)
    }

    @Sendable private func answer(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let reference = try exchange.reference("reference")
        let (now, key, house) = (exchange.now, exchange.onceKey, cases.house)
        let (view, mandate) = try await cases.database.read { db in
            let opened = try house.openOwn(reference, for: principal, to: .act, at: now, in: db)
            let view = try CaseView(
                opened.kase, for: opened.principal, at: now, in: db, house)
            return (view, opened.mandate)
        }
        var input = FormInput(exchange)
        let text = input.text("answer", max: answerMax)
        let file = exchange.form.files["proof"]?.first.flatMap { $0.size == 0 ? nil : $0 }
        if let file, let refusal = fileRefusal(file, bytesMax: house.documentBytesMax) {
            input.refuse("proof", exchange.t(refusal.explanation, refusal.values))
        }
        guard input.isValid else {
            return CasePages(cases: cases).page(
                exchange, view, errors: input.errors, mandate: mandate)
        }
        var stored: AddDocument.StoredFile?
        if let file, let kind = file.kind {
            let question = AnswerHearing(reference: reference, text: text)
            let known = try await cases.answered(key) { db in
                let opened = try house.openOwn(reference, for: principal, to: .act, at: now, in: db)
                try question.admitWithFile(by: opened.principal, in: db, house)
                try house.admitBytes(file.size, to: opened.kase, at: now, in: db)
            }
            if let known { return .seeOther(known) }
            stored = try await cases.take(file, kind, from: "proof", &input, exchange.t)
        }
        guard input.isValid else {
            return CasePages(cases: cases).page(
                exchange, view, errors: input.errors, mandate: mandate)
        }
        let action = AnswerHearing(reference: reference, text: text, file: stored)
        let path = try await cases.database.write { db in
            try db.once(key, at: now) {
                let opened = try house.openOwn(reference, for: principal, to: .act, at: now, in: db)
                try opened.noteDeed("hearing", at: now, in: db)
                try action.perform(by: opened.principal, at: now, in: db, house)
                return "/cases/\(reference)"
            }
        }
        return .seeOther(path)
    }
}

/// Two printed pages.
private let answerMax = 6_000
