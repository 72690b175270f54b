import Formats
import Foundation
import Storage
import TestSupport
import Testing

@testable import App

private let seed = String(repeating: "07", count: 32)
private let desk = """
    {"kind": "desk", "place": 1, "desk": 11, "day": "2027-01-04", "open": ["09:00-09:40"], "stepMinutes": 10, "services": ["permit"]}
    """

private func applicant(_ name: Int, persons: Int, more: String = "") -> String {
    #"{"kind": "applicant", "name": \#(name), "persons": \#(persons), "service": "permit", "#
        + #""class": 0, "waitingSince": "2026-01-0\#(name)", "places": {"1": 5}\#(more)}"#
}

private func written(_ lines: [String], _ name: String) throws -> String {
    let path = try TestFolder.make() + "/" + name
    try Data(lines.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: path))
    return path
}

@Test func `a published round is worked out again, and a changed line is found`() throws {
    let commitment = fingerprint([UInt8](repeating: 7, count: 32))
    let head =
        #"{"kind": "round", "pointsPerKilometre": 1, "pointsPerDay": 5, "services": {"permit": {"first": 10, "further": 10}}, "seed": "\#(seed)", "commitment": "\#(commitment)"}"#
    let supply = try written([head, desk], "supply.jsonl")
    let demand = try written(
        [applicant(1, persons: 3), applicant(2, persons: 2), applicant(3, persons: 1)], "demand")
    let out = try TestFolder.make() + "/round.jsonl"
    let json = try JSON.parse(solveAllocation(demand: demand, supply: supply, out: out).json)
    // Three and one fill the four steps; two came between them in rank and find no room.
    #expect(json["assigned"]?.arrayValue?.compactMap { $0["applicant"]?.intValue } == [1, 3])
    #expect(json["cost"] == 10 && json["unassigned"]?[0]?["reason"] == "passed")
    #expect(try verifyAllocation(out).isGood)

    let text = String(decoding: try Files.bytes(out), as: UTF8.self)
    let changed = try written(
        [text.replacing(#""reason":"passed""#, with: #""reason":"no-reach""#)], "x")
    let answer = try verifyAllocation(changed)
    #expect(!answer.isGood && answer.text.contains("the rules do not give"))
}

@Test func `a bad line of a round is named by file, line and field`() throws {
    let demand = try written([applicant(1, persons: 1, more: #", "weekdays": [8]"#)], "demand")
    #expect(throws: FormatError.self) {
        try solveAllocation(demand: demand, supply: demand, out: nil)
    }
    do { _ = try verifyAllocation(demand) } catch let error as FormatError {
        #expect(error.line == 1 && error.field == "weekdays")
    }
}
