/// Calls of FEEL's own functions: how many arguments they take, and of which kinds.
extension TypeCheck {
    private func builtin(_ callee: Expression) -> Builtin? {
        guard case .name(let name) = callee.form, !hidden.contains(name) else { return nil }
        return Builtins.table[name]
    }

    mutating func call(_ callee: Expression, _ arguments: [Expression], _ place: Int) {
        guard let builtin = self.builtin(callee) else { return }
        guard let form = builtin.form(count: arguments.count) else {
            let count = "\(arguments.count) argument" + (arguments.count == 1 ? "" : "s")
            add(
                "'\(builtin.name)' takes \(builtin.counts), not \(count); it is always null",
                at: place)
            return
        }
        for (parameter, argument) in zip(form.parameters, arguments) {
            check(argument, as: parameter, of: builtin)
        }
        if arguments.count == 1 { read(arguments[0], builtin) }
    }

    mutating func namedCall(_ callee: Expression, _ members: [Expression.Member], _ place: Int) {
        guard let builtin = self.builtin(callee) else { return }
        guard builtin.form(names: members.map(\.name)) != nil else {
            let names = members.map(\.name).joined(separator: ", ")
            add("'\(builtin.name)' has no form with \(names); it is always null", at: place)
            return
        }
        for member in members { check(member.value, as: member.name, of: builtin) }
    }

    private mutating func check(
        _ argument: Expression, as parameter: String, of builtin: Builtin
    ) {
        guard let kind = argument.type.kind, let wanted = builtin.kinds(of: parameter),
            !wanted.contains(kind)
        else { return }
        let words = wanted.map(\.words).sorted().joined(separator: " or ")
        add(
            "'\(builtin.name)' takes \(words) as \(parameter), and this is \(kind.words)",
            at: argument.place)
    }

    /// A text that stands for a date, time or duration has to be one; zones are not looked up here.
    private mutating func read(_ argument: Expression, _ builtin: Builtin) {
        guard case .constant(.string(let text)) = argument.form, !text.contains("@") else { return }
        let isRead: Bool
        switch builtin.name {
        case "date": isRead = TemporalReader.date(text) != nil
        case "time": isRead = TemporalReader.time(text, { _ in nil }) != nil
        case "date and time": isRead = TemporalReader.dateTime(text, { _ in nil }) != nil
        case "duration": isRead = DurationReader.value(text) != nil
        default: return
        }
        if !isRead { add("\"\(text)\" is no \(builtin.name)", at: argument.place) }
    }
}

extension Builtin {
    /// How many arguments there may be, in words.
    fileprivate var counts: String {
        let least = forms.map(\.required).min() ?? 0
        if forms.contains(where: \.isOpen) { return "\(least) or more arguments" }
        let counts = Set(forms.flatMap { Array($0.required...$0.parameters.count) }).sorted()
        return counts.map(String.init).joined(separator: " or ")
            + (counts == [1] ? " argument" : " arguments")
    }

    /// What a parameter takes; nil where it may be anything, or no value with a kind of its own.
    fileprivate func kinds(of parameter: String) -> Set<FEELKind>? {
        Builtin.kinds[name]?[parameter]
    }

    private static let day: Set<FEELKind> = [.date, .dateTime]

    private static let kinds: [String: [String: Set<FEELKind>]] = {
        var kinds = Builtin.temporalKinds
        func add(_ names: [String], _ parameters: [String], _ kind: FEELKind) {
            for name in names {
                for parameter in parameters { kinds[name, default: [:]][parameter] = [kind] }
            }
        }
        add(["substring", "string length", "upper case", "lower case"], ["string"], .string)
        add(["substring", "sublist"], ["start position", "length"], .number)
        add(
            ["contains", "starts with", "ends with", "substring before", "substring after"],
            ["string", "match"], .string)
        add(["split"], ["string", "delimiter"], .string)
        add(["string join"], ["delimiter"], .string)
        add(["matches", "replace"], ["input", "pattern", "replacement", "flags"], .string)
        add(["number"], ["from", "grouping separator", "decimal separator"], .string)
        add(["get value"], ["key"], .string)
        add(["modulo"], ["dividend", "divisor"], .number)
        add(["sqrt", "log", "exp", "odd", "even"], ["number"], .number)
        add(
            [
                "decimal", "floor", "ceiling", "round up", "round down", "round half up",
                "round half down",
            ], ["n", "scale"], .number)
        add(["insert before", "remove", "list replace"], ["position"], .number)
        add(["not"], ["negand"], .boolean)
        kinds["abs"] = ["n": [.number, .daysDuration, .monthsDuration]]
        return kinds
    }()

    private static let temporalKinds: [String: [String: Set<FEELKind>]] = {
        var kinds: [String: [String: Set<FEELKind>]] = [
            "date": ["from": day.union([.string])],
            "time": ["from": day.union([.string, .time])],
            "date and time": [
                "from": day.union([.string]), "date": day, "time": [.time, .string],
            ],
            "duration": ["from": [.string, .daysDuration, .monthsDuration]],
            "years and months duration": ["from": day, "to": day],
        ]
        for name in ["day of year", "day of week", "month of year", "week of year"] {
            kinds[name] = ["date": day]
        }
        for part in ["year", "month", "day"] { kinds["date"]?[part] = [.number] }
        for part in ["hour", "minute", "second"] { kinds["time"]?[part] = [.number] }
        for part in ["year", "month", "day", "hour", "minute", "second"] {
            kinds["date and time"]?[part] = [.number]
        }
        return kinds
    }()
}
