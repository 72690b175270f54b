extension LinkedTable {
    /// Every cell to a multiple of `base` beside its value, all sums still exact; a multiple stays as it is
    /// (zero-restricted, Cox and Ernst 1982).
    ///
    /// Cell after cell goes to its nearer multiple where the rest can follow. In tables of two dimensions, one of
    /// which may be a hierarchy, that always ends well, because their relations are a network; elsewhere it
    /// may not, and nil says that this order found nothing.
    public func rounded(to base: Double) -> [Double]? {
        guard base > 0 else { return nil }
        let floors = cells.map { ($0.value / base).rounded(.down) * base }
        let free = cells.indices.filter { cells[$0].value - floors[$0] > slack(base) * base }
        var place: [Int: Int] = [:]
        for (index, cell) in free.enumerated() { place[cell] = index }
        let fixed = place
        var simplex = DeviationSimplex(
            cells: free, low: free.map { floors[$0] - cells[$0].value },
            high: free.map { floors[$0] + base - cells[$0].value },
            equations: relations.map { relation in
                (relation.parts.map { ($0, 1.0) } + [(relation.total, -1.0)])
                    .compactMap { cell, factor in fixed[cell].map { ($0, factor) } }
            })
        // What is nearest to a multiple decides first.
        let order = free.indices.sorted {
            (-simplex.offset($0), $0) < (-simplex.offset($1), $1)
        }
        for variable in order where !simplex.settle(variable) { return nil }
        var values = cells.map(\.value)
        for (variable, cell) in free.enumerated() {
            values[cell] = ((values[cell] + simplex.at[variable]) / base).rounded() * base
        }
        return values
    }
}

extension DeviationSimplex {
    /// How much nearer one bound is than the other.
    fileprivate func offset(_ variable: Int) -> Double {
        (high[variable] + low[variable]).magnitude
    }

    /// Moves a variable onto one of its bounds, the nearer if it can be, and keeps it there.
    fileprivate mutating func settle(_ variable: Int) -> Bool {
        let isUp = high[variable] < -low[variable]
        for up in [isUp, !isUp] {
            let bound = up ? high[variable] : low[variable]
            _ = push(variable, up: up, target: bound.magnitude)
            if (at[variable] - bound).magnitude <= 1e-6 * max(1, bound.magnitude) {
                fix(variable, at: bound)
                return true
            }
        }
        return false
    }
}
