/// By how much a count is changed, for its size and its key.
///
/// The cell-key method (Fraser and Wooton 2005; Thompson, Broadfoot and Elazar 2013) with perturbation tables as the
/// R package ptable writes them: a row says up to which key (`p_int_ub`) a change applies.
public struct PerturbationTable: Equatable, Sendable {
    public struct Step: Equatable, Sendable {
        public let size: Int
        public let change: Int
        /// The change applies to keys below this and not below the step before.
        public let upTo: Double

        public init(size: Int, change: Int, upTo: Double) {
            self.size = size
            self.change = change
            self.upTo = upTo
        }
    }

    public enum Fault: Error, Equatable {
        case noSteps
        /// The sizes must be 0, 1, 2 … without a gap.
        case missingSize(Int)
        /// The upper bounds of a size must rise and end at 1.
        case badBounds(size: Int)
        /// Nobody must become fewer than nobody.
        case negative(size: Int)
    }

    private let steps: [[Step]]

    public init(_ steps: [Step]) throws(Fault) {
        guard let most = steps.map(\.size).max() else { throw .noSteps }
        var bySize = [Int: [Step]]()
        for step in steps { bySize[step.size, default: []].append(step) }
        var sorted: [[Step]] = []
        for size in 0...most {
            guard let found = bySize[size] else { throw .missingSize(size) }
            let bounds = found.map(\.upTo)
            guard zip(bounds, bounds.dropFirst()).allSatisfy({ $0 < $1 }), bounds.last == 1 else {
                throw .badBounds(size: size)
            }
            guard found.allSatisfy({ size + $0.change >= 0 }) else { throw .negative(size: size) }
            sorted.append(found)
        }
        self.steps = sorted
    }

    /// The count as it is published; sizes above the table's last are changed like the last.
    public func published(_ count: Int, key: RecordKey) -> Int {
        let row = steps[min(max(count, 0), steps.count - 1)]
        let change = row.first { key.value < $0.upTo }?.change ?? 0
        return max(0, count + change)
    }
}
