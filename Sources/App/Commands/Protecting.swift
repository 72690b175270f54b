import Formats
import Foundation
import Statistics

/// Protects a table by its specification and audits what is left; not good where a cell is exposed.
public func protect(
    _ path: String, spec specPath: String, out: String?, solverSecondsMax: Int = 60
) throws -> Answer {
    let spec = try ProtectionSpec(specPath)
    let input = try ProtectionInput(path, spec)
    let pattern = try pattern(input, spec.method, solverSecondsMax)
    let audit = IntervalAudit(input.table, hidden: pattern.hidden)
    let isSafe = audit.isSafe && pattern.unprotectable.isEmpty
    if let out, isSafe { try publish(input, pattern, spec, to: out) }
    return answer(input, pattern, audit, out: isSafe ? out : nil)
}

private func pattern(
    _ input: ProtectionInput, _ method: Suppression.Method, _ secondsMax: Int
) throws -> Suppression {
    switch method {
    case .circuits: return input.shape.suppress(input.table)
    case .cuts: return try input.table.suppress(.greedy)
    case .exact: return try input.table.suppress(.exact())
    case .solver:
        let solver = CoverSolver(secondsMax: secondsMax)
        return try input.table.suppress(.solver { try solver.solve($0) })
    }
}

/// The table as it may leave: hidden cells are empty, and why they are hidden is not said.
private func publish(
    _ input: ProtectionInput, _ pattern: Suppression, _ spec: ProtectionSpec, to path: String
) throws {
    var csv = CSVWriter(header: spec.dimensions.map(\.column) + [spec.value])
    for cell in input.table.cells.indices {
        let value = input.table.cells[cell].value
        let text = value == value.rounded() ? "\(Int(value))" : "\(value)"
        csv.append(input.shape.codes(of: cell) + [pattern.hidden.contains(cell) ? "" : text])
    }
    try Data(csv.bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
}

private func answer(
    _ input: ProtectionInput, _ pattern: Suppression, _ audit: IntervalAudit, out: String?
) -> Answer {
    let lost = pattern.valueLost(in: input.table)
    let exposed = Set(audit.exposures.map(\.cell)).union(pattern.unprotectable).sorted()
    let names = exposed.map { name(input.shape, $0) }
    var lines = [
        "\(input.table.cells.count) cells, \(pattern.primary.count) sensitive, "
            + "\(pattern.complementary.count) hidden for their sake (sum \(lost))",
        "method \(pattern.method.rawValue)"
            + (pattern.isOptimal ? ", no pattern costs less" : ", not proven least costly"),
        "audit: \(audit.checked) sensitive cells against \(1 + input.table.insiders.count) readers, "
            + "\(exposed.count) exposed",
    ]
    lines += names.prefix(20).map { "exposed: \($0)" }
    if let out {
        lines.append("\(out): may be published")
    } else if !exposed.isEmpty {
        lines.append("nothing was written: merge small codes or leave out a dimension")
    }
    return Answer(
        lines.joined(separator: "\n"),
        [
            "cells": .int(input.table.cells.count), "primary": .int(pattern.primary.count),
            "complementary": .int(pattern.complementary.count), "valueLost": .number(lost),
            "method": .string(pattern.method.rawValue), "isOptimal": .bool(pattern.isOptimal),
            "checked": .int(audit.checked), "readers": .int(1 + input.table.insiders.count),
            "exposed": .array(names.map(JSON.string)), "isSafe": .bool(exposed.isEmpty),
        ], isGood: exposed.isEmpty)
}
