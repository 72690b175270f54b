import Kernel
import Languages
import Storage
import Web

/// A person's own cases: what happened, whose turn it is, the next legal date, and everything they may do.
struct CasePages: Sendable {
    let cases: Cases

    var routes: [Route] {
        let pages: [Route] = [
            .get(
                "/cases", may: .ownFiles, "One's own cases, and of those whose mandate one holds",
                list),
            .get(
                "/cases/{reference}", may: .ownFilesOr([.officer, .supervisor]),
                "One's own case; whoever works on it is led to the desk", show),
            .post(
                "/cases/{reference}/certificate", may: .ownFiles,
                "Ask for a certificate of the state", certify),
        ]
        return pages + DraftPages(cases: cases).routes + fileRoutes
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        if !Permission.ownFiles.allows(principal) {
            return try await toDesk(exchange.parameters["reference"] ?? "", principal)
        }
        let reference = try exchange.reference("reference")
        let (now, house) = (exchange.now, cases.house)
        let opened = try await cases.database.read { db in
            try house.open(reference, for: principal, to: .view, at: now, in: db)
        }
        // A look under a mandate is kept before anything is shown, and so is the person's own at a draft.
        if opened.mandate != nil {
            try await cases.database.write { db in try opened.noteLook(at: now, in: db) }
        } else if opened.kase.projection.state == hearingStage {
            switch exchange.look {
            case .provesNothing: break
            case .asks:
                let isUnread = try await cases.database.read { db in
                    try opened.kase.hasUnreadDraft(for: principal, in: db)
                }
                if isUnread { return DraftPages.page(exchange, opened.kase) }
            case .counts:
                try await cases.database.write { db in
                    try opened.kase.noteDraftRead(by: principal, at: now, in: db, house)
                }
            }
        }
        let view = try await cases.database.read { db -> CaseView? in
            opened.isOwn
                ? try CaseView(opened.kase, for: opened.principal, at: now, in: db, house) : nil
        }
        // Whoever works on it has another page, which keeps who looked.
        guard let view else { return .seeOther("/desk/cases/\(reference)") }
        return page(exchange, view, errors: [], mandate: opened.mandate)
    }

    /// An officer follows an address meant for the person: to the desk, where the look is kept. A file of others is
    /// no page of theirs, be it there or not.
    private func toDesk(_ typed: String, _ principal: Principal) async throws -> Reply {
        guard let reference = Reference(typed) else { throw Refused.anotherTask }
        do {
            _ = try await cases.database.read { db in
                try Case.findForStaff(reference, principal, in: db)
            }
        } catch let refusal as Refused where refusal == .notFound { throw Refused.anotherTask }
        return .seeOther("/desk/cases/\(reference)")
    }

