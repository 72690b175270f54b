/// Which values a component takes, ready to be asked of millions.
struct ValueRule {
    private let codes: CodeSet?
    private let list: String
    private let format: TextFormat?
    private let pattern: Regex<AnyRegexOutput>?
    private let numbers: (least: Double?, most: Double?)
    private let lengths: (least: Int?, most: Int?)
    private let decimals: Int?
    private let sentinels: Set<String>
    /// More than one value may stand in one place.
    let isRepeatable: Bool
    /// Why values cannot be looked at.
    let note: String?

    init(_ component: Component, _ catalogue: StructureCatalogue) {
        let representation = catalogue.representation(of: component)
        let list = representation?.enumeration
        let codes = list.flatMap { catalogue.codes($0) }
        self.codes = codes
        self.list = list?.text ?? ""
        var note = list.flatMap {
            codes == nil ? "\(component.id) is not checked: \($0.text) has no codes here" : nil
        }
        format = list == nil ? representation?.format : nil
        let facets = format?.facets ?? [:]
        pattern = facets["pattern"].flatMap { try? Regex($0) }
        if let text = facets["pattern"], pattern == nil {
            note =
                "\(component.id) is not checked against the pattern '\(text)': it is not understood"
        }
        self.note = note
        numbers = (facets["minValue"].flatMap(Double.init), facets["maxValue"].flatMap(Double.init))
        lengths = (facets["minLength"].flatMap(Int.init), facets["maxLength"].flatMap(Int.init))
        decimals = facets["decimals"].flatMap(Int.init)
        sentinels = Set(format?.sentinels.map(\.value) ?? [])
        isRepeatable = (representation?.maxOccurs ?? 1) > 1
    }

    var isNumber: Bool { format?.type.map(NumberType.all.contains) ?? false }

    /// Why the value cannot be, or nil.
    func refusal(_ text: String) -> (kind: DataProblem.Kind, why: String)? {
        if let codes {
            return codes.codes.contains(text)
                ? nil : (.unknownCode, "'\(text)' is no code of \(list)")
        }
        guard let format, !sentinels.contains(text) else { return nil }
        if let type = format.type, let why = ValueType.refusal(text, type) {
            return (.wrongFormat, why)
        }
        return facetRefusal(text).map { (.wrongFormat, $0) }
    }

    private func facetRefusal(_ text: String) -> String? {
        if let most = lengths.most, text.count > most { return "'\(text)' is over \(most) letters" }
        if let least = lengths.least, text.count < least {
            return "'\(text)' is under \(least) letters"
        }
        if let pattern, (try? pattern.wholeMatch(in: text)) == nil {
            return "'\(text)' does not follow the pattern \(format?.facets["pattern"] ?? "")"
        }
        if let number = Double(text) {
            if let least = numbers.least, number < least { return "\(text) is under \(least)" }
            if let most = numbers.most, number > most { return "\(text) is over \(most)" }
        }
        if let decimals, let point = text.firstIndex(of: ".") {
            let digits = text[text.index(after: point)...].prefix(while: \.isNumber).count
            if digits > decimals { return "\(text) has more than \(decimals) decimals" }
        }
        return nil
    }
}

private enum NumberType {
    static let all: Set<String> = [
        "Integer", "BigInteger", "Long", "Short", "Decimal", "Float", "Double", "Count",
        "Incremental", "InclusiveValueRange", "ExclusiveValueRange",
    ]
}
