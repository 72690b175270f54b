import Kernel
import Languages
import Web

/// The form with which a mediator logs a contact without leaving the keyboard, and those of today.
///
/// `web/js/contacts.js` keeps a contact in the browser where there is no line, and lets a first letter choose.
struct ContactView {
    let t: Translator
    let desk: ContactDesk
    let names: ContactNames
    let account: AccountID
    let now: Moment
    /// What was chosen, where something was missing.
    let form: FormData
    let errors: [FieldError]
    /// Hidden fields, new for each form.
    let fields: () -> HTML

    var html: HTML {
        """
        <h1>\(t("Contacts"))</h1>\(desk.days.isEmpty ? noCentre : main)
        <p><a href="/contacts/figures">\(t("Figures by month"))</a></p>
        """
    }

    private var noCentre: HTML {
        "<p class=\"empty\">\(t("Your duty names no centre, so you log no contact. The administrator can add it."))</p>"
    }

    private var main: HTML {
        """
        \(desk.days.html(tally))\(status)
        <form method="post" action="/contacts" class="brisk" novalidate data-contacts="\(account)">\(fields())
        \(centreField)\(topicField)\(languageField)
        \(channelField)\(outcomeField)\(sexField)\(ageField)
        \(actions(button(t("Log the contact"))))</form>
        <h2>\(t("Your last ones of today"))</h2>
        <p class="quiet">\(t("You can take one back for {n} minutes.", ["n": String(contactUndoMinutes)]))</p>
        \(desk.days.html(list))
        """
    }

    private func tally(_ day: ContactDay) -> HTML {
        let words = t.plural(
            "{n} contact today at {centre}.", "{n} contacts today at {centre}.", day.count,
            ["centre": day.centre.name])
        return "<p class=\"lead\">\(words)</p>"
    }

    /// What the script says, in the reader's language.
    private var status: HTML {
        """
        <p role="status" data-contacts-status \
        data-waiting="\(t("Waiting in this browser to be sent: {n}."))" \
        data-sign-in="\(t("Waiting in this browser: {n}. Sign in again, and they are sent."))" \
        data-sent="\(t("What waited was sent."))" data-logged="\(t("Logged."))" \
        data-refused="\(t("Not counted, being too old or of another centre: {n}."))" \
        data-missing="\(t("Choose one of the options."))"></p>
        <p class="keys" data-contacts-keys hidden>\
        \(t("Tab goes on, a first letter or the arrows choose, Enter logs. No name is asked for, and none can be written."))</p>
        """
    }

    private var centreField: HTML {
        let centres = desk.days.map { Choice("\($0.centre.id)", $0.centre.name) }
        if centres.count == 1 { return hiddenField("centre", centres[0].value) }
        return radios("centre", t("Centre"), centres, centres[0].value)
    }

    private var topicField: HTML {
        radios("topic", t("Topic"), inOrder(desk.topics.map { Choice($0.code, $0.words(t)) }))
    }

    private var languageField: HTML {
        let options = inOrder(
            contactLanguages.map { Choice($0, names.words($0, of: .language, t)) })
        let chosen = form.text("language") ?? desk.last?.language ?? ""
        return selectField(
            t, name: "language", label: t("Language"),
            options: (chosen.isEmpty ? [Choice("", "–")] : []) + options, value: chosen,
            error: message(for: "language", in: errors))
    }

    private var channelField: HTML {
        let options = ContactChannel.allCases.map { Choice($0.rawValue, $0.words(t)) }
        return radios("channel", t("Channel"), options, desk.last?.channel.rawValue)
    }

    private var outcomeField: HTML {
        radios(
            "outcome", t("Outcome"),
            ContactOutcome.allCases.map { Choice($0.rawValue, $0.words(t)) })
    }

    private var sexField: HTML {
        let options = ContactSex.allCases.map { Choice($0.rawValue, $0.words(t)) }
        return radios("sex", t("Sex"), options + [silence], "", required: false)
    }

    private var ageField: HTML {
        let options = ContactAge.allCases.map { Choice($0.rawValue, $0.rawValue) }
        return radios("age", t("Age"), options + [silence], "", required: false)
    }

    private var silence: Choice { Choice("", t("Not said")) }

    private func radios(
        _ name: String, _ legend: String, _ options: [Choice], _ usual: String? = nil,
        required: Bool = true
    ) -> HTML {
        radioFields(
            t, name: name, legend: legend, options: options,
            value: form.text(name) ?? usual ?? "none", error: message(for: name, in: errors),
            required: required)
    }

    /// By the letters of the reader's language; what is none of them stands last.
    private func inOrder(_ choices: [Choice]) -> [Choice] {
        func key(_ choice: Choice) -> (Int, String) {
            (choice.value == otherLanguage ? 1 : 0, folded(choice.label))
        }
        return choices.sorted { key($0) < key($1) }
    }

    private func list(_ day: ContactDay) -> HTML {
        if day.own.isEmpty { return "<p>\(t("None yet."))</p>" }
        return "<ul class=\"lines\">\(day.own.html { line($0, day.centre.zone) })</ul>"
    }

    private func line(_ contact: LoggedContact, _ zone: Zone) -> HTML {
        let time = t.time(zone.minuteOfDay(of: contact.madeAt))
        let words = [
            names.words(contact.topic, of: .topic, t),
            names.words(contact.language, of: .language, t),
            contact.channel.words(t), contact.outcome.words(t),
        ].joined(separator: " · ")
        guard contact.canBeUndone(at: now) else { return "<li><span>\(time) \(words)</span></li>" }
        return """
            <li><span>\(time) \(words)</span><form method="post" action="/contacts/\(contact.id)/undo">\(fields())\
            \(button(t("Take back"), kind: .quiet))<span class="visually-hidden">: \(time) \(words)</span></form></li>
            """
    }
}