    func page(
        _ exchange: Exchange, _ view: CaseView, errors: [FieldError], mandate: CaseMandate?
    ) -> Reply {
        let t = exchange.t
        let parts = CaseParts(view: view, t: t, house: cases.house, isOwn: true)
        let base = "/cases/\(view.kase.reference)"
        let sent: HTML? = exchange.query["sent"] == nil ? nil : confirmation(view, t)
        let demo: HTML? = view.kase.isDemo ? demoNote(t) : nil
        let mayAct = mandate?.mayAct ?? true
        let open = mayAct && !view.kase.isDecided
        let behalf: HTML? =
            mandate == nil ? nil : "<p>\(tag(t("You see this file for somebody else."), .care))</p>"
        let certificate: HTML? =
            mayAct
            ? postForm(
                to: base + "/certificate", fields: exchange.formFields,
                actions(button(t("Get a certificate of the state of my file"), kind: .secondary)))
            : nil
        // A form that came back with errors was no page that somebody opened: it shows no draft that is unread.
        let hidesDraft =
            !errors.isEmpty && mandate == nil && view.history.mayBeBrought
            && exchange.look != .provesNothing
        let hearing =
            hidesDraft
            ? HTML() : HearingPages.section(exchange, view, parts, errors, mayAct: mayAct)
        return .page(
            view.kase.reference.text, status: errors.isEmpty ? 200 : 422,
            withErrors(
                t, errors,
                """
                \(demo)<h1>\(term(t, view.procedure.title(t), official: view.procedure.official))</h1>\(behalf)\(sent)
                \(ServiceComplaintParts(t: t, house: cases.house).subject(view))
                <p><b class="number">\(view.kase.reference)</b> · \(view.office)</p>
                <p class="lead">\(parts.turn)</p>\(parts.clock)\(TacitPages.section(exchange, view, mayAct: mayAct))
                \(parts.comingOfAge)\(parts.contested)
                \(hearing)\(parts.decision)
                \(PaymentView(exchange: exchange, view: view, house: cases.house).ofPerson(mayAct: mayAct))
                \(mayAct ? StepPages.section(exchange, view, by: .person, base: base) : HTML())
                \(ReopenPages.request(exchange, view, mayAct: mayAct))
                \(RecognitionSection.of(view, cases.house, t))\(InvestorSection.of(view, cases.house, t))
                <h2>\(t("The way of your case"))</h2>\(parts.steps)
                <h2>\(t("The people of this file"))</h2>\(parts.household)
                \(parts.answers(correctAt: open ? base : nil))
                \(open ? MemberPages.link(view, base: base, t) : HTML())
                <h2>\(t("Documents"))</h2>\(parts.documents(base: base))
                \(open ? parts.offers(exchange.formFields) : HTML())
                \(open ? DocumentPages.form(exchange, view, parts, errors) : HTML())
                <h2>\(t("Visit"))</h2>\(parts.visits)
                \(mayAct && view.kase.awaitsVisit(view.procedure) ? visitLink(view, t) : HTML())
                <h2>\(t("Letters"))</h2>\(parts.letters)\(parts.reaching)
                \(certificate)\(NotAcceptedPages.link(base, t))
                \(QuestionPages.section(exchange, view, cases.house, mayAct: mayAct))
                <p>\(buttonLink(t("What you can do next"), to: base + "/escalate", kind: .secondary))</p>
                <h2>\(t("Who looked at my file"))</h2>\(parts.looks)
                """))
    }

    /// Nothing to book once they came, but for what is done by a visit of its own after the decision.
    private func visitLink(_ view: CaseView, _ t: Translator) -> HTML {
        let came = view.visits.contains { $0.state == "attended" }
        if came, !view.kase.isDecided { return HTML() }
        if let wait = view.visitWait {
            return buttonLink(
                wait.isHeld
                    ? t("A time is held for you: answer now")
                    : t("You wait for a time for your visit"),
                to: wait.link, kind: wait.isHeld ? .primary : .secondary)
        }
        let isBooked = view.visits.contains { $0.state == "booked" }
        return buttonLink(
            isBooked ? t("Change the time of the visit") : t("Book a visit for everyone"),
            to: "/bookings/new?case=\(view.kase.reference)", kind: .secondary)
    }

    private func confirmation(_ view: CaseView, _ t: Translator) -> HTML {
        card(
            """
            <h2>\(icon(.done))\(t("Your request is in"))</h2>
            <p>\(t("Keep this number. Print it or take a photo:"))</p>
            <p class="code">\(view.kase.reference)</p>
            <p>\(t("Filed on {date} at {office}.", ["date": t.date(cases.house.zone.day(of: view.kase.filedAt)), "office": view.office]))</p>
            \(printButton(t))
            """)
    }

    @Sendable private func certify(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let (now, key, house) = (exchange.now, exchange.onceKey, cases.house)
        let reference = try exchange.reference("reference")
        let action = IssueCertificate(reference: reference)
        let path = try await cases.database.write { db in
            try db.once(key, at: now) {
                let opened = try house.openOwn(reference, for: principal, to: .act, at: now, in: db)
                try opened.noteDeed("certificate", at: now, in: db)
                return
                    "/letters/\(try action.perform(by: opened.principal, at: now, in: db, house))"
            }
        }
        return .seeOther(path)
    }
}
