import Allocation
import Foundation
import Kernel

/// Our side of bench/allocation.py, which makes the rounds and compares the results:
///
///     allocation-bench solve FILE ROUNDS       seconds, round by round, and the outcome
///     allocation-bench nation HOUSEHOLDS SEED  a round of a whole country: seconds, memory, what was broken
///
/// Each prints one line of JSON.
@main
struct AllocationBench {
    static func main() throws {
        let words = CommandLine.arguments
        guard words.count == 4, let number = Int(words[3]), number > 0 else {
            throw Trouble(description: "see bench/allocation.py")
        }
        let encoder = JSONEncoder()
        let told =
            switch words[1] {
            case "solve": try encoder.encode(solve(words[2], rounds: number))
            case "nation": try encoder.encode(nation(Int(words[2]) ?? 0, seed: UInt64(number)))
            default: throw Trouble(description: "say solve or nation")
            }
        print(String(decoding: told, as: UTF8.self))
    }

    static func solve(_ path: String, rounds: Int) throws -> Solved {
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        let round = try JSONDecoder().decode(RoundFile.self, from: data).round()
        var (seconds, outcome) = ([Double](), round.solve())
        for _ in 0..<rounds {
            seconds.append(Allocations.seconds { outcome = round.solve() })
        }
        return Solved(
            seconds: seconds, cost: outcome.cost, bound: outcome.bound,
            assigned: outcome.assigned.map {
                [
                    $0.applicant, $0.place, Int64($0.slot.day.number), $0.slot.desk,
                    Int64($0.slot.startMinute), Int64($0.slot.endMinute),
                ]
            }, unassigned: outcome.unassigned.map(\.applicant))
    }

    static func nation(_ households: Int, seed: UInt64) throws -> Country {
        guard let round = Nation(households: households, seed: seed).round() else {
            throw Trouble(description: "no round")
        }
        let before = Allocations.peakMegabytes()
        var outcome: Outcome?
        let seconds = Allocations.seconds { outcome = round.solve() }
        guard let outcome else { throw Trouble(description: "no outcome") }
        return Country(
            seconds: seconds, megabytes: Allocations.peakMegabytes(), megabytesBefore: before,
            households: households, deskDays: round.supply.desks.count,
            assigned: outcome.assigned.count, unassigned: outcome.unassigned.count,
            cost: outcome.cost, bound: outcome.bound,
            broken: Allocations.broken(round, outcome))
    }
}

struct Solved: Encodable {
    let seconds: [Double]
    let cost: Int
    let bound: Int
    /// Applicant, place, day since 1970, desk, first minute, last minute.
    let assigned: [[Int64]]
    let unassigned: [Int64]
}

struct Country: Encodable {
    let seconds: Double
    let megabytes: Int
    let megabytesBefore: Int
    let households: Int
    let deskDays: Int
    let assigned: Int
    let unassigned: Int
    let cost: Int
    let bound: Int
    let broken: [String: Int]
}

struct Trouble: Error, CustomStringConvertible {
    let description: String
}
