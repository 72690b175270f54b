/// The dimensions of a table; its cells are all combinations of codes, the last dimension running fastest.
public struct TableShape: Equatable, Sendable {
    public let dimensions: [Hierarchy]
    let strides: [Int]
    public let count: Int

    public init(_ dimensions: [Hierarchy]) {
        self.dimensions = dimensions
        var strides = [Int](repeating: 1, count: dimensions.count)
        for axis in dimensions.indices.dropLast().reversed() {
            strides[axis] = strides[axis + 1] * dimensions[axis + 1].codes.count
        }
        self.strides = strides
        count = dimensions.reduce(1) { $0 * $1.codes.count }
    }

    public func position(_ coordinates: [Int]) -> Int {
        zip(coordinates, strides).reduce(0) { $0 + $1.0 * $1.1 }
    }

    public func coordinates(of position: Int) -> [Int] {
        dimensions.indices.map { position / strides[$0] % dimensions[$0].codes.count }
    }

    /// The words of a cell's place, one a dimension.
    public func codes(of position: Int) -> [String] {
        zip(dimensions, coordinates(of: position)).map { $0.codes[$1] }
    }

    /// Whether no dimension is summed up at this cell.
    func isLeaf(_ position: Int) -> Bool {
        zip(dimensions, coordinates(of: position)).allSatisfy { $0.children[$1].isEmpty }
    }

    /// Every sum that the table states: each code with parts, in each dimension, for all the others.
    public var relations: [TableRelation] {
        (0..<count).flatMap { position in
            let place = coordinates(of: position)
            return dimensions.indices.compactMap { axis -> TableRelation? in
                let parts = dimensions[axis].children[place[axis]]
                if parts.isEmpty { return nil }
                return TableRelation(
                    total: position,
                    parts: parts.map { position + ($0 - place[axis]) * strides[axis] })
            }
        }
    }

    /// All cells from those without sums below: `leaf` is asked for every innermost combination.
    public func summed(_ leaf: (Int) -> Double) -> [Double] {
        var values = (0..<count).map { isLeaf($0) ? leaf($0) : 0 }
        for axis in dimensions.indices {
            for position in 0..<count {
                let place = coordinates(of: position)[axis]
                let below = dimensions[axis].leaves(below: place)
                if below == [place] { continue }
                values[position] = below.reduce(0) {
                    $0 + values[position + ($1 - place) * strides[axis]]
                }
            }
        }
        return values
    }
}
