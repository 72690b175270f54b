import Kernel
import Languages
import Web

/// The form of a signal. After it was sent the screen is as if it had never been there: the address of the form gives way to
/// the next page, and no page, list or count of this house knows of it.
struct SignalPages: Sendable {
    static let path = "/signal"
    static let done = "/signalled"
    let signals: Signals

    var routes: [Route] {
        [
            .get(SignalPages.path, may: .signedIn, "Who noticed something about a child", choose),
            .get(
                SignalPages.path + "/{profession}", may: .signedIn,
                "The signs that a profession may notice", form),
            .post(
                SignalPages.path + "/{profession}", may: .signedIn,
                "Hand over what was noticed about a child; nothing of it stays", send),
            .get(SignalPages.done, may: .signedIn, "Where the form leads", left),
        ]
    }

    /// Whose list of signs comes first, by what somebody does here.
    static func profession(of principal: Principal) -> String? {
        if principal.has(.police) { return "border" }
        if principal.has(.mediator) { return "social" }
        return principal.has(.officer) || principal.has(.supervisor) ? "desk" : nil
    }

    @Sendable private func choose(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let links = signals.book.professions.html { one -> HTML in
            "<li><a href=\"\(SignalPages.path)/\(one.code)\" data-replace>\(one.title(t))</a></li>"
        }
        return leaving(
            .page(
                t("Signal a child at risk"),
                "<h1>\(t("Signal a child at risk"))</h1>\(danger(t))<h2>\(t("What do you work in?"))</h2><ul>\(links)</ul>"
            ))
    }

    @Sendable private func form(_ exchange: Exchange) async throws -> Reply {
        page(exchange, try profession(exchange), [])
    }

    @Sendable private func send(_ exchange: Exchange) async throws -> Reply {
        let profession = try profession(exchange)
        var input = FormInput(exchange)
        let ticked = Set(exchange.form.fields["signs"] ?? [])
        let signal = Signal(
            profession: profession.code, signs: profession.signs.filter(ticked.contains),
            inDanger: input.ticked("danger"), text: input.text("text", max: signalTextMax),
            place: input.optionalText("place", max: lineMax),
            contact: input.optionalText("contact", max: lineMax),
            day: signals.zone.day(of: exchange.now))
        if !input.isValid { return page(exchange, profession, input.errors) }
        try handOver(try signal.plain(), exchange)
        return leaving(.seeOther(SignalPages.done))
    }

    /// Whoever signalled must know when nobody will read it: then they call.
    private func handOver(_ plain: [UInt8], _ exchange: Exchange) throws {
        let account = try exchange.signedIn().account
        guard exchange.mayTry(in: "signal \(account)") else {
            throw Refused(
                .tooMany,
                "Many signals came from you. Where a child is in danger call 112, and send the rest in a minute."
            )
        }
        do { try signals.handOver(plain, exchange.onceKey) } catch {
            throw Refused(
                .unavailable,
                "This could not be handed over, and nobody has read it. Where a child is in danger call 112, else the police."
            )
        }
    }

    /// Everybody may open this page at any time: that it is open says nothing.
    @Sendable private func left(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        return leaving(
            .page(
                t("Signal a child at risk"),
                """
                <div data-gone="/door"><h1>\(t("Signal a child at risk"))</h1>
                <p>\(t("What you send is read by specialists in child protection, and by nobody else. It can be neither found nor opened again here."))</p>
                \(danger(t))<p><a href="/door">\(t("Back to your work"))</a></p></div>
                """))
    }

    private func profession(_ exchange: Exchange) throws -> ProtectionBook.Profession {
        guard let found = signals.book.profession(exchange.parameters["profession"] ?? "") else {
            throw Refused.notFound
        }
        return found
    }

    private func leaving(_ reply: Reply) -> Reply {
        var reply = reply
        reply.headers += [("cache-control", "no-store"), ("x-robots-tag", "noindex, nofollow")]
        return reply
    }
}

extension SignalPages {
    private func danger(_ t: Translator) -> HTML {
        let lines = signals.book.danger.html { said -> HTML in
            "<li>\(said.text(t))\(said.verified ? HTML() : " \(unverifiedMark(t))")</li>"
        }
        return card("<h2>\(t("Danger first"))</h2><ul>\(lines)</ul>")
    }

    /// Prevention: what somebody of this profession reads before it is needed.
    private func materials(_ t: Translator, _ profession: ProtectionBook.Profession) -> HTML {
        let links = signals.book.materials.filter { $0.professions.contains(profession.code) }.html
        {
            "<li><a href=\"\($0.address)\" rel=\"noreferrer\">\($0.title(t))</a></li>"
        }
        return
            "<details><summary>\(t("Read before you need it"))</summary><ul>\(links)</ul></details>"
    }

    private func page(
        _ exchange: Exchange, _ profession: ProtectionBook.Profession, _ errors: [FieldError]
    ) -> Reply {
        let t = exchange.t
        let path = SignalPages.path + "/" + profession.code
        let content: HTML = """
            \(checkboxFields(t, name: "signs", legend: t("What did you notice?"),
                hint: t("None is needed, and none proves anything. No score decides: people do."),
                options: signals.book.signs(of: profession).map { Choice($0.code, $0.title(t)) },
                values: Set(exchange.form.fields["signs"] ?? []), required: false))
            \(checkboxFields(t, name: "danger", legend: t("Danger"),
                options: [Choice("yes", t("The child is in danger now, and 112 was called"))],
                values: Set(exchange.form.fields["danger"] ?? []), required: false))
            \(textArea(t, name: "text", label: t("What did you see or hear, and when?"),
                hint: t("Write what is needed to find and protect the child; no more."),
                value: exchange.form.text("text") ?? "", error: message(for: "text", in: errors), rows: 8))
            \(textField(t, name: "place", label: t("Where is the child?"),
                value: exchange.form.text("place") ?? "", error: message(for: "place", in: errors),
                required: false))
            \(textField(t, name: "contact", label: t("How can a specialist reach you?"),
                hint: t("Your account is not sent along."), value: exchange.form.text("contact") ?? "",
                error: message(for: "contact", in: errors), autocomplete: "off", required: false))
            \(actions(button(t("Hand over"))))
            """
        return leaving(
            .page(
                t("Signal a child at risk"), status: errors.isEmpty ? 200 : 422,
                withErrors(
                    t, errors,
                    """
                    <h1>\(t("Signal a child at risk"))</h1>\(danger(t))
                    <p>\(t("Signs for: {profession}.", ["profession": profession.title(t)]))
                    \(profession.verified ? HTML() : unverifiedMark(t))
                    <a href="\(SignalPages.path)" data-replace>\(t("Another profession"))</a></p>
                    \(materials(t, profession))
                    <p class="quiet">\(profession.sources.filter { $0.contains("://") }.html { "\(linkedText($0)) " })</p>
                    <form method="post" action="\(path)" autocomplete="off" data-quiet>\(exchange.formFields)\(content)</form>
                    """)))
    }
}

/// A place, a name and a telephone number.
private let lineMax = 200
