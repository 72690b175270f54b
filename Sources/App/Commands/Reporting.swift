import Formats
import Foundation
import Kernel
import Languages
import Reports
import Web

/// The question sets that stand in policy.
public func reportList(_ options: Options) async throws -> Answer {
    let house = try await House.open(options)
    defer { house.compartments.close() }
    let t = house.languages.translator("en")
    let sets = house.reports.sets.map { (key: $0.key, title: $0.title(t)) }
    return Answer(
        sets.map { "\($0.key)\t\($0.title)" }.joined(separator: "\n"),
        ["sets": .array(sets.map { ["key": .string($0.key), "title": .string($0.title)] })])
}

/// What a report still lacks.
public func reportCheck(_ options: Options, set: String) async throws -> Answer {
    let house = try await House.open(options)
    defer { house.compartments.close() }
    let gaps = try await house.reports.gaps(
        set, language: house.languages.translator("en"), at: systemClock())
    return Answer(
        gaps.isEmpty ? "no gaps" : gaps.joined(separator: "\n"),
        ["gaps": .array(gaps.map(JSON.string))],
        isGood: gaps.isEmpty)
}

/// Writes a report into a file.
public func reportRender(
    _ options: Options, set: String, format: String, language: String, out: String
) async throws -> Answer {
    let house = try await House.open(options)
    defer { house.compartments.close() }
    guard house.languages.has(language) else {
        throw Trouble("there is no language \(language) in languages/")
    }
    let now = systemClock()
    let translator = house.languages.translator(language)
    let bytes: [UInt8]
    switch format {
    case "html":
        bytes = Array(try await house.reports.render(set, language: translator, at: now).utf8)
    case "pdf":
        bytes = try await house.printer.pdf(
            try await house.reports.render(set, language: translator, at: now))
    case "docx":
        bytes = try await house.printer.docx(
            try await house.reports.render(set, language: translator, at: now))
    case "json":
        bytes = Array(try await house.reports.json(set, language: translator, at: now).utf8)
    default: throw Trouble("--format is html, pdf, docx or json")
    }
    do {
        try Data(bytes).write(to: URL(fileURLWithPath: out), options: .atomic)
    } catch {
        throw Trouble("cannot write \(out)")
    }
    return Answer(
        "wrote \(out), \(bytes.count) bytes", ["file": .string(out), "bytes": .int(bytes.count)])
}

/// The doors of the house, for programs.
public func openAPI(_ options: Options) async throws -> String {
    let house = try await House.open(options)
    defer { house.compartments.close() }
    return house.openAPI().pretty
}
