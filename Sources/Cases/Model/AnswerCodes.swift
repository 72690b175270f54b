import Decisions

extension FEELValue {
    /// What an answer is made of, each once, in its order; null is made of nothing.
    var items: [FEELValue] {
        var items: [FEELValue] = []
        func add(_ item: FEELValue) {
            if !item.isNull, !items.contains(item) { items.append(item) }
        }
        if case .list(let list) = self { list.forEach(add) } else { add(self) }
        return items
    }

    /// The items as programs know them.
    var codes: [String] { items.map(\.text) }
}

extension FiredRule {
    /// What a rule gave.
    var codes: [String] { outputs.flatMap(\.value.codes) }
}
