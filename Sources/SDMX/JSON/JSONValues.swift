import Formats

/// Reads what stands in the arrays of values: measures, then attributes, then annotations, which are passed over.
struct JSONValues {
    /// What is said of an observation beside its value.
    private struct Said {
        var status: String?
        var confidentiality: String?
        var attributes: [String: String] = [:]
    }

    private let isDeleting: Bool
    private let fallbacks: [String?]
    /// The attributes' indexes of the observation at hand and of the one before: most say the same.
    private var indexes: [Int] = []
    private var indexesBefore: [Int] = []
    private var saidBefore: Said?

    init() {
        (isDeleting, fallbacks) = (false, [])
    }

    init(_ layout: JSONLayout, isDeleting: Bool) {
        self.isDeleting = isDeleting
        fallbacks = layout.observationAttributes.map { isDeleting ? nil : $0.fallback }
    }

    /// An observation's array, which comes next.
    mutating func observation(
        _ tokens: inout JSONTokens, _ layout: JSONLayout, key: [String], period: String
    ) throws -> Observation {
        guard try tokens.next() == .beginArray else {
            throw tokens.error("the values of an observation are an array")
        }
        var result = Observation(key: key, period: period, value: nil)
        var others: [String: String] = [:]
        var written: [Int: String] = [:]
        indexes.removeAll(keepingCapacity: true)
        var at = 0
        while case let token = try tokens.next(), token != .endArray {
            if at < layout.measures.count {
                if at == layout.mainMeasure {
                    try read(token, &tokens, layout.measures[at], into: &result)
                } else if let text = try text(token, &tokens, layout.measures[at]) {
                    others[layout.measures[at].id] = text
                }
            } else if at < layout.measuresAndAttributes {
                try attribute(token, &tokens, layout, at - layout.measures.count, &written)
            } else if token == .beginArray || token == .beginObject {
                _ = try tokens.value(after: token)
            }
            at += 1
        }
        let said = said(written, layout)
        result.status = said.status
        result.confidentiality = said.confidentiality
        result.attributes = said.attributes
        for (name, text) in others { result.attributes[name] = text }
        return result
    }

    /// An attribute's value: an index into its values, kept as such, or written out. A number that is no index is itself
    /// the value, as the schema allows.
    private mutating func attribute(
        _ token: JSONTokens.Token, _ tokens: inout JSONTokens, _ layout: JSONLayout, _ at: Int,
        _ written: inout [Int: String]
    ) throws {
        let component = layout.observationAttributes[at]
        if token == .null {
            indexes.append(-1)
        } else if token == .number, let index = tokens.index, index < component.values.count {
            indexes.append(index)
        } else {
            indexes.append(-1)
            written[at] = try text(token, &tokens)
        }
    }

    private mutating func said(_ written: [Int: String], _ layout: JSONLayout) -> Said {
        if written.isEmpty, indexes == indexesBefore, let saidBefore { return saidBefore }
        var said = Said()
        for at in layout.roles.indices {
            let component = layout.observationAttributes[at]
            let index = at < indexes.count ? indexes[at] : -1
            let text = index >= 0 ? component.values[index] : written[at] ?? fallbacks[at]
            guard let text, !text.isEmpty else { continue }
            switch layout.roles[at] {
            case .status: said.status = text
            case .confidentiality: said.confidentiality = text
            case .attribute: said.attributes[component.id] = text
            }
        }
<<<<<<< HEAD
        if written.isEmpty { (indexesBefore, saidBefore) = (indexes, said) } else { saidBefore = nil }
=======
        if written.isEmpty {
            (indexesBefore, saidBefore) = (indexes, said)
        } else {
            saidBefore = nil
        }
>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f
        return said
    }

    private func index(_ tokens: inout JSONTokens, _ component: JSONComponent) throws -> Int {
        guard let index = tokens.index, index < component.values.count else {
            throw tokens.error(
                "value \(tokens.text) of \(component.id) is meant, and it has "
                    + "\(component.values.count)", field: component.id)
        }
        return index
    }

    private func read(
        _ token: JSONTokens.Token, _ tokens: inout JSONTokens, _ measure: JSONComponent,
        into result: inout Observation
    ) throws {
        if token == .number, measure.values.isEmpty {
            result.value = tokens.double
            if result.value == nil { result.text = tokens.text }
            return
        }
        let text = try text(token, &tokens, measure)
        if text != "NaN", text != "" { result.text = text }
    }

    private func text(
        _ token: JSONTokens.Token, _ tokens: inout JSONTokens, _ component: JSONComponent
    ) throws -> String? {
        if token == .number, !component.values.isEmpty {
            return component.values[try index(&tokens, component)]
        }
        return try text(token, &tokens)
    }

    private func text(_ token: JSONTokens.Token, _ tokens: inout JSONTokens) throws -> String? {
        if token == .number { return tokens.text }
        return AttributeText.value(try tokens.value(after: token))?.stored
    }

    /// The attributes of a data set, a group or a series.
    func attributes(
        _ values: [JSON], _ components: [JSONComponent]
    ) -> [String: String] {
        var result: [String: String] = [:]
        for (at, component) in components.enumerated() {
            let value = at < values.count ? values[at] : .null
            let text = text(value, component) ?? (isDeleting ? nil : component.fallback)
            if let text, !text.isEmpty { result[component.id] = text }
        }
        return result
    }

    private func text(
        _ value: JSON, _ component: JSONComponent
    ) -> String? {
        if case .int(let index) = value, component.values.indices.contains(index) {
            return component.values[index]
        }
        return AttributeText.value(value)?.stored
    }
}
