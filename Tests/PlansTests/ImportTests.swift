import Formats
import Foundation
import Kernel
import Storage
import TestSupport
import Testing

@testable import Plans

@Suite struct ImportTests {
    @Test(arguments: Engine.underTest)
    func `the plan comes in with its headings, lines and bindings, once`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine)
        let again = try await sample.plans.importAll(
            policy: projectFolder + "/policy/pt", at: noon.adding(seconds: 5))
        #expect(again.map(\.stored) == [false])
        #expect(again.map(\.accepted) == [18])
        let measures = try await sample.measures()
        #expect(measures.count == 18)
        #expect(measures.allSatisfy { !$0.text.isOfficial })
        #expect(try await sample.standing("M-n").status == .unreported)
        #expect(measures.first { $0.code == "M-n" }?.text.codes(.gcm) == ["5", "23"])
        #expect(
            measures.first { $0.code == "M-i" }?.text.indicators.map(\.figure) == [
                "cases.pending.family-reunification"
            ])
        #expect(measures.first { $0.code == "M-l" }?.text.parent == "E1")
        let codes = try await sample.database.read { db in try PlanCode.all(in: db) }
        #expect(
            Dictionary(grouping: codes, by: \.scheme).mapValues(\.count) == [
                .gcm: 23, .principle: 10, .action: 24,
            ])
        let lines = try await sample.database.read { db in try db.journal(of: "plan/pnipgm") }
        #expect(lines.map(\.kind) == ["plan.imported"])
    }

    @Test func `a changed folder updates the lines and keeps what was reported`() async throws {
        let sample = try await Sample(.sqlite)
        try await sample.report("M-a", .started, approvedBy: ivo)
        let folder = try TestFolder.make() + "/plan"
        try FileManager.default.copyItem(
            atPath: projectFolder + "/policy/pt/plans/pnipgm", toPath: folder)
        let path = folder + "/measures.csv"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try text.replacingOccurrences(of: "Speed up visa issuing", with: "Speed up visas")
            .write(toFile: path, atomically: true, encoding: .utf8)
        #expect(try await sample.plans.importPlan(folder, at: noon).stored)
        #expect(try await sample.node("M-f").text.titles["en"] == "Speed up visas")
        #expect(try await sample.standing("M-a").status == .started)
        try (text + "M-z,x,x,ours,99,ours,,,,,,,k,s,,no\n").write(
            toFile: path, atomically: true, encoding: .utf8)
        let bad = try await sample.plans.importPlan(folder, at: noon)
        #expect(!bad.stored)
        #expect(bad.problems.map(\.field) == ["objective"])
        #expect(try await sample.node("M-f").text.titles["en"] == "Speed up visas")
    }

    @Test(arguments: Engine.underTest)
    func `a good annex brings the official wording beside our lines`(engine: Engine) async throws {
        let sample = try await Sample(engine)
        let report = try await sample.annex(header + goodRows)
        #expect(report.stored && report.accepted == 2 && report.problems.isEmpty)
        let measures = try await sample.measures()
        #expect(measures.prefix(2).map(\.code) == ["1", "2"])
        #expect(measures.prefix(2).allSatisfy { $0.text.isOfficial })
        #expect(measures.count == 20)
        #expect(try await sample.annex(header + goodRows).accepted == 2)
        let count = try await sample.database.read { db in
            try db.count("SELECT COUNT(*) FROM plan_node WHERE kind = 'measure'")
        }
        #expect(count == 20)
    }

    @Test(arguments: Engine.underTest)
    func `each bad row of an annex is named, and nothing is applied`(engine: Engine) async throws {
        let sample = try await Sample(engine)
        let bad =
            "x,5,1,T,,R,,,,,s\n3,77,1,T,,R,,,,,s\n4,5,9,T,,R,,,,,s\n5,5,1,,,R,,,,,s\n1,5,1,T,,R,,,,,s\n6,5,1,T,,R,,,,,\n"
        let report = try await sample.annex(header + goodRows + bad)
        #expect(!report.stored)
        #expect(report.accepted == 2)
        #expect(report.rejected == 6)
        #expect(report.problems.map(\.line) == [4, 5, 6, 7, 8, 9])
        #expect(
            report.problems.map(\.field) == [
                "number", "objective", "axis", "title_pt", "number", "source",
            ])
        let count = try await sample.database.read { db in
            try db.count("SELECT COUNT(*) FROM plan_node WHERE kind = 'measure'")
        }
        #expect(count == 18)
    }

    @Test func `an annex without its columns, or for no plan, is refused in words`() async throws {
        let sample = try await Sample(.sqlite)
        #expect(try await sample.annex("number,objective\n1,2\n").problems.count == 1)
        #expect(
            try await sample.annex(header + goodRows, plan: "ghost").problems.first?.why.contains(
                "ghost") == true)
    }
}

private let header =
    "number,objective,axis,title_pt,title_en,responsible,involved,calendar,indicator,target,source\n"
private let goodRows =
    "1,5,1,Texto de teste,Test text,R,,2019,,,p. 1\n2,5;23,,Outro texto de teste,,R,,,,,p. 1\n"

extension Sample {
    fileprivate func measures() async throws -> [PlanNode] {
        try await database.read { db in
            try PlanNode.all(plan: "pnipgm", in: db).filter { $0.text.kind == .measure }
        }
    }

    fileprivate func annex(
        _ text: String, plan: String = "pnipgm"
    ) async throws -> Plans.ImportReport {
        let path = try TestFolder.make() + "/annex.csv"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return try await plans.importAnnex(path, plan: plan, at: noon)
    }
}
