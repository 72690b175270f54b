import Foundation

@testable import Statistics

/// Residents of Portugal in 2021 by municipality (NUTS 2013 above it) and nationality, as INE published them unprotected.
struct Census {
    let shape: TableShape
    let counts: [Int]

    init?() throws {
        let name = "migration-stats/portugal/ine-censos2021-foreign/Q1.2.csv"
        guard let bytes = sharedBytes(name) else { return nil }
        // Windows-1252; only the numbers and the order matter here.
        let lines = bytes.split(separator: 10).map {
            String($0.map { Character(Unicode.Scalar($0)) })
        }
        var rows: [[Int]] = []
        for line in lines.dropFirst(5) {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false).dropFirst()
            let numbers = fields.prefix(19).map { Int($0.filter(\.isNumber)) ?? 0 }
            if numbers.count == 19, numbers[0] > 0 { rows.append(numbers) }
        }
        var below: [(String, String)] = []
        var next = 0
        Census.read(&next, level: 0, rows, &below)
        let places = try Hierarchy(total: "0", below: below)
        let nations = try Hierarchy(
            total: "all",
            below: [("Portuguese", "all"), ("foreign", "all"), ("stateless", "all")]
                + (4..<19).map { ("\($0)", "foreign") } + [("other", "foreign")])
        let shape = TableShape([places, nations])
        self.shape = shape
        counts = (0..<shape.count).map { position in
            let place = shape.coordinates(of: position)
            let row = rows[Int(places.codes[place[0]]) ?? 0]
            return switch place[1] {
            case 0...3: row[[0, 1, 2, 3][place[1]]]
            case 19: row[2] - row[4...].reduce(0, +)
            default: row[place[1]]
            }
        }
    }

    /// The rows stand in order of the tree: a row's parts follow it until they add up to it.
    private static func read(
        _ next: inout Int, level: Int, _ rows: [[Int]], _ below: inout [(String, String)]
    ) {
        let own = next
        next += 1
        if level == 4 { return }
        var missing = rows[own][0]
        while missing > 0, next < rows.count {
            below.append(("\(next)", "\(own)"))
            missing -= rows[next][0]
            read(&next, level: level + 1, rows, &below)
        }
    }
}
