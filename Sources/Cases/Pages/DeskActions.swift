import Kernel
import Languages
import Storage
import Web

/// A case at the desk, and each thing an officer does with it.
struct DeskActions: Sendable {
    let cases: Cases

    var routes: [Route] {
        let staff = Permission.role(.officer, .supervisor)
        return [
            .get(
                "/desk/cases/{reference}", may: staff, "A case of one's offices; the look is kept",
                show),
            .get(
                "/desk/cases/{reference}/documents/{document}", may: staff,
                "Open a document of a case",
                gives: "application/octet-stream", download),
            .post(
                "/desk/cases/{reference}/visits", may: staff, "Record that the people came", visit),
            .post(
                "/desk/cases/{reference}/requests", may: staff,
                "Ask for documents; the clock stops", request),
            .post(
                "/desk/cases/{reference}/receipts", may: staff,
                "Note that something asked for is in", receive),
            .post(
                "/desk/cases/{reference}/numbers", may: staff,
                "Note the number of a document that somebody showed", number),
            .post(
                "/desk/cases/{reference}/consultation", may: staff,
                "Put the question of a consulted body", consult),
            .post(
                "/desk/cases/{reference}/proposal", may: staff,
                "Propose a refusal: the person is heard before it is decided", propose),
            .post(
                "/desk/cases/{reference}/withdrawal", may: staff,
                "Take back a draft that has not reached its person", withdraw),
            .post(
                "/desk/cases/{reference}/returns", may: staff,
                "Note that a letter sent by post came back: the next way is tried", returned),
            .post(
                "/desk/cases/{reference}/notice", may: staff,
                "Note how a draft was brought to its person: their time to answer begins", notice),
            .post(
                "/desk/cases/{reference}/decision", may: staff,
                "Decide with outcome, grounds and reasons", decide),
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        try await page(exchange, errors: [])
    }

    func page(_ exchange: Exchange, errors: [FieldError]) async throws -> Reply {
        let principal = try exchange.signedIn()
        let look = LookAtCase(reference: try exchange.reference("reference"))
        let (now, house) = (exchange.now, cases.house)
        // The look is kept before anything is shown; the page is read beside those who write.
        let kase = try await cases.database.write { db in
            try look.perform(by: principal, at: now, in: db)
        }
        if kase.isErased { return .seeOther("/desk/cases/\(kase.reference)/erasure") }
        let (view, take, numbers, people) = try await cases.database.read { db in
            let numbers = try NotedNumber.ahead(of: kase.id, in: db)
            let files = try OtherFile.ahead(of: kase.id, for: principal, in: db)
            let apart = try DecidedApart.ahead(for: principal, of: kase.id, at: now, in: db)
            let waits = try Take.aheadWithPairs(of: kase.id, for: principal, in: db)
            // These travel with the first that it waits for.
            let view = try CaseView(kase, for: principal, at: now, in: db, house)
            let (take, pairs) = try waits.get()
            let people = PeopleOfCase(
                files: try files.get(), openPairs: pairs, apart: try apart.get())
            return (view, take, try numbers.get(), people)
        }
        let note = TakeNote(
            exchange: exchange, kase: view.kase,
            take: take.flatMap { $0.isHeld(at: now) ? $0 : nil },
            principal: principal, zone: house.zone)
        return DeskCase(
            exchange: exchange, view: view, house: house,
            priority: try view.priority(house), note: note, numbers: numbers, people: people,
            errors: errors
        ).reply
    }

    @Sendable private func download(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let look = LookAtCase(
            reference: try exchange.reference("reference"), opened: .document)
        let id = try exchange.id("document", of: CaseDocumentThing.self)
        let now = exchange.now
        let kase = try await cases.database.write { db in
            try look.perform(by: principal, at: now, in: db)
        }
        let document = try await cases.database.read { db in
            try CaseDocument.find(id, of: kase, in: db)
        }
        return try cases.saved(document)
    }

    @Sendable private func visit(_ exchange: Exchange) async throws -> Reply {
        let action = RecordVisit(reference: try exchange.reference("reference"))
        return try await cases.actAtDesk(exchange, action.perform)
    }

    @Sendable private func request(_ exchange: Exchange) async throws -> Reply {
        let wishes = (exchange.form.fields["what"] ?? []).compactMap { Wish($0) }
        if wishes.isEmpty {
            let error = FieldError(
                field: "what", message: exchange.t("Choose at least one document to ask for."))
            return try await page(exchange, errors: [error])
        }
        var input = FormInput(exchange)
        let because = input.optionalText("because", max: becauseMax)
        if !input.isValid { return try await page(exchange, errors: input.errors) }
        let action = RequestDocuments(
            reference: try exchange.reference("reference"), items: wishes, because: because)
        do { return try await cases.actAtDesk(exchange, action.perform) } catch let refusal
            as CaseRefusal
        {
            // What was ticked stays, and the reason is asked for beside its field.
            guard case .alreadyHeld = refusal else { throw refusal }
            input.refuse("because", exchange.t(refusal.explanation, refusal.values))
            return try await page(exchange, errors: input.errors)
        }
    }

    @Sendable private func receive(_ exchange: Exchange) async throws -> Reply {
        guard let item = RequestItemID(exchange.form.text("item") ?? "") else {
            throw Refused.notFound
        }
        let action = ReceiveDocument(reference: try exchange.reference("reference"), item: item)
        return try await cases.actAtDesk(exchange, action.perform)
    }

    @Sendable private func number(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        var input = FormInput(exchange)
        let member = CaseMemberID(exchange.form.text("whose") ?? "")
        if member == nil { input.refuse("whose", t("Choose one of the options.")) }
        let typed = input.text("number", max: numberTypedMax)
        let number = DocumentNumber(typed)
        if number == nil, !typed.isEmpty {
            input.refuse("number", t("Write the whole number, with its letters and digits."))
        }
        guard input.isValid, let member, let number else {
            return try await page(exchange, errors: input.errors)
        }
        let action = NoteNumber(
            reference: try exchange.reference("reference"), member: member, number: number)
        return try await cases.actAtDesk(exchange, action.perform)
    }

    @Sendable private func consult(_ exchange: Exchange) async throws -> Reply {
        let action = Consult(
            reference: try exchange.reference("reference"), body: exchange.form.text("body") ?? "")
        return try await cases.actAtDesk(exchange, action.perform)
    }

    @Sendable private func decide(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        var input = FormInput(exchange)
        let outcome = exchange.form.text("outcome") ?? ""
        if outcome.isEmpty { input.refuse("outcome", t("Choose how the case is decided.")) }
        let grounds = exchange.form.fields["ground"] ?? []
        if grounds.isEmpty { input.refuse("ground", t("Name at least one ground.")) }
        let reasons = input.text("reasons", max: reasonsMax)
        // Without the fields, what the draft said stands.
        let findings =
            FindingFields.isAsked(exchange, "")
            ? FindingFields.read(exchange, "", of: grounds, &input) : nil
        if !input.isValid { return try await page(exchange, errors: input.errors) }
        let action = Decide(
            reference: try exchange.reference("reference"), outcome: outcome, grounds: grounds,
            reasons: reasons, despite: exchange.form.text("despite"), findings: findings)
        do {
            return try await cases.actAtDesk(exchange, action.performOrPropose)
        } catch let refusal as CaseRefusal {
            // What was typed stays, and the question that was not answered is asked beside its field.
            var field = FindingFields.field(of: refusal, "")
            if case .papersMissing = refusal { field = "despite" }
            guard let field else { throw refusal }
            input.refuse(field, t(refusal.explanation, refusal.values))
            return try await page(exchange, errors: input.errors)
        }
    }

    @Sendable private func propose(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        var input = FormInput(exchange)
        let grounds = exchange.form.fields["draft-ground"] ?? []
        if grounds.isEmpty { input.refuse("draft-ground", t("Name at least one ground.")) }
        let reasons = input.text("draft-reasons", max: reasonsMax)
        let findings = FindingFields.read(exchange, draftPrefix, of: grounds, &input)
        if !input.isValid { return try await page(exchange, errors: input.errors) }
        let draft = Verdict(
            outcome: exchange.form.text("draft-outcome") ?? "", grounds: grounds, reasons: reasons,
            findings: findings)
        let action = ProposeRefusal(reference: try exchange.reference("reference"), draft: draft)
        do { return try await cases.actAtDesk(exchange, action.perform) } catch let refusal
            as CaseRefusal
        {
            guard let field = FindingFields.field(of: refusal, draftPrefix) else { throw refusal }
            input.refuse(field, t(refusal.explanation, refusal.values))
            return try await page(exchange, errors: input.errors)
        }
    }

    @Sendable private func withdraw(_ exchange: Exchange) async throws -> Reply {
        let action = WithdrawDraft(reference: try exchange.reference("reference"))
        return try await cases.actAtDesk(exchange, action.perform)
    }
}

/// Those of the post have 13 letters and digits.
let letterNumberMax = 40
/// A long number with a blank after each letter.
private let numberTypedMax = 50
/// Two printed pages.
private let reasonsMax = 6_000
/// A paragraph of a letter.
private let becauseMax = 600
