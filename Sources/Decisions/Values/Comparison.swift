/// Equality and order in three values: yes, no, and nil where the kinds cannot be compared.
extension FEELValue {
    func isEqual(to other: FEELValue) -> Bool? {
        switch (self, other) {
        case (.null, .null): true
        case (.null, _), (_, .null): false
        case (.number(let left), .number(let right)): left == right
        case (.string(let left), .string(let right)): left.isSame(as: right)
        case (.boolean(let left), .boolean(let right)): left == right
        case (.list(let left), .list(let right)): FEELValue.areEqual(left.items, right.items)
        case (.context(let left), .context(let right)): left.isEqual(to: right)
        case (.range(let left), .range(let right)): left.isEqual(to: right)
        case (.function(let left), .function(let right)): left === right
        default: temporalOrder(other).map { $0 == 0 } ?? mismatch(other)
        }
    }

    /// -1, 0 or 1; nil for what has no order.
    func order(_ other: FEELValue) -> Int? {
        switch (self, other) {
        case (.number(let left), .number(let right)): left < right ? -1 : left == right ? 0 : 1
        case (.string(let left), .string(let right)): left.order(right)
        default: temporalOrder(other)
        }
    }

    /// One time with an offset and one without are different, but neither is the earlier.
    private func mismatch(_ other: FEELValue) -> Bool? {
        switch (self, other) {
        case (.time, .time), (.dateTime, .dateTime): false
        default: nil
        }
    }

    /// FEEL compares times by their seconds; parts of a second are not looked at (table 53).
    private func temporalOrder(_ other: FEELValue) -> Int? {
        switch (self, other) {
        case (.date(let left), .date(let right)): ordered(left, right)
        case (.daysDuration(let left), .daysDuration(let right)): ordered(left, right)
        case (.monthsDuration(let left), .monthsDuration(let right)): ordered(left, right)
        case (.time(let left), .time(let right)):
            compare(
                left.time.second, left.time.offsetSeconds, right.time.second,
                right.time.offsetSeconds)
        case (.dateTime(let left), .dateTime(let right)):
            compare(
                left.dateTime.localSeconds, left.dateTime.offsetSeconds,
                right.dateTime.localSeconds, right.dateTime.offsetSeconds)
        case (.date(let left), .dateTime):
            FEELValue(DateTime(midnight: left)).temporalOrder(other)
        case (.dateTime, .date(let right)): temporalOrder(FEELValue(DateTime(midnight: right)))
        default: nil
        }
    }

    private func compare(_ left: Int, _ leftOffset: Int?, _ right: Int, _ rightOffset: Int?) -> Int?
    {
        switch (leftOffset, rightOffset) {
        case (nil, nil): ordered(left, right)
        case (let first?, let second?): ordered(left - first, right - second)
        default: nil
        }
    }

    private static func areEqual(_ left: [FEELValue], _ right: [FEELValue]) -> Bool? {
        guard left.count == right.count else { return false }
        for (one, other) in zip(left, right) {
            guard let isEqual = one.isEqual(to: other), isEqual else { return false }
        }
        return true
    }
}

extension FEELContext {
    fileprivate func isEqual(to other: FEELContext) -> Bool {
        guard count == other.count else { return false }
        return members.allSatisfy { name, value in
            other[name].map { value.isEqual(to: $0) == true } ?? false
        }
    }
}

private func ordered<Value: Comparable>(_ left: Value, _ right: Value) -> Int {
    left < right ? -1 : left == right ? 0 : 1
}
