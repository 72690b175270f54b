import Formats
import Foundation
import Statistics

/// A table read from a file, with each cell's line for whoever has to look there.
struct ProtectionInput {
    let shape: TableShape
    let contents: [CellContent]
    let table: LinkedTable

    init(_ path: String, _ spec: ProtectionSpec) throws {
        let rows = try ProtectionRows(path, spec)
        shape = TableShape(try rows.hierarchies(spec))
        contents = try rows.contents(shape)
        do { table = try shape.table(contents, rules: spec.rules, cost: spec.cost) } catch {
            throw rows.explain(error, shape)
        }
    }
}

/// The lines of the file before it is known which cells they are.
private struct ProtectionRows {
    struct Line {
        let number: Int
        let codes: [String]
        let content: CellContent
    }

    let path: String
    let columns: [String]
    private(set) var lines: [Line] = []

    init(_ path: String, _ spec: ProtectionSpec) throws {
        self.path = path
        columns = spec.dimensions.map(\.column)
        var rows = try CSVFields(FilePieces(path).chunks, file: path)
        let header = rows.header
        func place(_ name: String) throws -> Int {
            guard let place = header.firstIndex(of: name) else {
                throw FormatError(
                    file: path, line: 1, field: name,
                    message: "the table has no such column; name one of "
                        + header.joined(separator: ", ") + " in the specification")
            }
            return place
        }
        let codes = try columns.map(place)
        let value = try place(spec.value)
        let count = try spec.count.map(place)
        let largest = try spec.largest.map(place)
        while try rows.next() {
            guard lines.count < cellsMax else {
                throw rows.error("more than \(cellsMax) cells; protect a smaller table")
            }
            func number(_ column: Int) throws -> Double {
                guard let number = rows.number(column), number.isFinite, number >= 0 else {
                    throw rows.error("no number from 0 up; write it as 1234.5", column: column)
                }
                return number
            }
            let sum = try number(value)
            let people = try count.map(number) ?? sum
            guard people == people.rounded(), people < 1e15 else {
                throw rows.error("a count of people is a whole number", column: count ?? value)
            }
            lines.append(
                Line(
                    number: rows.line, codes: codes.map { rows.text($0) },
                    content: CellContent(
                        value: sum, count: Int(people), largest: try largest.map(number))))
        }
    }

    func hierarchies(_ spec: ProtectionSpec) throws -> [Hierarchy] {
        try spec.dimensions.enumerated().map { axis, dimension in
            var seen: Set<String> = [dimension.total]
            let flat = lines.map { $0.codes[axis] }.filter { seen.insert($0).inserted }
            do {
                return try Hierarchy(
                    total: dimension.total,
                    below: dimension.below ?? flat.map { ($0, dimension.total) })
            } catch TableFault.unknownParent(let code, let parent) {
                throw refusal(
                    "'\(code)' belongs to '\(parent)', which does not stand before it", axis)
            } catch TableFault.codeTwice(let code) {
                throw refusal("the code '\(code)' stands in two places of the hierarchy", axis)
            }
        }
    }

    private func refusal(_ message: String, _ axis: Int) -> FormatError {
        FormatError(file: path, field: columns[axis], message: message)
    }

    /// Every cell's content; cells without a line are empty, sums without a line are summed up where no largest
    /// contributions are asked for.
    func contents(_ shape: TableShape) throws -> [CellContent] {
        var found = [CellContent?](repeating: nil, count: shape.count)
        for line in lines {
            var place: [Int] = []
            for (axis, code) in line.codes.enumerated() {
                guard let position = shape.dimensions[axis].position(of: code) else {
                    throw FormatError(
                        file: path, line: line.number, field: columns[axis],
                        message: "the hierarchy has no code '\(code)'; add it or correct the line")
                }
                place.append(position)
            }
            let cell = shape.position(place)
            guard found[cell] == nil else {
                throw FormatError(
                    file: path, line: line.number,
                    message: "the cell \(name(shape, cell)) stands here for a second time")
            }
            found[cell] = line.content
        }
        let sums = shape.summed { found[$0]?.value ?? 0 }
        let people = shape.summed { Double(found[$0]?.count ?? 0) }
        let areCounts = lines.allSatisfy { $0.content.largest.isEmpty }
        return try found.enumerated().map { cell, content in
            if let content { return content }
            guard areCounts || people[cell] == 0 else {
                throw FormatError(
                    file: path,
                    message: "the sum \(name(shape, cell)) is missing, and its largest "
                        + "contributions cannot be worked out from its parts; add its line")
            }
            return CellContent(value: sums[cell], count: Int(people[cell]))
        }
    }

    func explain(_ fault: TableFault, _ shape: TableShape) -> any Error {
        guard case .notAdditive(let cell, let total, let parts) = fault else { return fault }
        let codes = shape.codes(of: cell)
        return FormatError(
            file: path, line: lines.first { $0.codes == codes }?.number,
            message: "\(name(shape, cell)) is \(total), its parts add up to \(parts); "
                + "correct it, or leave the sums out and they are worked out")
    }
}

/// A cell's place in words.
func name(_ shape: TableShape, _ cell: Int) -> String {
    shape.codes(of: cell).joined(separator: " / ")
}

/// What fits into memory with its sums many times over.
private let cellsMax = 2_000_000
