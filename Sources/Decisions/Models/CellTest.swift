/// What a cell asks of the value of its column; the usual questions are answered without running code.
enum CellTest: Sendable {
    case any
    case text(String)
    case number(Number)
    /// A range whose ends are numbers.
    case span(low: Number, high: Number, includesLow: Bool, includesHigh: Bool, TestsCode)
    case tests(TestsCode)

    init(_ cell: TestsCode?) {
        guard let cell else {
            self = .any
            return
        }
        let constants = cell.constants ?? []
        switch constants.count == 1 ? constants[0] : .null {
        case .string(let text): self = .text(text)
        case .number(let number): self = .number(number)
        case .range(let range): self = CellTest.span(range, cell) ?? .tests(cell)
        default: self = .tests(cell)
        }
    }

    private static func span(_ range: FEELRange, _ cell: TestsCode) -> CellTest? {
        guard range.form == .interval, case .number(let low) = range.start,
            case .number(let high) = range.end
        else { return nil }
        return .span(
            low: low, high: high, includesLow: range.includesStart,
            includesHigh: range.includesEnd, cell)
    }

    func holds(in slot: Int, _ run: Run) throws(DecisionLimit) -> Bool {
        switch self {
        case .any: return true
        case .text(let text):
            // As `isEqual(to:)`: code points, not letters.
            guard case .string(let own) = run[slot] else { return false }
            return own.isSame(as: text)
        case .number(let number):
            guard case .number(let own) = run[slot] else { return false }
            return own == number
        case .span(let low, let high, let includesLow, let includesHigh, let cell):
            guard case .number(let own) = run[slot] else { return try cell.truth(run) == true }
            return (includesLow ? low <= own : low < own)
                && (includesHigh ? own <= high : own < high)
        case .tests(let cell): return try cell.truth(run) == true
        }
    }
}
