/// What a source said anew, withdrew or corrected between two states of its data.
struct VintageDifference: Sendable, Equatable {
    struct Change: Sendable, Equatable {
        let before: SeriesValue
        let after: SeriesValue
    }

    var added: [SeriesValue] = []
    var removed: [SeriesValue] = []
    var changed: [Change] = []
    var unchanged = 0

    /// Compares value by value; a value is the same where its number, flag and confidentiality are.
    init(before: [SeriesValue], after: [SeriesValue]) {
        var old: [Place: SeriesValue] = [:]
        for value in before { old[Place(value)] = value }
        for value in after {
            guard let known = old.removeValue(forKey: Place(value)) else {
                added.append(value)
                continue
            }
            let isSame =
                known.value == value.value && known.flag == value.flag
                && known.confidentiality == value.confidentiality
            if isSame {
                unchanged += 1
            } else {
                changed.append(Change(before: known, after: value))
            }
        }
        removed = before.filter { old[Place($0)] != nil }
    }

    private struct Place: Hashable {
        let dims: String
        let period: String

        init(_ value: SeriesValue) {
            dims = value.dims
            period = value.period
        }
    }
}
