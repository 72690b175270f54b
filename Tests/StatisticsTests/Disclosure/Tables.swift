import Formats
import Foundation
import TestSupport

@testable import Statistics

/// A file of the shared data on disclosure; nil, and said, where they are not here.
func sharedBytes(_ name: String) -> [UInt8]? {
    let path = projectFolder + "/../shared/data/" + name
    guard let data = FileManager.default.contents(atPath: path) else {
        print("skipped 1 file of shared data: \(name)")
        return nil
    }
    return [UInt8](data)
}

/// A table of counts with margins, rows by columns, from its innermost counts.
func counts(_ rows: [[Int]], minimum: Int = 3) throws -> (TableShape, LinkedTable) {
    let shape = TableShape([
        try Hierarchy(total: "all", parts: rows.indices.map { "r\($0)" }),
        try Hierarchy(total: "all", parts: rows[0].indices.map { "c\($0)" }),
    ])
    let values = shape.summed { position in
        let place = shape.coordinates(of: position)
        return Double(rows[place[0] - 1][place[1] - 1])
    }
    let table = try shape.table(
        counts: values.map { Int($0) }, rules: [.threshold(minimum: minimum, margin: 2)])
    return (shape, table)
}

/// Seeded counts, many of them small.
func randomCounts(_ rows: Int, _ columns: Int, most: Double, seed: UInt64) -> [[Int]] {
    var random = SeededRandom(seed)
    return (0..<rows).map { _ in
        (0..<columns).map { _ in
            let share = Double.random(in: 0..<1, using: &random)
            return Int(share * share * share * most)
        }
    }
}

/// Simple2D of the τ-ARGUS test suite (size × region), built from its 42,723 records.
struct Simple2D {
    let shape: TableShape
    var contents: [CellContent] = []

    init?() throws {
        guard let bytes = sharedBytes("disclosure/tau-argus/Simple2D_InputData.zip"),
            let records = try ZipArchive(bytes, file: "Simple2D_InputData.zip")
                .entry("tau_testW.asc", limit: 8 << 20)
        else { return nil }
        let regions = [
            "Nr": ["1", "2", "3"], "Os": ["4", "5", "6", "7"], "Ws": ["8", "9", "10"],
            "Zd": ["11", "12"],
        ]
        let below = ["Nr", "Os", "Ws", "Zd"].flatMap { part in
            [(part, "Total")] + (regions[part] ?? []).map { ($0, part) }
        }
        let region = try Hierarchy(total: "Total", below: below + [("99", "Total")])
        let lines = records.split(separator: 10).map(Array.init).filter { $0.count > 40 }
        let sizes = Set(lines.map { text($0, 8..<10) }).sorted { Int($0) ?? 0 < Int($1) ?? 0 }
        let size = try Hierarchy(total: "Total", parts: sizes)
        shape = TableShape([size, region])
        var found = [[Double]](repeating: [], count: shape.count)
        for line in lines {
            guard let row = size.position(of: text(line, 8..<10)),
                let column = region.position(of: text(line, 11..<13)),
                let value = Double(text(line, 27..<37))
            else { continue }
            for a in size.line(from: row) {
                for b in region.line(from: column) { found[shape.position([a, b])].append(value) }
            }
        }
        contents = found.map { CellContent(contributions: $0) }
    }

    /// What was published: codes of size and region, value (nil where empty), status.
    static func published() -> [(codes: [String], value: Double?, status: Int)]? {
        sharedBytes("disclosure/tau-argus/simple2d-expected/Simple2D.txt").map { bytes in
            bytes.split(separator: 10).map { line in
                let fields = String(decoding: line, as: UTF8.self).split(separator: ",").map {
                    $0.trimmingCharacters(in: CharacterSet(charactersIn: "\" \r"))
                }
                return (Array(fields[0..<2]), Double(fields[2]), Int(fields[3]) ?? 0)
            }
        }
    }
}

private func text(_ line: [UInt8], _ range: Range<Int>) -> String {
    String(decoding: line[range], as: UTF8.self).trimmingCharacters(in: .whitespaces)
}
