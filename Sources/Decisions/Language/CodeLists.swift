/// A filter: a number takes one item, anything else is asked of each.
final class FilterCode: Code {
    let source: any Code
    let condition: any Code
    let slot: Int

    init(_ source: any Code, _ condition: any Code, _ slot: Int) {
        (self.source, self.condition, self.slot) = (source, condition, slot)
    }

    func value(_ run: Run) throws(DecisionLimit) -> FEELValue {
        let list = try source.value(run)
        let items = list.items
        if items.isEmpty {
            run[slot] = .null
            if case .number = try condition.value(run) { return .null }
            return list.isNull ? .null : FEELValue.list([])
        }
        var kept: [FEELValue] = []
        for item in items {
            try run.step()
            run[slot] = item
            switch try condition.value(run) {
            case .boolean(true): kept.append(item)
            case .boolean(false), .null: break
            case .number(let number): return FilterCode.item(items, number)
            default: return .null
            }
        }
        return FEELValue.list(kept)
    }

    /// From 1, or from the end below 0.
    static func item(_ items: [FEELValue], _ number: Number) -> FEELValue {
        guard let place = number.int, place != 0, abs(place) <= items.count else { return .null }
        return place > 0 ? items[place - 1] : items[items.count + place]
    }
}

/// One variable of a loop with what it runs through.
struct LoopIterator: Sendable {
    let slot: Int
    let source: any Code
    let last: (any Code)?

    /// The values in turn; nil where the source cannot be run through.
    func values(_ run: Run) throws(DecisionLimit) -> [FEELValue]? {
        let first = try source.value(run)
        if let last { return try LoopIterator.span(first, try last.value(run), run) }
        switch first {
        case .null: return nil
        case .list(let list): return list.items
        case .range(let range):
            guard range.form == .interval, range.includesStart, range.includesEnd,
                let order = range.start.order(range.end), order <= 0
            else { return nil }
            return try LoopIterator.span(range.start, range.end, run)
        default: return [first]
        }
    }

    /// Whole numbers or days from one to another, up or down.
    private static func span(
        _ first: FEELValue, _ last: FEELValue, _ run: Run
    ) throws(DecisionLimit) -> [FEELValue]? {
        let ends: (Int, Int)
        let make: (Int) -> FEELValue
        switch (first, last) {
        case (.number(let low), .number(let high)):
            guard let from = low.int, let to = high.int else { return nil }
            ends = (from, to)
            make = { .number(Number($0)) }
        case (.date(let low), .date(let high)):
            ends = (low.dayNumber, high.dayNumber)
            make = { FEELValue(CivilDate(dayNumber: $0)) }
        default: return nil
        }
        let (distance, overflow) = ends.1.subtractingReportingOverflow(ends.0)
        if overflow || distance.magnitude >= DecisionLimit.listItemsMax { throw .listItems }
        try run.step(abs(distance))
        return stride(from: ends.0, through: ends.1, by: distance < 0 ? -1 : 1).map(make)
    }
}

final class LoopCode: Code {
    let iterators: [LoopIterator]
    let body: any Code
    /// Where the results so far stand for those who ask for `partial`.
    let partial: Int?

    init(_ iterators: [LoopIterator], _ body: any Code, _ partial: Int?) {
        (self.iterators, self.body, self.partial) = (iterators, body, partial)
    }

    func value(_ run: Run) throws(DecisionLimit) -> FEELValue {
        var results = FEELList([])
        if let partial { run[partial] = .list(FEELList([])) }
        guard try walk(0, run, &results) else { return .null }
        if let partial { return run.take(partial) }
        try run.step(results.count / 4)
        return try run.checked(FEELValue.bounded(.list(results)))
    }

    private func walk(
        _ level: Int, _ run: Run, _ results: inout FEELList
    ) throws(DecisionLimit) -> Bool {
        guard level < iterators.count else {
            try run.step()
            let value = try body.value(run)
            if let partial {
                let count = append(value, partial, run)
                if run.isTooLarge(partial) || count > DecisionLimit.listItemsMax {
                    throw .listItems
                }
            } else {
                results.append(value)
                if results.size > FEELValue.sizeMax { throw .listItems }
            }
            return true
        }
        guard let values = try iterators[level].values(run) else { return false }
        for value in values {
            // Also where what is within is empty.
            try run.step()
            run[iterators[level].slot] = value
            guard try walk(level + 1, run, &results) else { return false }
        }
        return true
    }

    private func append(_ value: FEELValue, _ partial: Int, _ run: Run) -> Int {
        guard case .list(var items) = run.take(partial) else { return 0 }
        items.append(value)
        let count = items.count
        run[partial] = .list(items)
        return count
    }
}

/// `some` and `every`; what is neither true nor false makes the answer unknown, unless another decides.
final class QuantifiedCode: Code {
    let isEvery: Bool
    let iterators: [LoopIterator]
    let condition: any Code

    init(_ isEvery: Bool, _ iterators: [LoopIterator], _ condition: any Code) {
        (self.isEvery, self.iterators, self.condition) = (isEvery, iterators, condition)
    }

    func value(_ run: Run) throws(DecisionLimit) -> FEELValue { FEELValue(try truth(run)) }

    func truth(_ run: Run) throws(DecisionLimit) -> Bool? {
        var result: Bool? = isEvery
        return try walk(0, run, &result) ? result : nil
    }

    private func walk(
        _ level: Int, _ run: Run, _ result: inout Bool?
    ) throws(DecisionLimit) -> Bool {
        guard level < iterators.count else {
            try run.step()
            let holds = try condition.truth(run)
            result = isEvery ? both(result, holds) : either(result, holds)
            return true
        }
        guard let values = try iterators[level].values(run) else { return false }
        for value in values where result != !isEvery {
            try run.step()
            run[iterators[level].slot] = value
            guard try walk(level + 1, run, &result) else { return false }
        }
        return true
    }
}
