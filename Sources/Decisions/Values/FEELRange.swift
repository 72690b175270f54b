/// The values between two ends, or on one side of one; written `[1..10)`, `(< 10)`, `(= 5)`.
public final class FEELRange: Sendable {
    /// How it was written: an open side and a side that is null are not the same.
    enum Form: Sendable, Equatable {
        case interval, less, lessOrEqual, greater, greaterOrEqual, equal, notEqual
    }

    let form: Form
    let start: FEELValue
    let end: FEELValue
    let includesStart: Bool
    let includesEnd: Bool
    let size: Int32
    let depth: Int32

    init(_ start: FEELValue, _ end: FEELValue, includesStart: Bool, includesEnd: Bool) {
        form = .interval
        (self.start, self.end) = (start, end)
        (self.includesStart, self.includesEnd) = (includesStart, includesEnd)
        let ends = FEELList([start, end])
        (size, depth) = (ends.size, ends.depth)
    }

    /// One side of a value.
    init(_ form: Form, _ value: FEELValue) {
        self.form = form
        let isBelow = form == .less || form == .lessOrEqual
        let isAbove = form == .greater || form == .greaterOrEqual
        start = isBelow ? .null : value
        end = isAbove ? .null : value
        includesStart = form == .greaterOrEqual || form == .equal
        includesEnd = form == .lessOrEqual || form == .equal
        let ends = FEELList([value, value])
        (size, depth) = (ends.size, ends.depth)
    }

    /// Whether a value lies inside; nil where it cannot be compared with the ends.
    func contains(_ value: FEELValue) -> Bool? {
        switch form {
        case .equal: value.isEqual(to: start)
        case .notEqual: value.isEqual(to: start).map { !$0 }
        case .less, .lessOrEqual: isBelowEnd(value)
        case .greater, .greaterOrEqual: isAboveStart(value)
        case .interval:
            if start.isNull {
                end.isNull ? nil : isBelowEnd(value)
            } else if end.isNull {
                isAboveStart(value)
            } else {
                both(isAboveStart(value), isBelowEnd(value))
            }
        }
    }

    private func isAboveStart(_ value: FEELValue) -> Bool? {
        value.order(start).map { includesStart ? $0 >= 0 : $0 > 0 }
    }

    private func isBelowEnd(_ value: FEELValue) -> Bool? {
        value.order(end).map { includesEnd ? $0 <= 0 : $0 < 0 }
    }

    func isEqual(to other: FEELRange) -> Bool {
        form == other.form && includesStart == other.includesStart
            && includesEnd == other.includesEnd && start == other.start && end == other.end
    }

    /// A property by its name: FEEL's table 55.
    func property(_ name: String) -> FEELValue? {
        switch name {
        case "start": start
        case "end": end
        case "start included": .boolean(includesStart)
        case "end included": .boolean(includesEnd)
        default: nil
        }
    }
}

/// FEEL's `and` of two known or unknown truths.
func both(_ left: Bool?, _ right: Bool?) -> Bool? {
    if left == false || right == false { return false }
    return left == nil || right == nil ? nil : true
}
