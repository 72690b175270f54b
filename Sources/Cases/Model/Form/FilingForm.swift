import Kernel

/// What a procedure asks of whoever files, beside the people of the household: one section a page, in their order.
struct FilingForm: Hashable, Sendable {
    let sections: [FormSection]

    static let none = FilingForm(sections: [])
    var isEmpty: Bool { sections.isEmpty }

    func section(_ code: String) -> FormSection? { sections.first { $0.code == code } }
}

/// Fields that are asked together.
struct FormSection: Hashable, Sendable {
    let code: String
    let title: LocalText
    /// Why this is asked, where that stands, and whether it is confirmed.
    let why: StatedRule
    /// Asked only while it holds; nil of what is always asked.
    let when: FormCondition?
    /// How often the fields are asked; nil where it is once.
    let repeats: FormRepeats?
    let fields: [FormField]
}

/// From how many to how many times a section is answered.
struct FormRepeats: Hashable, Sendable {
    let min: Int
    let max: Int
}

/// One question of a section.
struct FormField: Hashable, Sendable {
    let code: String
    let title: LocalText
    let kind: FieldKind
    let isRequired: Bool
    let help: LocalText?
    let when: FormCondition?
    let limits: FieldLimits
    /// What can be chosen; empty for all kinds but a choice.
    let options: [FieldOption]
    /// From where a first answer is taken, for the person to confirm or change.
    let prefill: FieldPrefill?
}

/// What an answer is.
enum FieldKind: String, Sendable, CaseIterable {
    case text, longText, day, number, money, country, language, yesNo, choice
    case mail = "e-mail"
    case phone, address, documentNumber
}

/// What bounds an answer; which of them a kind takes says the reader of the file.
struct FieldLimits: Hashable, Sendable {
    /// Of a number, or of an amount in whole euros.
    var min: Int?
    /// The same; of a text, the most characters.
    var max: Int?
    /// How many digits a number of a document has.
    var digits: Int?
    var from: DayLimit?
    var to: DayLimit?
}

/// A fixed day, or the one on which somebody answers.
enum DayLimit: Hashable, Sendable {
    case today
    case fixed(Day)
}

struct FieldOption: Hashable, Sendable {
    let code: String
    let title: LocalText
}

/// What is held of a person and may stand in a field before they answer.
enum FieldPrefill: String, Sendable, CaseIterable {
    /// The name of the first person of this request.
    case name
    /// The birth of the first person of this request.
    case birth
    /// What the same question was answered in the person's last file.
    case lastAnswer
}

extension FormSection {
    /// Under what the number of entries is kept.
    var countName: String { code + "-entries" }

    /// The entries that are asked, by what was typed: one without a number where nothing repeats.
    func entries(_ typed: [String: String]) -> [Int?] {
        guard let repeats else { return [nil] }
        let wanted = typed[countName].flatMap { Int($0) } ?? repeats.min
        let count = Swift.min(Swift.max(wanted, repeats.min), repeats.max)
        return (1..<count + 1).map { Optional($0) }
    }

    /// The entries of a section that is answered as often as it may be.
    var allEntries: [Int?] {
        guard let repeats else { return [nil] }
        return (1..<repeats.max + 1).map { Optional($0) }
    }

    /// Every name under which this section keeps what was typed.
    var names: [String] {
        let typed = allEntries.flatMap { entry in fields.flatMap { $0.names(entry) } }
        return repeats == nil ? typed : [countName] + typed
    }
}

extension FormField {
    func name(_ entry: Int?) -> String { entry.map { "\(code)-\($0)" } ?? code }

    /// An address has a name for each of its lines, everything else one.
    func names(_ entry: Int?) -> [String] {
        guard kind == .address else { return [name(entry)] }
        return AddressLine.allCases.map { "\(name(entry))-\($0.rawValue)" }
    }
}

/// The lines of an address, in the order in which they are written.
enum AddressLine: String, CaseIterable, Sendable {
    case street, postcode, town
}
