/// Values, names and what is made of them.
final class ConstantCode: Code {
    let constant: FEELValue
    init(_ constant: FEELValue) { self.constant = constant }
    func value(_ run: Run) -> FEELValue { constant }
}

final class SlotCode: Code {
    let slot: Int
    init(_ slot: Int) { self.slot = slot }
    func value(_ run: Run) -> FEELValue { run[slot] }
}

/// A member of the item of a filter, or what the name means outside.
final class ItemMemberCode: Code {
    let slot: Int
    let name: String
    let otherwise: (any Code)?

    init(_ slot: Int, _ name: String, _ otherwise: (any Code)?) {
        (self.slot, self.name, self.otherwise) = (slot, name, otherwise)
    }

    func value(_ run: Run) throws(DecisionLimit) -> FEELValue {
        if case .context(let context) = run[slot], let value = context[name] { return value }
        guard let otherwise else { return try run.member(name, of: run[slot]) }
        return try otherwise.value(run)
    }
}

final class PathCode: Code {
    let source: any Code
    let name: String

    init(_ source: any Code, _ name: String) { (self.source, self.name) = (source, name) }

    func value(_ run: Run) throws(DecisionLimit) -> FEELValue {
        try run.member(name, of: source.value(run))
    }
}

final class ListCode: Code {
    let items: [any Code]
    init(_ items: [any Code]) { self.items = items }

    func value(_ run: Run) throws(DecisionLimit) -> FEELValue {
        try run.step(items.count)
        var values: [FEELValue] = []
        values.reserveCapacity(items.count)
        for item in items { values.append(try item.value(run)) }
        return try run.checked(FEELValue.list(values))
    }
}

/// A context; each member is known to those after it by its slot.
final class ContextCode: Code {
    struct Entry: Sendable {
        let slot: Int
        let code: any Code
    }

    let names: ContextNames
    let entries: [Entry]

    init(_ names: ContextNames, _ entries: [Entry]) {
        (self.names, self.entries) = (names, entries)
    }

    func value(_ run: Run) throws(DecisionLimit) -> FEELValue {
        try run.step(entries.count)
        var values: [FEELValue] = []
        values.reserveCapacity(entries.count)
        for entry in entries {
            let value = try entry.code.value(run)
            run[entry.slot] = value
            values.append(value)
        }
        return try run.checked(FEELValue.bounded(FEELContext(names: names, values: values)))
    }
}

final class RangeCode: Code {
    let start: any Code
    let end: any Code
    let includesStart: Bool
    let includesEnd: Bool

    init(_ start: any Code, _ end: any Code, _ includesStart: Bool, _ includesEnd: Bool) {
        (self.start, self.end) = (start, end)
        (self.includesStart, self.includesEnd) = (includesStart, includesEnd)
    }

    func value(_ run: Run) throws(DecisionLimit) -> FEELValue {
        let (first, last) = (try start.value(run), try end.value(run))
        if first.isNull, last.isNull { return .null }
        if !first.isNull, !last.isNull, first.order(last) == nil { return .null }
        return .range(
            FEELRange(first, last, includesStart: includesStart, includesEnd: includesEnd))
    }
}

final class SidedCode: Code {
    let form: FEELRange.Form
    let limit: any Code

    init(_ form: FEELRange.Form, _ limit: any Code) { (self.form, self.limit) = (form, limit) }

    func value(_ run: Run) throws(DecisionLimit) -> FEELValue {
        FEELValue.bounded(.range(FEELRange(form, try limit.value(run))))
    }
}

final class InstanceCode: Code {
    let source: any Code
    let type: FEELType

    init(_ source: any Code, _ type: FEELType) { (self.source, self.type) = (source, type) }

    func value(_ run: Run) throws(DecisionLimit) -> FEELValue {
        let value = try source.value(run)
        try run.weigh(value)
        return .boolean(type.includes(value))
    }
}

/// A value changed into the type that the model gives it.
final class CoercionCode: Code {
    let source: any Code
    let type: FEELType

    init(_ source: any Code, _ type: FEELType) { (self.source, self.type) = (source, type) }

    func value(_ run: Run) throws(DecisionLimit) -> FEELValue {
        let value = try source.value(run)
        try run.weigh(value)
        return type.coerced(value)
    }
}

/// Keeps a value in a slot while another expression is computed.
final class BindingCode: Code {
    let bindings: [ContextCode.Entry]
    let body: any Code

    init(_ bindings: [ContextCode.Entry], _ body: any Code) {
        (self.bindings, self.body) = (bindings, body)
    }

    func value(_ run: Run) throws(DecisionLimit) -> FEELValue {
        for binding in bindings { run[binding.slot] = try binding.code.value(run) }
        return try body.value(run)
    }
}
