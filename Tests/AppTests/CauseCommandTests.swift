import Formats
import Foundation
import TestSupport
import Testing

@testable import App

/// A specification with its files in a folder of its own; gives the path of the specification.
private func written(_ spec: String, _ files: [String: String]) throws -> String {
    let folder = try TestFolder.make()
    for (name, text) in files.merging(["spec.yaml": spec], uniquingKeysWith: { $1 }) {
        try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
    }
    return folder + "/spec.yaml"
}

/// Five years by month; `Norte` rises by ten from July 2020 on, three others do not.
private let monthly: String = {
    var random = SeededRandom(5)
    var lines = ["period,region,decisions"]
    for month in 0..<60 {
        let period = "\(2018 + month / 12)-" + (month % 12 < 9 ? "0" : "") + "\(month % 12 + 1)"
        for (place, region) in ["Norte", "Centro", "Algarve", "Lisboa"].enumerated() {
            let noise = Double.random(in: -1...1, using: &random)
            let step = place == 0 && month >= 30 ? 10.0 : 0
            lines.append(
                "\(period),\(region),\(50 + Double(10 * place) + 0.2 * Double(month) + step + noise)"
            )
        }
    }
    return lines.joined(separator: "\n")
}()

private func spec(_ more: String, method: String = "controlled interrupted series") -> String {
    """
    title: Decisions after the new desks
    outcome: {name: decisions in Norte, file: d.csv, time: period, value: decisions, unit: region}
    cause: {name: the new desks, kind: measure, code: staff, from: 2020-07, expects: rise, source: Dispatch 1}
    method: \(method)
    treated: Norte
    \(more)
    """
}

private func told(_ spec: String, _ files: [String: String] = ["d.csv": monthly]) throws -> JSON {
    try JSON.parse(studyCauses(try written(spec, files)).json)
}

@Test func `a controlled series is told with size, checks and a sentence of its verdict`() throws {
    let json = try told(spec("rivals: []"))
    #expect(json["verdict"] == "supported" && json["settledBy"]?.arrayValue == [])
    let size = try #require(json["effect"]?["size"]?.doubleValue)
    #expect(abs(size - 10) < 1)
    let sentence = try #require(json["sentence"]?["text"]?.stringValue)
    #expect(
        sentence.hasPrefix("The numbers support that the new desks changed decisions in Norte: by ")
    )
    #expect(json["checks"]?.arrayValue?.contains { $0["check"] == "parallelBefore" } == false)
    #expect(json["course"]?["from"] == 30 && json["course"]?["times"]?[30] == "2020-07")
    let text = try studyCauses(try written(spec(""), ["d.csv": monthly])).text
    #expect(
        text.contains("Verdict: supported") && text.contains("holds: The numbers put the change"))
}

@Test func `the same series alone is weak where rivals were sought, else nothing can be told`()
    throws
{
    #expect(try told(spec("rivals: []", method: "interrupted series"))["verdict"] == "weak")
    let json = try told(spec("", method: "interrupted series"))
    #expect(json["verdict"] == "cannot tell" && json["settledBy"]?.arrayValue?.isEmpty == false)
}

@Test func `a declared break beside the date is named and leaves nothing to tell`() throws {
    let json = try told(spec("breaks: [{at: 2020-05, reason: new register, unit: Norte}]"))
    #expect(json["verdict"] == "cannot tell" && json["effect"] == .null)
    let failed = json["checks"]?.arrayValue?.first { $0["outcome"] == "fails" }
    #expect(failed?["check"] == "noBreakNear" && failed?["note"] == "new register")
}

@Test func `composition and rate are split, by group and region, from counts in long form`() throws
{
    let counts = """
        time;kind;region;people;events
        2018;work;N;1000;200
        2018;family;N;1000;600
        2019;work;N;1000;200
        2019;family;N;1000;600
        2023;work;N;500;100
        2023;family;S;1500;900
        """
    let json = try told(
        """
        outcome: {name: refusals, file: c.csv, group: kind, region: region, delimiter: ";"}
        cause: {name: who applied, kind: demand, code: demand}
        method: composition and rate
        first: 2019
        second: 2023
        before: 2018
        side: composition
        """, ["c.csv": counts])
    let details = try #require(json["details"]?.arrayValue)
    func size(_ name: String) -> Double? {
        details.first { $0["name"]?.stringValue == name }?["estimate"]?["size"]?.doubleValue
    }
    #expect(abs((size("difference") ?? 0) - 0.1) < 1e-12)
    #expect(abs((size("composition") ?? 0) + (size("rate") ?? 9) - 0.1) < 1e-12)
    // Families moved from a region that is counted once to another: the two times are not the same cells.
    #expect(json["verdict"] == "cannot tell" && json["course"] == .null)
    #expect(json["sentence"]?["text"]?.stringValue?.contains("cannot be told") == true)
}

@Test func `what is wrong with a specification or a file is named with its line and a way out`()
    throws
{
    func trouble(_ spec: String, _ csv: String = monthly) -> FormatError? {
        do {
            _ = try told(spec, ["d.csv": csv])
            return nil
        } catch {
            return error as? FormatError
        }
    }
    let method = trouble(spec("", method: "magic"))
    #expect(method?.line == 4 && method?.field == "method")
    #expect(method?.message.contains("synthetic control") == true)
    #expect(trouble(spec("seasons: 12"))?.message.contains("not known") == true)
    let unit = trouble(spec("comparison: [Norte]"))
    #expect(unit?.field == "comparison" && unit?.line == 6)
    #expect(trouble(spec("breaks: [{at: May, reason: x}]"))?.field == "breaks[0].at")
    #expect(
        trouble(spec("rivals: [{at: 2020, reason: x, unit: Faro}]"))?.message.contains("Faro")
            == true)
    #expect(trouble(spec("season: 1"))?.field == "season")

    let head = "period,region,decisions\n"
    let twice = trouble(spec(""), head + "2018-01,Norte,5\n2018-01,Norte,6\n")
    #expect(twice?.line == 3 && twice?.message.contains("line 2") == true)
    let word = trouble(spec(""), head + "2018-01,Norte,many\n")
    #expect(word?.line == 2 && word?.field == "decisions")
    let gap = trouble(
        spec(""), head + "2018-01,Norte,5\n2018-02,Norte,5\n2018-03,Norte,5\n2018-01,Centro,5\n")
    #expect(gap?.field == "Centro" && gap?.message.contains("2018-02") == true)
    let uneven = trouble(spec(""), head + "2018-01,Norte,5\n2018-02,Norte,5\n2018-09,Norte,5\n")
    #expect(uneven?.message.contains("evenly") == true)
    #expect(trouble(spec(""), "period,region\n")?.field == "decisions")
    let zero = trouble(
        spec("scale: logarithmic"), monthly.replacing("2018-01,Norte,", with: "2018-01,Norte,-"))
    #expect(zero?.field == "scale")
}

@Test func `times are read as statistics write them`() {
    func years(_ text: String) -> Double? { CauseTime(text)?.years }
    #expect(years("2019") == 2019 && years("2019-S2") == 2019.5 && years("2019-Q3") == 2019.5)
    #expect(years("2019-07") == 2019.5 && years("2019-07-01") == 2019.5)
    for text in ["", "19", "2019-", "2019-13", "2019-7", "2019-Q5", "2019-07-32", "2019-W05", "x"] {
        #expect(CauseTime(text) == nil, "\(text)")
    }
    #expect(yearAndMonth(2019 + 11.0 / 12) == "2019-12")
}
