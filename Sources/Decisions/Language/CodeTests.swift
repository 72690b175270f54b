/// Tests of a value: of a cell, of `in`, of an item definition.
final class TestsCode: Code {
    indirect enum Part: Sendable {
        case any
        /// `isVerdict` where the expression itself speaks of `?`, so that its truth decides.
        case value(any Code, isVerdict: Bool)
        case not([Part])
    }

    let parts: [Part]
    /// Where the value stands while it is tested.
    let slot: Int

    init(_ parts: [Part], _ slot: Int) { (self.parts, self.slot) = (parts, slot) }

    /// Whether it looks at nothing but the value and constants.
    var isConstant: Bool { parts.allSatisfy(TestsCode.isConstant) }

    private static func isConstant(_ part: Part) -> Bool {
        switch part {
        case .any: true
        case .value(let code, let isVerdict): !isVerdict && code is ConstantCode
        case .not(let parts): parts.allSatisfy(isConstant)
        }
    }

    /// All constants in it, also those behind `not`.
    var namedConstants: [FEELValue] { parts.flatMap(TestsCode.constants) }

    private static func constants(_ part: Part) -> [FEELValue] {
        switch part {
        case .any: []
        case .value(let code, _): (code as? ConstantCode).map { [$0.constant] } ?? []
        case .not(let parts): parts.flatMap(constants)
        }
    }

    /// The constants of which one has to fit; nil where something else is asked.
    var constants: [FEELValue]? {
        var values: [FEELValue] = []
        for part in parts {
            guard case .value(let code, isVerdict: false) = part,
                let constant = (code as? ConstantCode)?.constant
            else { return nil }
            values.append(constant)
        }
        return values
    }

    func value(_ run: Run) throws(DecisionLimit) -> FEELValue { FEELValue(try truth(run)) }

    func truth(_ run: Run) throws(DecisionLimit) -> Bool? {
        try TestsCode.anyHolds(parts, run[slot], run)
    }

    private static func anyHolds(
        _ parts: [Part], _ subject: FEELValue, _ run: Run
    ) throws(DecisionLimit) -> Bool? {
        var result: Bool? = false
        for part in parts {
            let holds = try TestsCode.holds(part, subject, run)
            if holds == true { return true }
            if holds == nil { result = nil }
        }
        return result
    }

    private static func holds(
        _ part: Part, _ subject: FEELValue, _ run: Run
    ) throws(DecisionLimit) -> Bool? {
        switch part {
        case .any: return true
        case .not(let parts): return try anyHolds(parts, subject, run).map { !$0 }
        case .value(let code, let isVerdict):
            let value = try code.value(run)
            try run.weigh(value)
            if isVerdict, case .boolean(let flag) = value { return flag }
            // The word `true` in a cell is a value to be equal to: what nobody knows does not fire it.
            if case .boolean = value, code is ConstantCode { return subject.isEqual(to: value) }
            return subject.isMatched(by: value)
        }
    }
}

extension FEELValue {
    /// Whether this value is the other, lies in it, or is among it (table 55: `e1 in e2`).
    func isMatched(by other: FEELValue) -> Bool? {
        switch other {
        case .range(let range):
            if case .range = self { return isEqual(to: other) }
            return range.contains(self)
        case .list(let items):
            if case .list = self, isEqual(to: other) == true { return true }
            return isAmong(items.items)
        case .boolean(let flag):
            if case .boolean(let own) = self { return own == flag }
            return flag
        default: return isEqual(to: other)
        }
    }

    private func isAmong(_ items: [FEELValue]) -> Bool? {
        var result: Bool? = false
        for item in items {
            let isFound: Bool?
            if case .range(let range) = item {
                isFound = range.contains(self)
            } else {
                isFound = isEqual(to: item)
            }
            if isFound == true { return true }
            if isFound == nil, items.count == 1 { result = nil }
        }
        return result
    }
}

/// `value in tests`.
final class MembershipCode: Code {
    let source: any Code
    let tests: TestsCode
    let slot: Int

    init(_ source: any Code, _ tests: TestsCode, _ slot: Int) {
        (self.source, self.tests, self.slot) = (source, tests, slot)
    }

    func value(_ run: Run) throws(DecisionLimit) -> FEELValue { FEELValue(try truth(run)) }

    func truth(_ run: Run) throws(DecisionLimit) -> Bool? {
        run[slot] = try source.value(run)
        return try tests.truth(run)
    }
}
