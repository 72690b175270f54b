/// What a value may be: the types of FEEL and what a model's item definitions make of them.
indirect enum FEELType: Sendable {
    case any
    /// The type of null alone.
    case nothing
    case boolean, number, string, date, time, dateTime, daysDuration, monthsDuration
    case list(FEELType)
    case context([ContextMember])
    case function([FEELType], FEELType)
    case range(FEELType)
    /// A type with allowed values; they bind data that come in and results, not `instance of`.
    case constrained(FEELType, Constraint)

    struct ContextMember: Sendable {
        let name: String
        let type: FEELType
    }

    /// The test of an item definition, compiled for a frame whose first slot is the value.
    struct Constraint: Sendable {
        let code: FunctionCode
    }

    /// Without its constraint.
    var base: FEELType {
        if case .constrained(let type, _) = self { type.base } else { self }
    }

    /// The type that a name of the standard stands for.
    init?(standard name: String) {
        switch name {
        case "Any": self = .any
        case "Null": self = .nothing
        case "boolean": self = .boolean
        case "number": self = .number
        case "string": self = .string
        case "date": self = .date
        case "time": self = .time
        case "date and time", "dateTime": self = .dateTime
        case "days and time duration", "dayTimeDuration": self = .daysDuration
        case "years and months duration", "yearMonthDuration": self = .monthsDuration
        case "list": self = .list(.any)
        case "context": self = .context([])
        case "function": self = .function([], .any)
        case "range": self = .range(.any)
        default: return nil
        }
    }

    /// The type of a member of a context, or of each item of a list of contexts; nil where it is not known.
    func member(_ name: String) -> FEELType? {
        switch base {
        case .context(let members): members.first { $0.name == name }?.type
        case .list(let item): item.member(name).map { .list($0) }
        default: nil
        }
    }

    /// Of a context; none of anything else.
    var contextMembers: [ContextMember] {
        if case .context(let members) = base { members } else { [] }
    }

    /// What means something of its own in a filter of such a list.
    var itemNames: Set<String> {
        Set((item ?? .any).contextMembers.map(\.name)).union(["item"])
    }

    /// Whether its items may have members of which nothing is known.
    var hasOpenItems: Bool {
        switch (item ?? .any).base {
        case .any: true
        case .context(let members): members.isEmpty
        default: false
        }
    }

    var isRange: Bool {
        if case .range = base { true } else { false }
    }

    var item: FEELType? {
        switch base {
        case .list(let item): item
        case .any: nil
        default: self
        }
    }
}

/// Membership, and the conversions that FEEL makes by itself (10.3.2.9.4).
extension FEELType {
    func includes(_ value: FEELValue) -> Bool {
        switch (self, value) {
        case (.any, .null): false
        case (.any, _), (.nothing, .null), (.boolean, .boolean), (.number, .number),
            (.string, .string), (.date, .date), (.time, .time), (.dateTime, .dateTime),
            (.daysDuration, .daysDuration), (.monthsDuration, .monthsDuration):
            true
        case (.list(let item), .list(let items)): items.allSatisfy { item.accepts($0) }
        case (.context(let members), .context(let context)):
            members.allSatisfy { member in
                context[member.name].map { member.type.accepts($0) } ?? false
            }
        case (.range(let type), .range(let range)):
            type.accepts(range.start) && type.accepts(range.end)
        case (.function(let parameters, let result), .function(let function)):
            function.conforms(to: parameters, result)
        case (.constrained(let type, _), _): type.includes(value)
        default: false
        }
    }

    /// As `includes`; null belongs to every type, as the missing value that it is.
    func accepts(_ value: FEELValue) -> Bool { value.isNull || includes(value) }

    /// Whether every value of this type is one of the other too.
    func conforms(to other: FEELType) -> Bool {
        switch (base, other.base) {
        case (_, .any), (.nothing, _), (.boolean, .boolean), (.number, .number), (.string, .string),
            (.date, .date), (.time, .time), (.dateTime, .dateTime), (.daysDuration, .daysDuration),
            (.monthsDuration, .monthsDuration):
            true
        case (.list(let left), .list(let right)), (.range(let left), .range(let right)):
            left.conforms(to: right)
        case (.context, .context(let members)):
            members.allSatisfy { member in
                self.member(member.name).map { $0.conforms(to: member.type) } ?? false
            }
        case (.function(let own, let result), .function(let others, let otherResult)):
            own.count == others.count && result.conforms(to: otherResult)
                && zip(own, others).allSatisfy { $1.conforms(to: $0) }
        default: false
        }
    }

    /// The value as this type has it, or null: one in a list and alone are changed into each other,
    /// a date into its midnight.
    func coerced(_ value: FEELValue) -> FEELValue {
        switch (base, value) {
        case (.any, _), (_, .null), (.function, .function): return value
        case (.list(let item), .list(let items)):
            if item.isPlain { return includes(value) ? value : .null }
            let changed = items.map { item.coerced($0) }
            let isLost = zip(items, changed).contains { $1.isNull && !$0.isNull }
            return isLost ? .null : .list(changed)
        case (.list(let item), _):
            let changed = item.coerced(value)
            return changed.isNull ? .null : FEELValue.list([changed])
        case (.context(let members), .context(let context)):
            return coerced(context, members)
        case (.dateTime, .date(let date)): return FEELValue(DateTime(midnight: date))
        default:
            if includes(value) { return value }
            // Only once: a list of one list is not taken apart twice.
            guard case .list(let items) = value, items.count == 1 else { return .null }
            if case .list = items[0] { return .null }
            return coerced(items[0])
        }
    }

    private func coerced(_ context: FEELContext, _ members: [ContextMember]) -> FEELValue {
        var values = context.values
        for member in members {
            guard let index = context.names.index(of: member.name) else { return .null }
            let changed = member.type.coerced(context.values[index])
            if changed.isNull, !context.values[index].isNull { return .null }
            values[index] = changed
        }
        return .context(FEELContext(names: context.names, values: values))
    }

    /// No value of it needs to be changed.
    private var isPlain: Bool {
        switch base {
        case .any, .nothing, .boolean, .number, .string, .date, .time, .daysDuration,
            .monthsDuration:
            true
        default: false
        }
    }
}
