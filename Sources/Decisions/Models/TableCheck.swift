public import Formats

extension DecisionModel {
    /// What jurists should look at before they use the model: unknown names, types that never fit, and
    /// in tables situations for which no rule speaks, rules that contradict each other, rules that never fire.
    public func check() throws(DecisionLimit) -> [FormatError] {
        var found = problems + mistakes
        for table in tables {
            var check = try TableCheck(table)
            for (line, message) in check.findings() {
                found.append(
                    FormatError(file: file, line: line, field: table.decision, message: message))
            }
        }
        return found
    }
}

/// Compares the rules of one table by the cases that its columns tell apart.
private struct TableCheck {
    private let table: TableCode
    private let columns: [ColumnCases]
    private var steps = 0
    /// Looks at rules and cases, all in all.
    private var looks = 0

    /// A larger table is only checked in part.
    private static let stepsMax = 400_000
    private static let looksMax = 200_000_000
    private static let findingsMax = 20

    init(_ table: TableCode) throws(DecisionLimit) {
        self.table = table
        var columns: [ColumnCases] = []
        for index in table.inputs.indices { columns.append(try ColumnCases(table, column: index)) }
        self.columns = columns
    }

    /// Lines and words.
    mutating func findings() -> [(line: Int, message: String)] {
        var found: [(line: Int, message: String)] = []
        if table.hitPolicy.expectsOne, table.outputs.allSatisfy({ $0.fallback == nil }),
            let missing = self.gap(column: 0, Array(table.rules.indices))
        {
            let words = missing.isEmpty ? "anything" : missing.joined(separator: " and ")
            found.append((table.line, "no rule speaks of \(words)"))
        }
        found += dead() + contradictions()
        if isCut || columns.contains(where: { !$0.isComplete }) {
            found.append((table.line, "the table is too large to be checked to its end"))
        }
        return Array(found.prefix(TableCheck.findingsMax))
    }

    /// The first combination of cases that no rule covers, in words.
    private mutating func gap(column: Int, _ rules: [Int]) -> [String]? {
        steps += 1
        if rules.isEmpty { return [] }
        guard column < columns.count, !isCut else { return nil }
        looks += rules.count * (1 + columns[column].cases.count)
        let coversRest = rules.contains { rule in
            columns[column...].allSatisfy { !$0.mayHold[rule].contains(false) }
        }
        if coversRest { return nil }
        var tried: Set<[Int]> = []
        for (index, item) in columns[column].cases.enumerated() {
            let left = rules.filter { columns[column].mayHold[$0][index] }
            // Cases that leave the same rules are one case.
            guard tried.insert(left).inserted else { continue }
            guard let rest = self.gap(column: column + 1, left) else { continue }
            return columns[column].cases.count > 1 ? [item.words] + rest : rest
        }
        return nil
    }

    private var isCut: Bool { steps > TableCheck.stepsMax || looks > TableCheck.looksMax }

    /// Rules with a cell that holds for nothing.
    private func dead() -> [(line: Int, message: String)] {
        var found: [(line: Int, message: String)] = []
        for (place, rule) in table.rules.enumerated() {
            guard let why = whyNull(place) ?? whyEmpty(place) else { continue }
            found.append((rule.line, "rule \(rule.number) never fires: \(why)"))
        }
        return found
    }

    private func whyNull(_ place: Int) -> String? {
        columnWithoutNull(place).map {
            "null is not among the values of '\(table.inputs[$0].label)'"
        }
    }

    /// A cell that covers no case, as `[65..18]`; in a column that was not compared each cell covers all. Of a cell that is
    /// of another type or not allowed that is said already.
    private func whyEmpty(_ place: Int) -> String? {
        let mistaken = table.rules[place].mistaken
        for column in columns.indices
        where !mistaken.contains(column) && !columns[column].mayHold[place].contains(true) {
            let named = table.rules[place].cells[column]?.constants ?? []
            guard !named.isEmpty, named.allSatisfy(ColumnCases.isSettled) else { continue }
            let words = named.map(\.words).joined(separator: " or ")
            return "no value of '\(table.inputs[column].label)' fits \(words)"
        }
        return nil
    }

    /// The column in which a rule asks for nothing but null, which the values listed there leave out.
    private func columnWithoutNull(_ place: Int) -> Int? {
        columns.indices.first { column in
            let named = table.rules[place].cells[column]?.constants ?? []
            return !named.isEmpty && named.allSatisfy(\.isNull)
                && !columns[column].mayHold[place].contains(true)
        }
    }

    private mutating func contradictions() -> [(line: Int, message: String)] {
        var found: [(line: Int, message: String)] = []
        for (later, rule) in table.rules.enumerated() {
            for earlier in 0..<later {
                steps += 1
                looks += columns.reduce(1) { $0 + $1.cases.count }
                if isCut { return found }
                if let message = contradiction(earlier, later) {
                    found.append((rule.line, message))
                    if found.count >= TableCheck.findingsMax { return found }
                }
            }
        }
        return found
    }

    private func contradiction(_ earlier: Int, _ later: Int) -> String? {
        let numbers = "rules \(earlier + 1) and \(later + 1)"
        switch table.hitPolicy {
        case .unique where overlap(earlier, later):
            return "\(numbers) both fire for \(example(earlier, later))"
        case .any where overlap(earlier, later) && differ(earlier, later):
            return "\(numbers) say different things for \(example(earlier, later))"
        case .first where covers(earlier, later) && columnWithoutNull(later) == nil:
            return "rule \(later + 1) never fires: rule \(earlier + 1) stands before it"
        default: return nil
        }
    }

    /// A case in each column in which both rules surely fire.
    private func overlap(_ first: Int, _ second: Int) -> Bool {
        columns.allSatisfy { column in
            zip(column.holds[first], column.holds[second]).contains { $0 && $1 }
        }
    }

    private func example(_ first: Int, _ second: Int) -> String {
        let words = columns.compactMap { column -> String? in
            let isFree = !(column.holds[first] + column.holds[second]).contains(false)
            let shared = column.cases.indices.first {
                column.holds[first][$0] && column.holds[second][$0]
            }
            return column.cases.count > 1 && !isFree ? shared.map { column.cases[$0].words } : nil
        }
        return words.isEmpty ? "anything" : words.joined(separator: " and ")
    }

    /// A cell that none of the cases meets, null for instance, is met by an empty cell only.
    private func covers(_ first: Int, _ second: Int) -> Bool {
        columns.indices.allSatisfy { index in
            if table.rules[first].cells[index] == nil { return true }
            let (sure, wanted) = (columns[index].holds[first], columns[index].mayHold[second])
            return wanted.contains(true) && zip(sure, wanted).allSatisfy { $0 || !$1 }
        }
    }

    /// Whether both say something and not the same; what is computed is not compared.
    private func differ(_ first: Int, _ second: Int) -> Bool {
        zip(table.rules[first].outputs, table.rules[second].outputs).contains { left, right in
            guard let left = left as? ConstantCode, let right = right as? ConstantCode else {
                return false
            }
            return left.constant != right.constant
        }
    }
}
