public import Formats

extension FEELValue {
    /// Texts stay texts: a date is made by the model, from the type it gives to its input.
    public init(_ json: JSON) {
        switch json {
        case .null: self = .null
        case .bool(let flag): self = .boolean(flag)
        case .int(let number): self = .number(Number(number))
        case .number(let number): self = FEELValue(Number(number))
        case .decimal(let text): self = FEELValue(Number(text))
        case .string(let text): self = .string(text)
        case .array(let items): self = FEELValue.list(items.map { FEELValue($0) })
        case .object(let members):
            let names = members.keys.sorted()
            self = FEELValue.bounded(
                FEELContext(names.map { ($0, FEELValue(members[$0] ?? JSON.null)) }))
        }
    }

    public var json: JSON {
        switch self {
        case .null: .null
        case .boolean(let flag): .bool(flag)
        case .number(let number):
            number.json
        case .list(let items): .array(items.map(\.json))
        case .context(let context):
            .object(
                Dictionary(
                    context.members.map { ($0.name, $0.value.json) },
                    uniquingKeysWith: { $1 }))
        default: .string(text)
        }
    }

    /// As the function `string` writes it.
    public var text: String {
        if case .string(let text) = self { text } else { literal }
    }

    /// As it stands inside a list: texts in quotes.
    private var literal: String {
        switch self {
        case .null: "null"
        case .boolean(let flag): flag ? "true" : "false"
        case .number(let number): number.description
        case .string(let text): quoted(text)
        case .date(let date): date.description
        case .time(let box): box.time.description
        case .dateTime(let box): box.dateTime.description
        case .daysDuration(let duration): duration.description
        case .monthsDuration(let duration): duration.description
        case .list(let items): "[" + items.map(\.literal).joined(separator: ", ") + "]"
        case .context(let context):
            "{"
                + context.members.map { memberName($0.name) + ": " + $0.value.literal }
                .joined(separator: ", ") + "}"
        case .range(let range): range.literal
        case .function: "function"
        }
    }

    fileprivate var endLiteral: String { isNull ? "null" : literal }
}

extension FEELRange {
    fileprivate var literal: String {
        switch form {
        case .less: "(< " + end.endLiteral + ")"
        case .lessOrEqual: "(<= " + end.endLiteral + ")"
        case .greater: "(> " + start.endLiteral + ")"
        case .greaterOrEqual: "(>= " + start.endLiteral + ")"
        case .equal: "(= " + start.endLiteral + ")"
        case .notEqual: "(!= " + start.endLiteral + ")"
        case .interval:
            (includesStart ? "[" : "(") + start.endLiteral + ".." + end.endLiteral
                + (includesEnd ? "]" : ")")
        }
    }
}

extension Number {
    /// With all its digits, in the form that the same number has when it is read.
    fileprivate var json: JSON {
        if let int { return .int(int) }
        let text = description
        if let whole = Int(text) { return .int(whole) }
        if let double = Double(text), Number(double) == self { return .number(double) }
        return .decimal(text)
    }
}

private func memberName(_ name: String) -> String {
    let isPlain = name.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || $0 == "_" || $0 == " " || ("0"..."9").contains($0)
    }
    return isPlain && !name.isEmpty ? name : quoted(name)
}

private func quoted(_ text: String) -> String {
    "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\\\"")
        + "\""
}
