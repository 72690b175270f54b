import Foundation
import Testing

@testable import Statistics

/// A series of the Turing Change Point Dataset (van den Burg and Williams, arXiv 2003.06222).
struct TCPDSeries {
    let columns: [[Double]]

    init(_ name: String) throws {
        let file = try Truth.json("trend-truth/tcpd/\(name).json") as? [String: Any]
        let series = file?["series"] as? [[String: Any]] ?? []
        columns = series.compactMap { $0["raw"] as? [Any] }.map { raw in
            filled(raw.map { ($0 as? NSNumber)?.doubleValue ?? .nan })
        }
    }

    /// Mean 0 and variance 1, as the paper has it.
    var standardised: [[Double]] {
        columns.map { values in
            let n = Double(values.count)
            let mean = values.reduce(0, +) / n
            let spread = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n).squareRoot()
            return values.map { ($0 - mean) / spread }
        }
    }
}

/// What was not measured lies on the straight line between its neighbours, here and beside the peer.
private func filled(_ values: [Double]) -> [Double] {
    let known = values.indices.filter { values[$0].isFinite }
    return values.indices.map { index in
        guard !values[index].isFinite, let after = known.first(where: { $0 > index }),
            let before = known.last(where: { $0 < index })
        else { return values[index] }
        let share = Double(index - before) / Double(after - before)
        return values[before] + share * (values[after] - values[before])
    }
}

/// What five people marked, and how near a segmentation comes to them.
struct TCPDMarks {
    let marks: [[Int]]

    static func all() throws -> [(String, TCPDMarks)] {
        let file = try Truth.json("trend-truth/tcpd/annotations.json") as? [String: [String: [Int]]]
        return (file ?? [:]).sorted { $0.key < $1.key }.map {
            ($0.key, TCPDMarks(marks: Array($0.value.sorted { $0.key < $1.key }.map(\.value))))
        }
    }

    /// The mean share of each marked stretch that the best found one covers.
    func covering(_ found: [Int], _ n: Int) -> Double {
        let pieces = ranges(found, n)
        let each = marks.map { marked in
            ranges(marked, n).reduce(0.0) { sum, one in
                let best =
                    pieces.map { piece in
                        let common = Double(one.clamped(to: piece).count)
                        return common / (Double(one.count + piece.count) - common)
                    }.max() ?? 0
                return sum + Double(one.count) * best
            } / Double(n)
        }
        return each.reduce(0, +) / Double(each.count)
    }

    /// F1 with a margin of five; the first value counts as a change for everybody.
    func f1(_ found: [Int]) -> Double {
        let found = Set([0] + found)
        let sets = marks.map { Set([0] + $0) }
        let all = sets.reduce(Set()) { $0.union($1) }
        let precision = Double(hits(all, found)) / Double(found.count)
        let recall =
            sets.reduce(0) { $0 + Double(hits($1, found)) / Double($1.count) } / Double(sets.count)
        return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0
    }

    private func hits(_ marked: Set<Int>, _ found: Set<Int>) -> Int {
        var (left, count) = (found, 0)
        for mark in marked.sorted() {
            let near = left.filter { abs($0 - mark) <= 5 }
            guard let best = near.min(by: { (abs($0 - mark), $0) < (abs($1 - mark), $1) }) else {
                continue
            }
            left.remove(best)
            count += 1
        }
        return count
    }

    private func ranges(_ changes: [Int], _ n: Int) -> [Range<Int>] {
        let ends = [0] + changes.sorted() + [n]
        return zip(ends, ends.dropFirst()).map { $0..<$1 }.filter { !$0.isEmpty }
    }
}

@Test(.enabled(if: Truth.isThere))
func `on the Turing series the mean covering and F1 are not below those of ruptures 1-1-10`() throws
{
    var (covering, f1, count) = (0.0, 0.0, 0.0)
    for (name, marks) in try TCPDMarks.all() {
        let series = try TCPDSeries(name).standardised
        let n = series[0].count
        let changes = try #require(
            ChangePoints.pelt(joint: series, penalty: 2 * log(Double(n)), leastSize: 2))
        covering += marks.covering(changes.found, n)
        f1 += marks.f1(changes.found)
        count += 1
    }
    #expect(count == 21)
    // Pelt(model="l2", min_size=2, jump=1), pen = 2 ln n, on the same standardised series.
    #expect(covering / count >= 0.634851 - 1e-9, "\(covering / count)")
    #expect(f1 / count >= 0.681051 - 1e-9, "\(f1 / count)")
}
