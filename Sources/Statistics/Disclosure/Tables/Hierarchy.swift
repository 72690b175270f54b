/// The codes of one dimension as a tree: the total is the root, what adds up hangs below.
public struct Hierarchy: Equatable, Sendable {
    /// Code 0 is the total; a parent stands before its children.
    public let codes: [String]
    /// The code that one adds up to; nil for the total.
    public let parents: [Int?]
    /// What each code is the sum of; empty for a leaf.
    public let children: [[Int]]
    private let positions: [String: Int]

    /// The codes below `total`, each with the code it belongs to, in an order where parents come first.
    public init(total: String, below: [(code: String, parent: String)]) throws {
        var codes = [total]
        var parents: [Int?] = [nil]
        var children: [[Int]] = [[]]
        var positions = [total: 0]
        for (code, parent) in below {
            guard let up = positions[parent] else {
                throw TableFault.unknownParent(code: code, parent: parent)
            }
            guard positions.updateValue(codes.count, forKey: code) == nil else {
                throw TableFault.codeTwice(code)
            }
            children[up].append(codes.count)
            codes.append(code)
            parents.append(up)
            children.append([])
        }
        self.codes = codes
        self.parents = parents
        self.children = children
        self.positions = positions
    }

    /// A total and its parts.
    public init(total: String, parts: [String]) throws {
        try self.init(total: total, below: parts.map { ($0, total) })
    }

    public func position(of code: String) -> Int? { positions[code] }
    public var leaves: [Int] { codes.indices.filter { children[$0].isEmpty } }

    /// The code and everything it is counted in, up to the total.
    func line(from code: Int) -> [Int] {
        var line = [code]
        while let up = parents[line[line.count - 1]] { line.append(up) }
        return line
    }

    /// The leaves below a code, or the code itself.
    func leaves(below code: Int) -> [Int] {
        children[code].isEmpty ? [code] : children[code].flatMap(leaves)
    }
}

/// Why something is no table; the caller adds file and line.
public enum TableFault: Error, Equatable {
    case unknownParent(code: String, parent: String)
    case codeTwice(String)
    /// A sum differs from what it is the sum of.
    case notAdditive(total: Int, is: Double, parts: Double)
    case wrongCellCount(Int, expected: Int)
    /// A cell lies outside of what is known of it anyway.
    case outOfBounds(Int)
}
