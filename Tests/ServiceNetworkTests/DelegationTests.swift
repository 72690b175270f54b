import Foundation
import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import ServiceNetwork

/// What is delegated to municipalities, told of ahead of its end, and their plans.
@Suite struct DelegationTests {
    private let today = noon.utcDay

    private func delegate(
        _ network: ServiceNetwork, _ from: Int, _ until: Int, _ competence: Competence = .requests,
        to place: String = "1106"
    ) async throws -> DelegationID {
        let action = Delegate(
            municipality: try code(place), competence: competence, slotsAWeek: 150, staff: 4,
            fromDay: today.adding(days: from), untilDay: today.adding(days: until),
            agreement: "Protocol 7")
        return try await network.database.write { db in
            try action.perform(by: ivo, at: noon, in: db)
        }
    }

    @Test(arguments: Engine.underTest)
    func `an agreement is told of four months before it ends, and two never overlap`(
        engine: Engine
    ) async throws {
        let network = try await network(engine)
        let one = try await delegate(network, 0, 121)
        let found = try await network.database.read { db in try Delegation.find(one, in: db) }
        #expect(found.standing(on: today.adding(days: -1)) == .coming)
        #expect(found.standing(on: today) == .standing)
        #expect(found.standing(on: today.adding(days: 1)) == .ending(days: 120))
        #expect(found.standing(on: today.adding(days: 121)) == .ending(days: 0))
        #expect(found.standing(on: today.adding(days: 122)) == .over)
        await #expect(throws: DelegationRefusal.overlaps) {
            _ = try await delegate(network, 121, 400)
        }
        await #expect(throws: DelegationRefusal.endsBefore) {
            _ = try await delegate(network, 500, 499)
        }
        await #expect(throws: Refused.notFound) {
            _ = try await delegate(network, 0, 9, to: "9999")
        }
        _ = try await delegate(network, 121, 400, .delivery)
        _ = try await delegate(network, 122, 400)
        try await network.database.write { [today] db in
            try EndDelegation(delegation: one, today: today.adding(days: 10))
                .perform(by: ivo, at: noon, in: db)
        }
        _ = try await delegate(network, 10, 121)
        let lines = try await network.database.read { db in
            try db.journal(of: Delegation.subject(one)).map(\.kind)
        }
        #expect(lines == ["delegation.given", "delegation.ended"])
    }

    @Test(arguments: [11, 12, 13] as [UInt64])
    func `whatever is agreed and ended, no day has two agreements for one thing`(
        seed: UInt64
    ) async throws {
        let network = try await network(.sqlite)
        var random = SeededRandom(seed)
        var kept: [DelegationID] = []
        for _ in 0..<80 {
            let from = Int.random(in: 0...300, using: &random)
            let until = from + Int.random(in: -5...60, using: &random)
            let competence = Competence.allCases[Int.random(in: 0...1, using: &random)]
            do {
                kept.append(try await delegate(network, from, until, competence))
            } catch is any Refusal {}
            guard Int.random(in: 0...3, using: &random) == 0,
                let one = kept.randomElement(using: &random)
            else { continue }
            let day = today.adding(days: Int.random(in: 0...300, using: &random))
            try await network.database.write { db in
                try EndDelegation(delegation: one, today: day).perform(by: ivo, at: noon, in: db)
            }
        }
        let all = try await network.database.read { db in try Delegation.all(in: db) }
        #expect(all.count == kept.count && all.count > 8)
        for offset in 0...370 {
            let holding = all.filter { $0.holds(on: today.adding(days: offset)) }
            #expect(Set(holding.map(\.competence)).count == holding.count, "day \(offset)")
        }
    }

    @Test(arguments: Engine.underTest)
    func `the coordinator keeps agreements, what ends soon stands first, nobody else does`(
        engine: Engine
    ) async throws {
        let network = try await network(engine)
        _ = try await delegate(network, -300, 30, to: "0402")
        _ = try await delegate(network, 0, 900, to: "1106")
        let browser = try RoomBrowser(network.routes)
        let page = try await browser.get("/delegations", as: ivo)
        let soon = try #require(page.text.range(of: "1 agreement ends soon"))
        let first = try #require(page.text.range(of: ">Bragança<"))
        let second = try #require(page.text.range(of: "/municipalities/1106\""))
        #expect(soon.lowerBound < first.lowerBound && first.lowerBound < second.lowerBound)
        for other in [helena, luis, bruno, eva, ana] {
            #expect(try await browser.get("/delegations", as: other).status == 403)
        }
        let form = [
            "municipality": "0206", "competence": "information", "slots": "20", "staff": "1",
            "from": "2026-12-01", "until": "2027-11-30", "agreement": "Protocol 9",
        ]
        let bad = try await browser.post(
            "/delegations", as: ivo, from: page, form.merging(["until": "2026-11-30"]) { $1 })
        #expect(bad.status == 422 && bad.text.contains("The last day is before the first one."))
        #expect(try await browser.post("/delegations", as: ivo, from: page, form).status == 303)
        let town = try await browser.get("/municipalities/0206")
        #expect(town.text.contains("Protocol 9") && town.text.contains("Not begun yet"))
    }

    private func plan(_ rows: String...) -> MunicipalPlanFile {
        let head = MunicipalMeasure.columns.joined(separator: ",")
        return MunicipalPlanFile(
            Array(([head] + rows).joined(separator: "\n").utf8), file: "plan.csv")
    }

    @Test(arguments: Engine.underTest)
    func `a plan goes in whole or is refused by row and field, and takes the place of the old one`(
        engine: Engine
    ) async throws {
        let network = try await network(engine)
        let place = try code("1106")
        func bring(_ file: MunicipalPlanFile) async throws -> ImportReport {
            try await network.database.write { db in
                try ImportMunicipalPlan(municipality: place, file: file)
                    .perform(by: ivo, at: noon, in: db)
            }
        }
        func kept() async throws -> [MunicipalMeasure] {
            try await network.database.read { db in try MunicipalMeasure.all(of: place, in: db) }
        }
        let good = plan(
            "2,Saúde,Mediadoras,,2026-01-01,2026-06-30,started,Plano 2026",
            "1,Acolhimento,Balcão,Câmara,,,done,Plano 2026")
        #expect(try await bring(good).applied)
        #expect(try await bring(good).applied)
        let measures = try await kept()
        #expect(measures.map(\.code) == ["1", "2"])
        #expect(measures[1].isLate(on: today) && !measures[0].isLate(on: today))
        let bad = try await bring(
            plan(
                "1,A,B,,,,done,S", "1,A,B,,,,done,S", "2,A,B,,2026-02-01,2026-01-01,done,S",
                "3,A,B,,,,nearly,S", "4,,B,,,,done,S", "5,A,B,,,,done,"))
        #expect(!bad.applied && bad.accepted == 1 && bad.rejected == 5)
        #expect(
            bad.problems.map { "\($0.row) \($0.field)" } == [
                "3 code", "4 until", "5 state", "6 area", "7 source",
            ])
        #expect(!plan().problems.isEmpty)
        #expect(try await kept() == measures)
        #expect(try await bring(plan("9,A,B,,,,planned,S")).applied)
        #expect(try await kept().map(\.code) == ["9"])
        let lines = try await network.database.read { db in
            try db.journal(of: "municipality/1106").count
        }
        // The same file twice is one line.
        #expect(lines == 2)
    }
}
