/// The values of one column that its cells tell apart: a sample of each, with words for it; null where it is named.
struct ColumnCases {
    struct Case {
        let value: FEELValue
        let words: String
    }

    let cases: [Case]
    /// For each rule and case: whether the cell surely holds, and whether it may.
    let holds: [[Bool]]
    let mayHold: [[Bool]]
    /// Whether its cells were compared at all.
    let isComplete: Bool

    /// Cells and constants against cases; a column that takes more is not compared.
    private static let comparisonsMax = 3_000_000

    init(_ table: TableCode, column: Int) throws(DecisionLimit) {
        let input = table.inputs[column]
        let cells = table.rules.map { $0.cells[column] }
        let constants = cells.compactMap { $0 }.filter(\.isConstant).flatMap(\.namedConstants)
        let own = [input.allowed].compactMap { $0 }.first(where: \.isConstant)
        let allowed = own ?? [input.declared].compactMap { $0 }.first(where: \.isConstant)
        let named = constants + (allowed?.namedConstants ?? [])
        let all = ColumnCases.cases(of: named, input.label, isOpen: allowed == nil)
        let anything = Case(value: .null, words: "any \(input.label)")
        guard (cells.count + named.count) * all.count <= ColumnCases.comparisonsMax else {
            cases = [anything]
            // No rule surely fires and each may: so nothing is said of this column.
            holds = cells.map { _ in [false] }
            mayHold = cells.map { _ in [true] }
            isComplete = false
            return
        }
        var kept: [Case] = []
        for item in all {
            // What nobody knows passes every type; it does not pass the values that the column itself lists.
            let bound = item.value.isNull ? own : allowed
            if let bound, try ColumnCases.truth(bound, bound.slot, item.value) != true { continue }
            kept.append(item)
        }
        let isNamed = !kept.isEmpty
        cases = isNamed ? kept : [anything]
        var (sure, possible): ([[Bool]], [[Bool]]) = ([], [])
        for cell in cells {
            guard let cell, cell.isConstant, isNamed,
                cell.namedConstants.allSatisfy(ColumnCases.isTold)
            else {
                sure.append(cases.map { _ in cell == nil })
                possible.append(cases.map { _ in true })
                continue
            }
            var row: [Bool] = []
            for item in kept {
                row.append(try ColumnCases.truth(cell, input.slot, item.value) == true)
            }
            sure.append(row)
            possible.append(row)
        }
        (holds, mayHold) = (sure, possible)
        isComplete = true
    }

    private static func truth(
        _ cell: TestsCode, _ slot: Int, _ value: FEELValue
    ) throws(DecisionLimit) -> Bool? {
        let run = Run(world: DecisionWorld())
        let code = FunctionCode(body: cell, slotCount: slot + 1, levels: 1)
        let frame = Array(repeating: FEELValue.null, count: slot) + [value]
        if case .boolean(let flag) = try run.call(code, frame) { return flag }
        return nil
    }

    private static func cases(of named: [FEELValue], _ label: String, isOpen: Bool) -> [Case] {
        var (numbers, dates, texts): (Set<Number>, Set<CivilDate>, [String]) = ([], [], [])
        var (hasBoolean, hasNull) = (false, false)
        var seen: Set<Spelling> = []
        for value in named.flatMap(ends) {
            switch value {
            case .number(let number): numbers.insert(number)
            case .date(let date): dates.insert(date)
            case .string(let text):
                if seen.insert(Spelling(text)).inserted { texts.append(text) }
            case .boolean: hasBoolean = true
            case .null: hasNull = true
            default: break
            }
        }
        var cases = between(numbers.sorted(), label) + between(dates.sorted(), label)
        cases += texts.map { Case(value: .string($0), words: "\(label) = \"\($0)\"") }
        if !texts.isEmpty, isOpen {
            cases.append(Case(value: .string("\u{0}"), words: "\(label) is another text"))
        }
        if hasBoolean {
            cases += [true, false].map { Case(value: .boolean($0), words: "\(label) = \($0)") }
        }
        if hasNull {
            // `null` and `not(null)` alone tell apart what is known and what is not.
            if cases.isEmpty, isOpen {
                cases.append(Case(value: .string("\u{0}"), words: "\(label) is known"))
            }
            cases.append(Case(value: .null, words: "\(label) = null"))
        }
        return cases
    }

