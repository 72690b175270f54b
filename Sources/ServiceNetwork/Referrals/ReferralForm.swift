import Kernel
import Languages
import Storage
import Web

/// What the forms of a desk offer.
struct ReferralChoices: Sendable {
    let receivers: [Receiver]
    let municipalities: [Municipality]

    init(for principal: Principal, in db: Reader) throws {
        receivers = try Receiver.all(in: db).filter { !$0.isServed(by: principal) }
        municipalities = try Municipality.all(in: db)
    }
}

/// The form in which a need is written down, once, and the one that sends it to another body.
struct ReferralForm {
    let exchange: Exchange
    let network: ServiceNetwork
    let choices: ReferralChoices
    var input: FormInput

    init(_ exchange: Exchange, _ network: ServiceNetwork, _ choices: ReferralChoices) {
        self.exchange = exchange
        self.network = network
        self.choices = choices
        input = FormInput(exchange)
    }

    private var t: Translator { exchange.t }
    private var form: FormData { input.form }

    /// The referral that was written, or nil where something of it must be put right.
    mutating func read(by principal: Principal) -> MakeReferral? {
        let need = input.choice("need", of: KnownService.allCases.map(\.rawValue))
        let language = input.choice("language", of: network.referrals.policy.languages)
        let urgency = input.choice("urgency", of: Urgency.allCases.map(\.rawValue))
        let place = readPlace()
        let content = ReferralContent(
            name: input.text("name"), birth: input.optionalDay("birth"),
            contact: input.optionalText("contact"), told: input.text("told", max: toldMax),
            by: principal.name)
        let code = readCode()
        let address = readAddress(needsWay: form.text("code")?.isEmpty ?? true)
        guard input.isValid, let need, let language, let place, let address,
            let urgency = urgency.flatMap(Urgency.init)
        else { return nil }
        return MakeReferral(
            need: ReferralNeed(
                need: need, language: language, municipality: place, urgency: urgency),
            content: content, code: code, address: address)
    }

    mutating func readAddress(needsWay: Bool) -> ReferralAddress? {
        let named = input.optionalText("named", max: 120)
        let known = form.text("receiver").flatMap { ReceiverID($0) }
        if named == nil, known == nil {
            input.refuse("receiver", t("Choose a body, or write its name."))
        }
        let facts = Set((form.fields["facts"] ?? []).compactMap(ConsentFact.init))
            .intersection(ConsentFact.ofReferrals)
        if facts.isEmpty { input.refuse("facts", t("Choose what may be told.")) }
        let ways = [ConsentWay.oral, .paper].map(\.rawValue)
        let way = needsWay ? input.choice("way", of: ways).flatMap(ConsentWay.init) : nil
        let body: ReferralAddress.Body? = named.map { .named($0) } ?? known.map { .known($0) }
        return body.map { ReferralAddress(body: $0, facts: facts, way: way) }
    }

    private mutating func readPlace() -> PlaceCode? {
        let typed = input.text("municipality")
        switch Gazetteer(choices.municipalities).read(typed) {
        case .one(let town): return town.code
        case .nothingTyped: return nil
        case .several, .unknown:
            input.refuse("municipality", t("Write the name of one municipality."))
            return nil
        }
    }

    private mutating func readCode() -> Reference? {
        guard let typed = input.optionalText("code", max: 20) else { return nil }
        if let code = Reference(typed) { return code }
        input.refuse("code", t("This is no such code. Compare it letter by letter."))
        return nil
    }

    /// The whole form.
    func page(status: Int = 200) -> Reply {
        let title = t("Refer a person")
        let needs =
            [Choice("", t("Choose"))]
            + KnownService.allCases.map { Choice($0.rawValue, $0.words(t)) }
        let languages =
            [Choice("", t("Choose"))]
            + network.referrals.policy.languages.map { Choice($0, network.languageName($0, t)) }
        let urgencies = Urgency.allCases.map { Choice($0.rawValue, $0.words(t)) }
        let content: HTML = """
            <h1>\(title)</h1>
            <p>\(t("The body sees only need, language, municipality and how soon, until it accepts. Then it reads what you write here, so that nobody has to tell it again."))</p>
            <form method="post" action="/referrals" novalidate>\(exchange.formFields)
            \(selectField(t, name: "need", label: t("Need"), options: needs, value: value("need"), error: input.error("need")))
            \(selectField(t, name: "language", label: t("Language"), options: languages, value: value("language"),
                error: input.error("language")))
            \(textField(t, name: "municipality", label: t("Municipality"), value: value("municipality"),
                error: input.error("municipality")))
            \(radioFields(t, name: "urgency", legend: t("How soon"), options: urgencies,
                value: form.text("urgency") ?? Urgency.ordinary.rawValue, error: input.error("urgency")))
            \(textField(t, name: "name", label: t("Name of the person"), value: value("name"), error: input.error("name")))
            \(textField(t, name: "contact", label: ConsentFact.contact.words(t), value: value("contact"),
                error: input.error("contact"), required: false))
            \(dateField(t, name: "birth", label: ConsentFact.birth.words(t), value: value("birth"),
                error: input.error("birth"), required: false))
            \(textArea(t, name: "told", label: ConsentFact.told.words(t),
                hint: t("What is needed and what was tried. Nothing that the body does not need."),
                value: value("told"), error: input.error("told")))
            \(textField(t, name: "code", label: t("Code of the person"),
                hint: t("From “My referrals” in their account: they say yes there themselves. Leave it empty for somebody without an account."),
                value: value("code"), error: input.error("code"), required: false, short: true))
            \(addressFields(way: .optional))
            \(actions(button(t("Refer"))))</form>
            """
        return .page(title, status: status, withErrors(t, input.errors, content))
    }

    enum WayField {
        case required, optional, none
    }

    /// To whom, what may be told, and how the person agreed.
    func addressFields(way: WayField) -> HTML {
        let bodies = choices.receivers.map { Choice("\($0.id)", $0.name) }
        let facts = ConsentFact.ofReferrals.map { Choice($0.rawValue, $0.words(t)) }
        let chosen = form.fields["facts"].map(Set.init) ?? Set(facts.map(\.value))
        return """
            \(selectField(t, name: "receiver", label: t("Body"), options: [Choice("", t("None of these"))] + bodies,
                value: value("receiver"), error: input.error("receiver"), required: false))
            \(textField(t, name: "named", label: t("Or a small organisation without accounts"),
                hint: t("It gets a link that opens this one referral and ends by itself."), value: value("named"),
                error: input.error("named"), required: false))
            \(checkboxFields(t, name: "facts", legend: t("What the body may be told once it accepts"), options: facts,
                values: chosen, error: input.error("facts")))
            \(wayField(way))
            """
    }

    private func wayField(_ way: WayField) -> HTML? {
        if way == .none { return nil }
        let options = [
            Choice(ConsentWay.oral.rawValue, t("They said so to me")),
            Choice(ConsentWay.paper.rawValue, t("They signed a paper, which is kept at the desk")),
        ]
        let hint =
            way == .optional ? t("With a code leave this: they say yes in their account.") : nil
        return radioFields(
            t, name: "way", legend: t("How the person agreed to exactly this"), hint: hint,
            options: options, value: value("way"), error: input.error("way"),
            required: way == .required)
    }

    private func value(_ field: String) -> String { form.text(field) ?? "" }
}

/// A page; who needs more writes a letter.
private let toldMax = 3_000
