import Foundation
import Statistics

/// Our side of bench/trends.py, which makes the series and compares the results:
///
///     statistics-bench all FILE COUNT LENGTH       trend, line and changes of each series; seconds and results
///     statistics-bench changes FILE COUNT LENGTH   changes alone, one core
///     statistics-bench classes FILE COUNT LENGTH   the class of each series, on two cores
///
/// FILE holds doubles as the machine has them, series after series. Each prints one line of JSON.
@main
struct StatisticsBench {
    static func main() async throws {
        let words = CommandLine.arguments
        guard words.count == 5, let count = Int(words[3]), let length = Int(words[4]), count > 0,
            length > 0
        else { throw Trouble(description: "see bench/trends.py") }
        let series = try read(words[2], count, length)
        switch words[1] {
        case "all": try show(all(series, length))
        case "changes": try show(changes(series, length))
        case "classes": try show(await classes(series))
        default: throw Trouble(description: "say all, changes or classes")
        }
    }

    static func read(_ path: String, _ count: Int, _ length: Int) throws -> [[Double]] {
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        guard data.count == count * length * 8 else { throw Trouble(description: "wrong size") }
        return data.withUnsafeBytes { bytes in
            let values = bytes.bindMemory(to: Double.self)
            return (0..<count).map { Array(values[($0 * length)..<(($0 + 1) * length)]) }
        }
    }

    static func all(_ series: [[Double]], _ length: Int) -> Found {
        var (scores, slopes, places) = ([Int](), [Double](), [[Int]]())
        let seconds = ContinuousClock().measure {
            for values in series {
                scores.append(MannKendall(values)?.s ?? 0)
                slopes.append(TheilSen(values)?.slope ?? 0)
                places.append(found(values, length))
            }
        }
        return Found(seconds: seconds, scores: scores, slopes: slopes, changes: places)
    }

    static func changes(_ series: [[Double]], _ length: Int) -> Found {
        var places = [[Int]]()
        let seconds = ContinuousClock().measure {
            for values in series { places.append(found(values, length)) }
        }
        return Found(seconds: seconds, changes: places)
    }

    /// Two halves at once, as two cores take them.
    static func classes(_ series: [[Double]]) async -> Found {
        let (clock, facts) = (ContinuousClock(), SeriesFacts(better: .up))
        let start = clock.now
        let parts = [series[..<(series.count / 2)], series[(series.count / 2)...]]
        let counts = await withTaskGroup(of: [String: Int].self) { group in
            for part in parts {
                group.addTask {
                    part.reduce(into: [:]) { counts, values in
                        let points = values.enumerated().map { TimePoint(Double($0), $1) }
                        counts[ProgressFinding(points, facts).progress.code, default: 0] += 1
                    }
                }
            }
            return await group.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
        }
        return Found(seconds: clock.now - start, classes: counts)
    }

    /// As ruptures is asked: squared distances, stretches of two, twice the logarithm of the length.
    static func found(_ values: [Double], _ length: Int) -> [Int] {
        let penalty = Penalty.value(2 * log(Double(length)))
        return ChangePoints.pelt(values, penalty: penalty, leastSize: 2)?.found ?? []
    }

    static func show(_ found: Found) throws {
        print(String(decoding: try JSONEncoder().encode(found), as: UTF8.self))
    }
}

/// What was found, in the order of the series.
struct Found: Encodable {
    let seconds: Double
    var scores: [Int] = []
    var slopes: [Double] = []
    var changes: [[Int]] = []
    var classes: [String: Int] = [:]

    init(
        seconds: Duration, scores: [Int] = [], slopes: [Double] = [], changes: [[Int]] = [],
        classes: [String: Int] = [:]
    ) {
        self.seconds = seconds / .seconds(1)
        (self.scores, self.slopes) = (scores, slopes)
        (self.changes, self.classes) = (changes, classes)
    }
}

struct Trouble: Error, CustomStringConvertible { let description: String }
