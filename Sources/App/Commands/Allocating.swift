import Allocation
import Formats
import Foundation
import Kernel
import Storage

/// Who gets which visit: applicants of one file, desks and criteria of another; `out` is the file to publish.
public func solveAllocation(demand: String, supply: String, out: String?) throws -> Answer {
    var file = PublishedRound()
    try file.read(try Files.bytes(supply), file: supply)
    try file.read(try Files.bytes(demand), file: demand)
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
    try file.read(try Files.bytes(path), file: path)
    let (outcome, differences) = try file.differences(file: path, digest: fingerprint)
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
