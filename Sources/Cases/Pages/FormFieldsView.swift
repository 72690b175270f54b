import Kernel
import Languages
import Web

/// The fields of one section as they are asked, with what was typed before and what is wrong with it.
struct FormFieldsView {
    let t: Translator
    let asked: FormSheet.AskedSection
    let names: CodedNames
    /// What stands in the fields, by their names.
    let values: [String: String]
    let complaints: [FormSheet.Complaint]

    var html: HTML {
        asked.entries.html { entry -> HTML in
            let fields = entry.fields.html { field($0, entry.number) }
            guard let number = entry.number else { return fields }
            return fieldset(legend: entryTitle(number), title: true, fields)
        }
    }

    /// Complaints as the summary of a page names them.
    var errors: [FieldError] {
        complaints.map { complaint in
            FieldError(
                field: complaint.name, message: complaint.what.words(t),
                group: complaint.entry.map(entryTitle))
        }
    }

    private func entryTitle(_ number: Int) -> String {
        "\(asked.section.title(t)) (\(t.number(number)))"
    }

    private func field(_ field: FormField, _ entry: Int?) -> HTML {
        let name = field.name(entry)
        switch field.kind {
        case .text: return line(field, name, .text)
        case .documentNumber: return line(field, name, .text, isShort: true)
        case .number, .money: return line(field, name, .text, isShort: true)
        case .mail: return line(field, name, .email, completion: "email")
        case .phone: return line(field, name, .tel, completion: "tel", isShort: true)
        case .longText:
            return textArea(
                t, name: name, label: field.title(t), hint: field.help?(t), value: value(name),
                error: error(name), required: field.isRequired)
        case .day:
            return dateField(
                t, name: name, label: field.title(t), hint: field.help?(t), value: value(name),
                error: error(name), required: field.isRequired)
        case .yesNo:
            return radio(field, name, [Choice("yes", t("Yes")), Choice("no", t("No"))])
        case .choice:
            let options = field.options.map { Choice($0.code, $0.title(t)) }
            return options.count <= radiosMax
                ? radio(field, name, options) : select(field, name, options)
        case .country, .language:
            let options = names.list(field.kind).map { Choice($0.code, $0.name(t)) }
            return select(field, name, options.sorted { folded($0.label) < folded($1.label) })
        case .address: return address(field, name)
        }
    }

    private func line(
        _ field: FormField, _ name: String, _ type: TextKind, completion: String? = nil,
        isShort: Bool = false
    ) -> HTML {
        textField(
            t, name: name, label: field.title(t), hint: field.help?(t), value: value(name),
            error: error(name), type: type, autocomplete: completion, required: field.isRequired,
            short: isShort)
    }

    private func radio(_ field: FormField, _ name: String, _ options: [Choice]) -> HTML {
        radioFields(
            t, name: name, legend: field.title(t), hint: field.help?(t), options: options,
            value: value(name), error: error(name), required: field.isRequired)
    }

    private func select(_ field: FormField, _ name: String, _ options: [Choice]) -> HTML {
        selectField(
            t, name: name, label: field.title(t), hint: field.help?(t),
            options: [Choice("", t("Choose"))] + options, value: value(name), error: error(name),
            required: field.isRequired)
    }

    private func address(_ field: FormField, _ name: String) -> HTML {
        let lines = AddressLine.allCases.html { line -> HTML in
            let own = "\(name)-\(line.rawValue)"
            return textField(
                t, name: own, label: line.title(t), value: value(own), error: error(own),
                autocomplete: line.completion, required: field.isRequired && line != .postcode,
                short: line == .postcode)
        }
        let help: HTML? = field.help.map { "<p class=\"hint\">\($0(t))</p>" }
        return fieldset(legend: field.title(t), "\(help)\(lines)")
    }

    private func value(_ name: String) -> String { values[name] ?? "" }

    private func error(_ name: String) -> String? {
        complaints.first { $0.name == name }?.what.words(t)
    }
}

extension AddressLine {
    func title(_ t: Translator) -> String {
        switch self {
        case .street: t("Street, number and floor")
        case .postcode: t("Postal code")
        case .town: t("Town")
        }
    }

    /// The words of HTML for what a browser may fill in.
    fileprivate var completion: String {
        switch self {
        case .street: "street-address"
        case .postcode: "postal-code"
        case .town: "address-level2"
        }
    }
}

/// Those of one section out of all that a form sent; what was not sent is not there.
func typedAnswers(_ section: FormSection, in form: FormData) -> [String: String] {
    var found: [String: String] = [:]
    for name in section.names {
        if let text = form.text(name) { found[name] = text }
    }
    return found
}

/// More stand better in a list that folds.
private let radiosMax = 6
