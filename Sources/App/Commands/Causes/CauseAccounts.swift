import Formats
import Statistics

// Studies that split a difference into parts.
extension CauseSpec {
    func account(_ folder: String) throws -> CausalResult {
        switch method {
        case .kitagawa: try kitagawa(folder)
        case .shiftShare: try shiftShare(folder)
        default: try oaxaca(folder)
        }
    }

    /// Breaks between the two times that are compared.
    private func between(_ first: Double, _ second: Double) -> [Disturbance] {
        disturbances.filter { $0.at > min(first, second) && $0.at <= max(first, second) }
    }

    private func kitagawa(_ folder: String) throws -> CausalResult {
        let columns = try ["time", "group", "people", "events"].map(outcome.column)
        let region = try outcome.yaml.optionalString("region")
        let rows = try outcome.rows(in: folder, needing: columns + (region.map { [$0] } ?? []))
        var pairs = CausePairs<Kitagawa.Count>(outcome)
        for row in rows {
            let count = Kitagawa.Count(
                people: try row.double(columns[2]), events: try row.double(columns[3]))
            guard count.people >= 0, count.events >= 0 else {
                throw row.error(columns[2], "a count is not below zero")
            }
            try pairs.add(
                row, try CauseTable.time(row, columns[0]), columns[0],
                [try row.string(columns[1]), try region.map(row.string) ?? ""], count)
        }
        let (first, second, before) = try times()
        let none = Kitagawa.Count(people: 0, events: 0)
        func cells(_ from: Double, _ to: Double) throws -> [Kitagawa.Cell] {
            try pairs.pairs(from, to, none).map {
                .init(group: $0.keys[0], region: $0.keys[1], first: $0.first, second: $0.second)
            }
        }
        return KitagawaStudy(
            try cells(first, second), before: try before.map { try cells($0, first) },
            side: try CauseSpec.word(yaml.required("side")), disturbances: between(first, second)
        ).result()
    }

    private func shiftShare(_ folder: String) throws -> CausalResult {
        let columns = try ["time", "region", "group", "value"].map(outcome.column)
        var pairs = CausePairs<Double>(outcome)
        for row in try outcome.rows(in: folder, needing: columns) {
            let count = try row.double(columns[3])
            guard count >= 0 else { throw row.error(columns[3], "a count is not below zero") }
            try pairs.add(
                row, try CauseTable.time(row, columns[0]), columns[0],
                [try row.string(columns[1]), try row.string(columns[2])], count)
        }
        let (first, second, before) = try times()
        func cells(_ from: Double, _ to: Double) throws -> [ShiftShare.Cell] {
            try pairs.pairs(from, to, 0).map {
                .init(region: $0.keys[0], group: $0.keys[1], first: $0.first, second: $0.second)
            }
        }
        let own = try cells(first, second)
        let region = try yaml.string("region")
        guard own.contains(where: { $0.region == region }) else {
            throw try yaml.required("region").error(
                "'\(region)' is not a region of \(outcome.file)")
        }
        return ShiftShareStudy(
            own, region: region, side: try CauseSpec.word(yaml.required("side")),
            before: try before.map { try cells($0, first) }, disturbances: between(first, second)
        ).result()
    }

    private func times() throws -> (first: Double, second: Double, before: Double?) {
        (
            try CauseTime(yaml.required("first")).years,
            try CauseTime(yaml.required("second")).years,
            try yaml["before"].map { try CauseTime($0).years }
        )
    }

    /// `groups: {column: sex, first: F, second: M}`; rows of other groups are left out.
    private func oaxaca(_ folder: String) throws -> CausalResult {
        let groups = try yaml.map("groups")
        try groups.unknownKeys(allowed: ["column", "first", "second"])
        let (mark, first, second) = (
            try groups.string("column"), try groups.string("first"), try groups.string("second")
        )
        let numbers = try yaml.optionalStrings("numbers")
        let named = try yaml.optionalStrings("categories")
        let value = try outcome.column("value")
        let rows = try outcome.rows(in: folder, needing: [value, mark] + numbers + named)
            .filter { $0[mark] == first || $0[mark] == second }
        let categories = try named.map { name in
            (name: name, levels: Set(try rows.map { try $0.string(name) }).sorted())
        }
        let read = try rows.map { row in
            OaxacaBlinder.Row(
                isFirst: row[mark] == first, outcome: try row.double(value),
                numbers: try numbers.map(row.double),
                levels: try categories.map { one in
                    let level = try row.string(one.name)
                    return one.levels.firstIndex(of: level) ?? 0
                })
        }
        return OaxacaStudy(
            read, numbers: numbers, categories: categories,
            side: try CauseSpec.word(yaml.required("side")),
            reference: try optionalWord("reference", .pooled), disturbances: disturbances
        ).result()
    }
}

/// Values under keys at several times, brought together two times at a time.
private struct CausePairs<Value> {
    private let table: CauseTable
    private var order: [[String]] = []
    private var values: [[String]: [Double: Value]] = [:]

    init(_ table: CauseTable) { self.table = table }

    mutating func add(
        _ row: CSVRow, _ time: Double, _ column: String, _ keys: [String], _ value: Value
    ) throws {
        if values[keys] == nil { order.append(keys) }
        guard values[keys, default: [:]].updateValue(value, forKey: time) == nil else {
            throw row.error(
                column, "\(keys.joined(separator: ", ")) has this time already; keep one")
        }
    }

    func pairs(
        _ from: Double, _ to: Double, _ none: Value
    ) throws -> [(keys: [String], first: Value, second: Value)] {
        for time in [from, to] where !values.values.contains(where: { $0[time] != nil }) {
            throw FormatError(
                file: table.file,
                message: "nothing is counted at \(yearAndMonth(time)); name times of the file")
        }
        return order.compactMap { keys in
            let (first, second) = (values[keys]?[from], values[keys]?[to])
            if first == nil && second == nil { return nil }
            return (keys, first ?? none, second ?? none)
        }
    }
}
