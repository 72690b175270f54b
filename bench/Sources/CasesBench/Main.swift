import Cases
import Formats
import Foundation
import Kernel
import Storage

/// Our side of bench/cases.py, which compares the stages and measures the peer:
///
///     cases-bench stages PROJECT COUNT                         the stages of each file, folded in memory
///     cases-bench fold PROJECT COUNT ROUNDS                    seconds for COUNT files in memory, one thread
///     cases-bench store PROJECT COUNT WIDTH ENGINE PLACE       seconds for COUNT files in a store, WIDTH at a time
///
/// PLACE is a file of SQLite that does not exist yet, or the URL of an empty database. Each prints one line of JSON.
@main
struct CasesBench {
    static func main() async throws {
        let words = CommandLine.arguments
        guard words.count >= 4, let count = Int(words[3]), count > 0 else {
            throw Trouble(description: "see bench/cases.py")
        }
        let number = words.count > 4 ? Int(words[4]) ?? 0 : 1
        guard number > 0 else { throw Trouble(description: "numbers above zero") }
        let facts: [String: JSON] =
            switch words[1] {
            case "stages": try await stages(words[2], count)
            case "fold": try await fold(words[2], count, rounds: number)
            case "store" where words.count == 7:
                try await store(words[2], count, width: number, words[5], words[6])
            default: throw Trouble(description: "say stages, fold or store")
            }
        print(JSON.object(facts).canonical)
    }

    static func stages(_ project: String, _ count: Int) async throws -> [String: JSON] {
        let cases = try await memoryHouse(project)
        let found = try (0..<count).map { number in
            listed(try cases.fold(MeasuredCourse(number), filedAt: filedAt))
        }
        return ["stages": .array(found)]
    }

    static func fold(_ project: String, _ count: Int, rounds: Int) async throws -> [String: JSON] {
        let cases = try await memoryHouse(project)
        var seconds: [JSON] = []
        for _ in 0..<rounds {
            let took = try ContinuousClock().measure {
                for number in 0..<count {
                    _ = try cases.fold(MeasuredCourse(number), filedAt: filedAt)
                }
            }
            seconds.append(.number(inSeconds(took)))
        }
        return ["rounds": .array(seconds)]
    }

    /// Files are played beside each other, as an office full of people does; each act waits until it is on disk.
    static func store(
        _ project: String, _ count: Int, width: Int, _ engine: String, _ place: String
    ) async throws -> [String: JSON] {
        let location: Database.Location =
            engine == "postgres" ? .postgres(url: place) : .sqlite(path: place)
        let (cases, database) = try await house(project, location)
        defer { database.close() }
        // The first file warms caches up and is counted by nobody.
        _ = try await cases.play(MeasuredCourse(1), filedAt: filedAt)
        let clock = ContinuousClock()
        let start = clock.now
        let found = try await withThrowingTaskGroup(of: [(Int, [String])].self) { group in
            for lane in 0..<width {
                group.addTask {
                    var played: [(Int, [String])] = []
                    for number in stride(from: lane, to: count, by: width) {
                        let course = MeasuredCourse(number)
                        played.append((number, try await cases.play(course, filedAt: filedAt)))
                    }
                    return played
                }
            }
            var all: [(Int, [String])] = []
            for try await one in group { all += one }
            return all.sorted { $0.0 < $1.0 }.map { $0.1 }
        }
        let took = inSeconds(clock.now - start)
        let journal = try await database.read { db in try db.verifyJournal() }
        let files = try await database.read { db in try db.count("SELECT COUNT(*) FROM kase") }
        return [
            "seconds": .number(took), "stages": .array(found.map(listed)),
            "sound": .bool(journal.isSound), "lines": .int(journal.lines),
            "files": .int(files),
        ]
    }

    static func listed(_ stages: [String]) -> JSON { .array(stages.map(JSON.string)) }

    static func inSeconds(_ duration: Duration) -> Double {
        let (seconds, atto) = duration.components
        return Double(seconds) + Double(atto) / 1e18
    }
}

/// A Tuesday on which the law of the policy is in force.
let filedAt = Moment(Day(number: 20_697), hour: 10)

struct Trouble: Error, CustomStringConvertible {
    let description: String
}
