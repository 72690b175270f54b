import Glibc

/// The same figure of several units (places, groups, States) at the same equidistant times.
public struct Panel: Equatable, Sendable {
    public struct Unit: Equatable, Sendable {
        public let name: String
        public let values: [Double]

        public init(_ name: String, _ values: [Double]) {
            (self.name, self.values) = (name, values)
        }
    }

    /// In years, rising.
    public let times: [Double]
    public let treated: [Unit]
    public let comparison: [Unit]

    /// Nil without a treated unit, and where lengths differ, a value is not finite, or times are not equidistant.
    public init?(times: [Double], treated: [Unit], comparison: [Unit] = []) {
        guard let first = times.first, let last = times.last, times.count > 1, !treated.isEmpty
        else { return nil }
        let step = (last - first) / Double(times.count - 1)
        let isEven = times.indices.allSatisfy {
            abs(times[$0] - first - Double($0) * step) < step / 20
        }
        guard step > 0, isEven,
            (treated + comparison).allSatisfy({
                $0.values.count == times.count && $0.values.allSatisfy(\.isFinite)
            })
        else { return nil }
        (self.times, self.treated, self.comparison) = (times, treated, comparison)
    }

    /// With natural logarithms, where shares are to be compared; nil where a value is not above zero.
    public var logarithmic: Panel? {
        guard (treated + comparison).allSatisfy({ $0.values.allSatisfy { $0 > 0 } }) else {
            return nil
        }
        func logs(_ units: [Unit]) -> [Unit] {
            units.map { Unit($0.name, $0.values.map { log($0) }) }
        }
        return Panel(times: times, treated: logs(treated), comparison: logs(comparison))
    }

    func comparing(with units: [Unit]) -> Panel {
        Panel(times: times, treated: treated, comparison: units) ?? self
    }

    /// Point by point, of several units.
    static func mean(of units: [Unit]) -> [Double] {
        guard let first = units.first else { return [] }
        return first.values.indices.map { row in
            units.reduce(0) { $0 + $1.values[row] } / Double(units.count)
        }
    }
}