    /// Whether cases are made of a constant; a cell with another one is not compared.
    private static func isTold(_ value: FEELValue) -> Bool {
        switch value {
        case .null, .boolean, .number, .date, .string: true
        case .range(let range): isTold(range.start) && isTold(range.end)
        case .list(let items):
            !items.isEmpty
                && items.allSatisfy { if case .list = $0 { false } else { isTold($0) } }
        default: false
        }
    }

    /// Whether a part of a cell holds for nothing at all when it holds for no case. Between two texts or
    /// days there are values without a case; only a range that is empty by itself is certain there.
    static func isSettled(_ value: FEELValue) -> Bool {
        switch value {
        case .null, .boolean, .number, .date, .string: return true
        case .range(let range)
        where range.form != .notEqual && !(range.start.isNull && range.end.isNull):
            let isOfNumbers = [range.start, range.end].allSatisfy {
                if case .number = $0 { true } else { $0.isNull }
            }
            guard !isOfNumbers, let order = range.start.order(range.end) else { return isOfNumbers }
            return order > 0 || (order == 0 && !(range.includesStart && range.includesEnd))
        default: return false
        }
    }

    private static func ends(_ value: FEELValue) -> [FEELValue] {
        switch value {
        case .range(let range): [range.start, range.end].filter { !$0.isNull }
        case .list(let items): items.flatMap(ends)
        default: [value]
        }
    }

    private static func between<Bound: CaseBound>(_ bounds: [Bound], _ label: String) -> [Case] {
        guard let first = bounds.first, let last = bounds.last else { return [] }
        var cases: [Case] = []
        if let below = first.below {
            cases.append(Case(value: below.asValue, words: "\(label) < \(first)"))
        }
        for (index, bound) in bounds.enumerated() {
            cases.append(Case(value: bound.asValue, words: "\(label) = \(bound)"))
            guard index + 1 < bounds.count, let middle = bound.middle(to: bounds[index + 1]) else {
                continue
            }
            cases.append(
                Case(
                    value: middle.asValue,
                    words: "\(label) between \(bound) and \(bounds[index + 1])"))
        }
        if let above = last.above {
            cases.append(Case(value: above.asValue, words: "\(label) > \(last)"))
        }
        return cases
    }
}

/// A value between whose neighbours others may lie.
private protocol CaseBound: Comparable, CustomStringConvertible {
    var asValue: FEELValue { get }
    var below: Self? { get }
    var above: Self? { get }
    func middle(to next: Self) -> Self?
}

extension Number: CaseBound {
    fileprivate var asValue: FEELValue { .number(self) }
    // A very large number less or plus one is itself.
    fileprivate var below: Number? {
        guard let next = minus(1), next >= self else { return minus(1) }
        return self > Number.zero ? Number.zero : times(2)
    }
    fileprivate var above: Number? {
        guard let next = plus(1), next <= self else { return plus(1) }
        return self < Number.zero ? Number.zero : times(2)
    }
    fileprivate func middle(to next: Number) -> Number? { plus(next)?.divided(by: 2) }
}

extension CivilDate: CaseBound {
    fileprivate var asValue: FEELValue { .date(self) }
    fileprivate var below: CivilDate? { adding(days: -1) }
    fileprivate var above: CivilDate? { adding(days: 1) }
    fileprivate func middle(to next: CivilDate) -> CivilDate? {
        adding(days: 1).flatMap { $0 < next ? $0 : nil }
    }
}
