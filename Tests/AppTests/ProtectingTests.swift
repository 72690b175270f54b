import Formats
import Foundation
import Statistics
import TestSupport
import Testing

@testable import App

private let table = """
    place,group,n
    x,a,20
    x,b,1
    x,c,9
    y,a,12
    y,b,30
    y,c,8
    z,a,7
    z,b,14
    z,c,25

    """

private func spec(_ more: String) -> String {
    """
    dimensions:
      - {column: place, total: all}
      - {column: group, total: all}
    value: n
    rules:
      - {threshold: 3}
    \(more)
    """
}

private func run(_ table: String, _ spec: String) throws -> (Answer, [String]) {
    let folder = try TestFolder.make()
    try table.write(toFile: folder + "/t.csv", atomically: true, encoding: .utf8)
    try spec.write(toFile: folder + "/s.yaml", atomically: true, encoding: .utf8)
    let answer = try protect(
        folder + "/t.csv", spec: folder + "/s.yaml", out: folder + "/out.csv")
    let out = try String(contentsOfFile: folder + "/out.csv", encoding: .utf8)
    return (answer, out.split(whereSeparator: \.isNewline).map(String.init))
}

@Test(arguments: ["circuits", "cuts", "exact"])
func `a protected table hides the small cell, three that could tell it, and says so`(
    method: String
) throws {
    let (answer, lines) = try run(table, spec("method: \(method)"))
    #expect(answer.isGood && answer.json.contains("\"isSafe\":true"))
    #expect(lines.count == 17 && lines[1] == "all,all,126")
    #expect(lines.contains("x,b,") && lines.filter { $0.hasSuffix(",") }.count >= 4)
}

@Test func `a wrong line is told with its place and the way out`() throws {
    func refusal(_ table: String, _ spec: String) -> FormatError? {
        do { _ = try run(table, spec) } catch { return error as? FormatError }
        return nil
    }
    let negative = refusal(table.replacingOccurrences(of: "25", with: "-5"), spec(""))
    #expect(negative?.line == 10 && negative?.field == "n")
    let wrongSum = refusal(table + "all,all,99\n", spec(""))
    #expect(wrongSum?.line == 11 && wrongSum?.message.contains("add up to 126") == true)
    #expect(refusal(table + "x,a,3\n", spec(""))?.message.contains("second time") == true)
    #expect(refusal(table, spec("method: nice"))?.message.contains("circuits") == true)
}

@Test func `an answer of the solver is read as it writes it`() {
    let answer = CoverSolver.solution(
        "Optimal - objective value 3.0\n      0 x6 1 1\n**    2 x7  0.9999999  1\n 3 x8 0 1\n")
    #expect(answer?.chosen == ["x6", "x7"] && answer?.isOptimal == true)
    #expect(CoverSolver.solution("Integer infeasible - objective value 0\n") == nil)
}
