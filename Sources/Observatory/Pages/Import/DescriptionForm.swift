import Formats
import Languages
import Web

/// Reads the form about a file and writes its description; what the form does not show stays as it was.
struct DescriptionForm {
    private var input: FormInput
    private let draft: ImportDraft
    private let t: Translator
    private(set) var vintage: String

    init(_ exchange: Exchange, draft: ImportDraft) {
        input = FormInput(exchange)
        self.draft = draft
        t = exchange.t
        vintage = ""
    }

    var errors: [FieldError] { input.errors }

    /// The description in YAML; ask for errors afterwards.
    mutating func description() -> String {
        vintage = input.optionalText("vintage") ?? ""
        if let text = input.form.text("yaml") {
            if let problem = descriptionProblem(text) { input.refuse("yaml", problem) }
            return text
        }
        var node = DescriptionNode.of(draft)
        about(&node)
        if draft.outcome.sketch != nil { mapping(&node) }
        let text = node.written()
        if input.isValid, let problem = descriptionProblem(text) { input.refuse("key", problem) }
        return text
    }

    private mutating func about(_ node: inout DescriptionNode) {
        let key = input.text("key", max: keyMax)
        if !key.isEmpty, !key.utf8.allSatisfy(isOfKey) {
            input.refuse("key", t("Use small letters, digits, points and hyphens only."))
        }
        node["key"] = .text(key)
        for name in ["title", "definition"] {
            var words = node[name] ?? .map([])
            for language in ["pt", "en"] {
                words[language] = .text(input.text("\(name)-\(language)", max: 1_000))
            }
            node[name] = words
        }
        for name in ["unit", "source", "licence"] {
            node[name] = .text(input.text(name, max: 1_000))
        }
        let frequency = input.choice("frequency", of: Series.frequencies) ?? Series.irregular
        node["frequency"] = .text(frequency)
        node["concept"] = input.optionalText("concept", max: keyMax).map { .text($0) }
    }

    private func isOfKey(_ byte: UInt8) -> Bool {
        (97...122).contains(byte) || (48...57).contains(byte) || byte == 45 || byte == 46
    }

    private mutating func mapping(_ node: inout DescriptionNode) {
        var mapping = node["mapping"] ?? .map([])
        let skip = input.number("skip", in: 0...200) ?? 0
        mapping["skip"] = .text(String(skip))
        mapping["end"] = input.optionalText("end").map { .text($0) }
        mapping["columns"] = columns(&mapping)
        mapping["constants"] = constants()
        mapping["numbers"] = numbers()
        node["mapping"] = mapping
    }

    /// What each column is; where headings tell what is counted, the columns of values are not named.
    private mutating func columns(_ mapping: inout DescriptionNode) -> DescriptionNode {
        var columns = DescriptionNode.map([])
        var isWide = false
        for (place, column) in (draft.outcome.sketch?.columns ?? []).enumerated() {
            if column.heading.isEmpty { continue }
            guard
                let role = input.choice("column-\(place)", of: ColumnRole.allCases.map(\.rawValue))
            else { continue }
            switch ColumnRole(rawValue: role) {
            case .heading: isWide = true
            case .dimension:
                let name = input.text("dimension-\(place)", max: keyMax)
                columns[column.heading] = .text("dimension " + name)
            default: columns[column.heading] = .text(role)
            }
        }
        let word = input.optionalText("wide", max: keyMax) ?? "period"
        if isWide, mapping["wide"] == nil || input.form.text("wide") != nil {
            mapping["wide"] = .list([.text(word == "period" ? word : "dimension " + word)])
        }
        if !isWide { mapping["wide"] = nil }
        return columns
    }

    /// `geo=PRT` in lines of their own.
    private mutating func constants() -> DescriptionNode? {
        var node = DescriptionNode.map([])
        var isEmpty = true
        for line in (input.form.text("constants") ?? "").split(whereSeparator: \.isNewline) {
            let sides = line.split(separator: "=", maxSplits: 1).map { String($0).trimmed }
            guard sides.count == 2, !sides[0].isEmpty, !sides[1].isEmpty else {
                input.refuse("constants", t("Write a name, = and a value, such as geo=PRT."))
                return nil
            }
            node[sides[0]] = .text(sides[1])
            isEmpty = false
        }
        return isEmpty ? nil : node
    }

    private mutating func numbers() -> DescriptionNode? {
        var node = DescriptionNode.map([])
        let thousands = input.form.text("thousands") ?? ""
        if let sign = NumberSigns(rawValue: thousands), sign != .none {
            node["thousands"] = .text(sign.signs)
        }
        let decimal = input.form.text("decimal") ?? ""
        if [".", ","].contains(decimal) { node["decimal"] = .text(decimal) }
        let dash = input.form.text("dash") ?? ""
        if ["zero", "nothing"].contains(dash) { node["dash"] = .text(dash) }
        if input.ticked("percent") { node["percent"] = .text("true") }
        if let factor = input.optionalText("factor", max: 20), factor != "1" {
            if Double(factor) == nil { input.refuse("factor", t("Write a number, such as 1000.")) }
            node["factor"] = .text(factor)
        }
        if case .map(let entries) = node, entries.isEmpty { return nil }
        return node
    }
}

/// What a column of a table may be.
enum ColumnRole: String, CaseIterable {
    case period, value, heading, dimension, growth, flag, confidentiality, note, ignored
}

/// What may stand between thousands, by a word that a form can send.
enum NumberSigns: String, CaseIterable {
    case none = ""
    case space
    case point
    case comma
    case spaceAndPoint = "space-point"

    var signs: String {
        switch self {
        case .none: ""
        case .space: " "
        case .point: "."
        case .comma: ","
        case .spaceAndPoint: " ."
        }
    }

    init(signs: String) {
        let known = NumberSigns.allCases.first { Set($0.signs) == Set(signs) }
        self = known ?? .none
    }
}

extension Series {
    static let frequencies = ["annual", "quarterly", "monthly", "weekly", "daily", irregular]
}

extension DescriptionNode {
    /// The description of a draft; nothing where it has none, or none that can be read.
    static func of(_ draft: ImportDraft) -> DescriptionNode {
        guard !draft.description.isEmpty,
            let yaml = try? YAML.parse(Array(draft.description.utf8), file: descriptionName)
        else { return .map([]) }
        return DescriptionNode(yaml)
    }
}

private let keyMax = 80
