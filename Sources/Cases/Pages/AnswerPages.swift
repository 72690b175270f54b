import Kernel
import Languages
import Storage
import Web

/// Putting right what was answered in one section of a case, before anything is decided.
struct AnswerPages: Sendable {
    let cases: Cases

    var routes: [Route] {
        [
            .get(
                "/cases/{reference}/answers/{section}", may: .ownFiles,
                "The answers of one section of one's own case, to be put right", form),
            .post(
                "/cases/{reference}/answers/{section}", may: .ownFiles,
                "Put right the answers of one section before the decision", send),
        ]
    }

    @Sendable private func form(_ exchange: Exchange) async throws -> Reply {
        try await page(exchange, sent: nil)
    }

    @Sendable private func send(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let reference = try exchange.reference("reference")
        let (form, code) = (exchange.form, exchange.parameters["section"] ?? "")
        let (now, key, house) = (exchange.now, exchange.onceKey, cases.house)
        let found = try await cases.database.read { db -> AnswerCorrection in
            let opened = try house.openOwn(reference, for: principal, to: .act, at: now, in: db)
            return try house.correction(of: opened.kase, code, form, at: now, in: db)
        }
        if !found.complaints.isEmpty { return try await page(exchange, sent: found) }
        let typed = typedAnswers(found.section, in: form)
        let path = try await cases.database.write { db in
            try db.once(key, at: now) {
                let opened = try house.openOwn(reference, for: principal, to: .act, at: now, in: db)
                try opened.noteDeed("answers", at: now, in: db)
                try CorrectAnswers(
                    reference: reference, section: code, typed: typed,
                    isUnderMandate: opened.mandate != nil
                ).perform(by: opened.principal, at: now, in: db, house)
                return "/cases/\(reference)"
            }
        }
        return .seeOther(path)
    }

    /// The section as it is kept, or as it was sent with what is wrong with it.
    private func page(_ exchange: Exchange, sent: AnswerCorrection?) async throws -> Reply {
        let principal = try exchange.signedIn()
        let reference = try exchange.reference("reference")
        let (code, now, house) = (exchange.parameters["section"] ?? "", exchange.now, cases.house)
        let (opened, sheet) = try await cases.database.read { db -> (OpenedCase, FormSheet) in
            let opened = try house.openOwn(reference, for: principal, to: .act, at: now, in: db)
            let history = try opened.kase.history(in: db)
            let sheet = try house.sheet(
                of: history, opened.kase.procedure, filedAt: opened.kase.filedAt)
            return (opened, sheet)
        }
        guard let asked = sent?.asked ?? sheet.asked.first(where: { $0.section.code == code })
        else { throw Refused.notFound }
        if opened.kase.isDecided { throw CaseRefusal.alreadyDecided }
        // A look under a mandate is kept before anything is shown.
        if opened.mandate != nil {
            try await cases.database.write { db in try opened.noteLook(at: now, in: db) }
        }
        let t = exchange.t
        let values =
            sent == nil ? sheet.answers : typedAnswers(asked.section, in: exchange.form)
        let fields = FormFieldsView(
            t: t, asked: asked, names: house.codedNames, values: values,
            complaints: sent?.complaints ?? [])
        let count: HTML? = asked.section.repeats.map { _ in
            hiddenField(asked.section.countName, String(asked.entries.count))
        }
        let title = t("Correct what you said: {section}", ["section": asked.section.title(t)])
        let base = "/cases/\(reference)"
        return .page(
            title, status: sent == nil ? 200 : 422,
            withErrors(
                t, fields.errors,
                """
                <h1>\(title)</h1>
                <p>\(t("The office sees what you said before and what you say now."))</p>
                \(postForm(to: "\(base)/answers/\(code)", fields: exchange.formFields,
                    "\(count)\(fields.html)\(actions(button(t("Send the correction"))))"))
                <p><a href="\(base)">\(t("Back to your case"))</a></p>
                """))
    }
}

extension CaseHouse {
    /// The section as a form answers it.
    fileprivate func correction(
        of kase: Case, _ code: String, _ form: FormData, at now: Moment, in db: Reader
    ) throws -> AnswerCorrection {
        guard let section = try procedure(kase.procedure).form.section(code) else {
            throw Refused.notFound
        }
        return try correction(
            of: try kase.history(in: db), kase, code, typedAnswers(section, in: form),
            on: zone.day(of: now))
    }
}
