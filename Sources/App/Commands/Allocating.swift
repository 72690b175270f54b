import Allocation
import Formats
import Foundation
import Kernel
import Storage

/// Who gets which visit: applicants of one file, desks and criteria of another; `out` is the file to publish.
public func solveAllocation(demand: String, supply: String, out: String?) throws -> Answer {
    var file = PublishedRound()
    try file.read(supply)
    try file.read(demand)
    let round = try file.round(supply)
    if let commitment = file.commitment, commitment != fingerprint(file.seed) {
        throw FormatError(
            file: supply, field: "seed",
            message: "this is not the secret that was promised by 'commitment'; give the right one")
    }
    let outcome = round.solve()
    if let out {
        let lines = file.lines + outcome.lines
        try Data((lines.map(\.canonical).joined(separator: "\n") + "\n").utf8).write(
            to: URL(fileURLWithPath: out), options: .atomic)
    }
    let (assigned, unassigned) = (outcome.assigned.count, outcome.unassigned.count)
    return Answer(
        "assigned \(assigned), unassigned \(unassigned), points \(outcome.cost), "
            + "no fewer than \(outcome.bound) for the same households"
            + (out.map { "\n\($0): to be published" } ?? ""),
        [
            "assigned": .array(outcome.assigned.map(\.line)),
            "unassigned": .array(outcome.unassigned.map(\.line)),
            "cost": .int(outcome.cost), "bound": .int(outcome.bound),
            "isOptimal": .bool(outcome.isOptimal),
        ])
}

/// Works a published round out again: whether the secret is the promised one, and every line of the result its own.
public func verifyAllocation(_ path: String) throws -> Answer {
    var file = PublishedRound()
    try file.read(path)
    let outcome = try file.round(path).solve()
    var differences: [String] = []
    if file.commitment == nil {
        differences.append("no commitment: nothing shows that the lot was promised before")
    } else if file.commitment != fingerprint(file.seed) {
        differences.append("the seed is not the one that was promised by the commitment")
    }
    differences += file.differences(from: outcome)
    let shown = differences.prefix(20).map { "\(path): \($0)" }
    return Answer(
        differences.isEmpty
            ? "\(path): the lot and all \(outcome.lines.count) lines of the result are as published"
            : (shown + ["\(differences.count) differences"]).joined(separator: "\n"),
        [
            "file": .string(path), "sound": .bool(differences.isEmpty),
            "differences": .array(differences.map(JSON.string)),
        ], isGood: differences.isEmpty)
}

extension Outcome {
    fileprivate var lines: [JSON] {
        assigned.map(\.line) + unassigned.map(\.line) + [["kind": "total", "points": .int(cost)]]
    }
}

extension Assignment {
    fileprivate var line: JSON {
        [
            "kind": "assigned", "applicant": .int(Int(applicant)), "place": .int(Int(place)),
            "desk": .int(Int(slot.desk)), "day": .string("\(slot.day)"),
            "time": .string(clockTime(slot.startMinute) + "-" + clockTime(slot.endMinute)),
            "points": .int(cost),
        ]
    }
}

extension Unserved {
    fileprivate var line: JSON {
        [
            "kind": "unassigned", "applicant": .int(Int(applicant)),
            "reason": .string(reason.rawValue),
        ]
    }
}

extension PublishedRound {
    /// A sentence for each published line that is not of this outcome, and for each that is missing.
    fileprivate func differences(from outcome: Outcome) -> [String] {
        let expected = Set(outcome.lines)
        let told = Set(results.map(\.json))
        let foreign = results.filter { !expected.contains($0.json) }.map {
            "line \($0.number): the rules do not give \($0.json.canonical)"
        }
        let missing = outcome.lines.filter { !told.contains($0) }.map {
            "missing: the rules give \($0.canonical)"
        }
        let twice = results.count - told.count
        return foreign + missing + (twice > 0 ? ["\(twice) lines of the result stand twice"] : [])
    }
}

private func clockTime(_ minute: Int) -> String {
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    return two(minute / 60) + ":" + two(minute % 60)
}
