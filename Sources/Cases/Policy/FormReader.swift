import Decisions
import Formats
import Kernel

extension FilingForm {
    /// The form of a procedure's file; a condition reads the household and earlier sections, and nothing else. Every
    /// error names file, line and key.
    static func read(
        _ root: YAML, _ book: SourceBook, known facts: [String: FEELValue] = Household.formSample
    ) throws -> FilingForm {
        guard let node = root["form"] else { return .none }
        var known = facts
        let sections = try node.list().map { section in
            let read = try FormSection(section, book, known: known)
            known.merge(read.sample) { $1 }
            return read
        }
        if sections.isEmpty { throw node.error("name at least one section, or leave 'form' out") }
        if sections.count > sectionsMax {
            throw node.error("a form has at most \(sectionsMax) sections")
        }
        let names = sections.flatMap { [$0.code] + $0.fields.map(\.code) }
        try node.refuseRepeated(names)
        if let taken = names.first(where: { facts[$0] != nil }) {
            throw node.error("'\(taken)' is what conditions call a fact of the household")
        }
        return FilingForm(sections: sections)
    }

    /// A value that each answer may have, for conditions elsewhere in the file.
    var sample: [String: FEELValue] {
        sections.reduce(into: [:]) { known, section in known.merge(section.sample) { $1 } }
    }
}

extension FormSection {
    fileprivate init(_ node: YAML, _ book: SourceBook, known: [String: FEELValue]) throws {
        try node.map().unknownKeys(allowed: ["code", "title", "why", "when", "repeats", "fields"])
        code = try node.formName("code")
        title = try LocalText(node.required("title"))
        why = try StatedRule(node.required("why"), book)
        when = try node["when"].map { try FormCondition($0, known: known) }
        repeats = try node["repeats"].map { try FormRepeats($0) }
        fields = try node.list("fields").map { try FormField($0, known: known) }
        if fields.isEmpty { throw try node.required("fields").error("name at least one field") }
    }

    /// What conditions of later sections may read of this one: no address, and of what repeats how often.
    fileprivate var sample: [String: FEELValue] {
        if repeats != nil { return [code: 1] }
        let pairs = fields.compactMap { field in field.sample.map { (field.code, $0) } }
        return Dictionary(pairs) { $1 }
    }
}

extension FormRepeats {
    fileprivate init(_ node: YAML) throws {
        try node.map().unknownKeys(allowed: ["min", "max"])
        min = try node.int("min")
        max = try node.int("max")
        guard min >= 0, max >= min, (1...entriesMax).contains(max) else {
            throw node.error("min and max are 0 to \(entriesMax), the smaller first")
        }
    }
}

extension FormField {
    /// The fields that a part of a file asks for beside its form; none where it asks nothing.
    static func read(_ node: YAML, _ known: [String: FEELValue]) throws -> [FormField] {
        try node.optionalList("fields").map { try FormField($0, known: known) }
    }

    fileprivate init(_ node: YAML, known: [String: FEELValue]) throws {
        try node.map().unknownKeys(allowed: FormField.keys)
        code = try node.formName("code")
        title = try LocalText(node.required("title"))
        kind = try node.required("type").word(FieldKind.self)
        isRequired = try node["required"]?.bool() ?? false
        help = try node["help"].map { try LocalText($0) }
        when = try node["when"].map { try FormCondition($0, known: known) }
        limits = try FieldLimits(node, kind)
        options = try FormField.options(node, kind)
        prefill = try FormField.prefill(node, kind)
    }

    private static func options(_ node: YAML, _ kind: FieldKind) throws -> [FieldOption] {
        guard let list = node["options"] else {
            if kind == .choice { throw node.error("a choice needs 'options'") }
            return []
        }
        guard kind == .choice else { throw list.error("only a choice has options") }
        let options = try list.list().map { option in
            try option.map().unknownKeys(allowed: ["code", "title"])
            return FieldOption(
                code: try option.formName("code"), title: try LocalText(option.required("title")))
        }
        try list.refuseRepeated(options.map(\.code))
        guard (2...optionsMax).contains(options.count) else {
            throw list.error("a choice is among 2 to \(optionsMax) options")
        }
        return options
    }

    private static func prefill(_ node: YAML, _ kind: FieldKind) throws -> FieldPrefill? {
        guard let place = node["prefill"] else { return nil }
        let prefill = try place.word(FieldPrefill.self)
        switch (prefill, kind) {
        case (.name, .text), (.birth, .day), (.lastAnswer, _): return prefill
        default:
            throw place.error("'\(prefill.rawValue)' is no answer of the type \(kind.rawValue)")
        }
    }

    /// A value that an answer may have; an address is no fact.
    var sample: FEELValue? {
        switch kind {
        case .address: nil
        case .yesNo: true
        case .number, .money: 1
        case .day: CivilDate(year: 2026, month: 1, day: 1).map { FEELValue.date($0) }
        case .choice: FEELValue.string(options.first?.code ?? "")
        default: "a"
        }
    }

    static let keys = [
        "code", "title", "type", "required", "help", "when", "min", "max", "digits", "from", "to",
        "options", "prefill",
    ]
}

extension FieldLimits {
    fileprivate init(_ node: YAML, _ kind: FieldKind) throws {
        try FieldLimits.refuseForeign(node, kind)
        min = try node.optionalInt("min")
        max = try node.optionalInt("max")
        digits = try node.optionalInt("digits")
        from = try node["from"].map { try DayLimit($0) }
        to = try node["to"].map { try DayLimit($0) }
        if let min, let max, min > max { throw node.error("'min' is above 'max'") }
        if kind == .text || kind == .longText, let max, !(1...lettersMax).contains(max) {
            throw node.error("a text has at most 1 to \(lettersMax) characters")
        }
        if let digits, !(5...24).contains(digits) {
            throw node.error("the number of a document has 5 to 24 digits")
        }
    }

    /// A limit that a kind does not know would be without effect.
    private static func refuseForeign(_ node: YAML, _ kind: FieldKind) throws {
        let own: [String] =
            switch kind {
            case .text, .longText: ["max"]
            case .number, .money: ["min", "max"]
            case .documentNumber: ["digits"]
            case .day: ["from", "to"]
            default: []
            }
        for key in ["min", "max", "digits", "from", "to"] where !own.contains(key) {
            if let limit = node[key] {
                throw limit.error("the type \(kind.rawValue) has no limit '\(key)'")
            }
        }
    }
}

extension DayLimit {
    fileprivate init(_ node: YAML) throws {
        self = try node.string() == "today" ? .today : .fixed(node.day())
    }
}

extension YAML {
    /// A name that conditions can read: small letters, digits and capitals inside.
    fileprivate func formName(_ key: String) throws -> String {
        let node = try required(key)
        let name = try node.string()
        let isName =
            name.first.map { $0.isASCII && $0.isLowercase } ?? false
            && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
        guard isName else {
            throw node.error("'\(name)' is no name; write letters and digits, such as titleNumber")
        }
        return name
    }
}

/// More pages than this nobody walks through.
private let sectionsMax = 20
/// As many jobs, children or stays as anybody had to tell of on one page.
private let entriesMax = 12
/// A longer list is a table of its own.
private let optionsMax = 40
private let lettersMax = 4_000
