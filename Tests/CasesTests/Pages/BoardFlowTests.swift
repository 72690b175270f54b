import Kernel
import Languages
import TestSupport
import Testing
import Web

@testable import Cases

/// What a board says where more comes in than is decided, and of more decisions a week.
@Suite struct BoardFlowTests {
    @Test
    func
        `weeks that grow on end are counted from the last, and more decisions wear a backlog down`()
    {
        let flow = FlowOutlook(filed: [5, 5, 5, 5], decided: [5, 3, 3, 4])
        #expect(flow.growing == 3 && flow.growth == 5 && flow.weeks == 4)
        #expect(FlowOutlook(filed: [9, 5], decided: [0, 5]).growing == 0)
        // One and a quarter more each week: two decisions more take three quarters of a file a week away.
        #expect(flow.weeks(toClear: 10, with: 0) == nil)
        #expect(flow.weeks(toClear: 10, with: 1) == nil)
        #expect(flow.weeks(toClear: 10, with: 2) == 14)
        #expect(flow.weeks(toClear: 1_000_000, with: 2) == nil, "nobody can tell")
        #expect(flow.weeks(toClear: 0, with: 0) == 0)
        #expect(FlowOutlook(filed: [], decided: []).weeks(toClear: 1, with: 5) == nil)
    }

    @Test func `the alarm is raised after as many weeks as the policy says, the present one aside`()
        throws
    {
        let policy = try sharedPolicy.get()
        let languages = try houseLanguages()
        func alarm(_ grew: [Int]) -> String {
            let weeks = grew.enumerated().map { index, filed in
                DeskBoard.Week(monday: Day(week: 2_900 + index), filed: filed)
            }
            let board = DeskBoard(
                backlog: [], weeks: weeks, spans: Spans(counts: [:]), passed: [], soon: [],
                officers: [], takes: [], goals: [],
                measures: BoardMeasures(
                    since: noon.utcDay, groups: [], efforts: [], apart: Spans(counts: [:]),
                    apartSinceDecision: Spans(counts: [:])))
            return BoardFlow(
                board: board, policy: policy,
                question: BoardQuestion(principal: carla, now: noon, today: noon.utcDay, days: 7),
                t: languages.translator("en")
            ).alarm.text
        }
        #expect(alarm([0, 1, 1, 1, 1, 0]).contains("For 4 weeks on end more came in"))
        #expect(alarm([1, 0, 1, 1, 1, 9]) == "")
    }

    @Test func `a supervisor asks what more decisions a week would change`() async throws {
        let house = try await Browser()
        #expect(try await !house.get("/desk/board", as: "carla").text.contains("As things go"))
        _ = try await house.fixture.file(at: after(-20))
        let board = try await house.get("/desk/board", as: "carla").text
        #expect(board.contains("As things go, the open files never come to an end."))
        // One came in eleven weeks: with three decisions more a week it is gone a week after 24 November 2026.
        let asked = try await house.get("/desk/board?more=3&days=7", as: "carla").text
        #expect(
            asked.contains(
                "With 3 more decisions a week the open files come to an end about 1 December 2026"))
        #expect(asked.contains("name=\"days\" value=\"7\""))
        #expect(
            try await house.get("/desk/board?more=x", as: "carla").text.contains("As things go"))
    }
}
