import Languages
import Web

/// How somebody of the office brought a draft to its person: in their hands, or by a registered letter with what the
/// receipt of the post says.
struct BroughtForms {
    let exchange: Exchange
    let errors: [FieldError]

    func all(_ form: (HTML) -> HTML) -> HTML {
        let t = exchange.t
        func value(_ name: String) -> String { exchange.form.text(name) ?? "" }
        let handed: HTML = """
            \(hiddenField("way", NoticeWay.handed.rawValue))\
            \(button(t("The person has it in their hands"), kind: .secondary))
            """
        let registered: HTML = """
            \(hiddenField("way", NoticeWay.registered.rawValue))\
            \(textField(t, name: "letter-number", label: t("Number of the registered letter"),
                hint: t("It stands on the receipt of the post."), value: value("letter-number"),
                error: message(for: "letter-number", in: errors), short: true))
            \(dateField(t, name: "letter-day", label: t("The day it was posted"),
                value: value("letter-day"), error: message(for: "letter-day", in: errors)))
            \(button(t("It went out as a registered letter"), kind: .secondary))
            """
        return form(handed) + form(registered)
    }
}
