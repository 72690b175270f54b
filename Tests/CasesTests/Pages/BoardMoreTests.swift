import Kernel
import Languages
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

/// Goals, what repeats, and groups compared: on the boards of those who supervise, and on no other.
@Suite struct BoardMoreTests {
    @Test(arguments: Engine.underTest)
    func `a goal is set by a supervisor of the office and by nobody else`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        _ = try await fixture.file(at: after(-60))
        _ = try await fixture.file(olena, in: porto, at: after(-60))
        func set(_ target: Int, at office: LocationID, by who: Principal) async throws {
            let action = SetGoal(
                office: office, goal: Goal(target: target, day: after(70).utcDay))
            try await fixture.database.write { [house = fixture.house] db in
                try action.perform(by: who, at: noon, in: db, house)
            }
        }
        try await set(5, at: lisbonCentre, by: carla)
        try await set(0, at: lisbonCentre, by: carla)
        for (office, who) in [(lisbonCentre, bruno), (portoCentre, carla), (LocationID(9), carla)] {
            await #expect(throws: Refused.notFound) { try await set(1, at: office, by: who) }
        }
        let goals = try await fixture.database.read { db in
            try BoardQuestion(principal: carla, now: noon, today: noon.utcDay, days: 7)
                .goals(in: db)
        }
        // The first week had one file and the eight after it none.
        #expect(goals.map(\.goal.target) == [0] && goals.map(\.open) == [1])
        #expect(goals.first?.outlook.expected?.middle == 2)
        let kinds = try await fixture.database.read { db in
            try db.journal(of: "board/\(lisbonCentre)").map(\.kind)
        }
        #expect(kinds == ["goal.set", "goal.set"])
    }

    @Test(arguments: Engine.underTest)
    func `what repeats is found by the night, shown to its office, and changes no case`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        var files: [Case] = []
        for (person, place) in [(ana, lisbon), (yusuf, lisbon), (olena, lisbon), (olena, porto)] {
            files.append(try await fixture.file(person, in: place, at: after(-9)))
        }
        for (kase, officer) in zip(files, [bruno, bruno, bruno, beatriz]) {
            let member = try #require(try await fixture.members(of: kase).first?.id)
            let number = try #require(DocumentNumber("AB 123456"))
            try await fixture.database.write { [house = fixture.house] db in
                try NoteNumber(reference: kase.reference, member: member, number: number)
                    .perform(by: officer, at: after(-8), in: db, house)
            }
        }
        let before = try await fixture.stored(files[0])
        #expect(try await fixture.repeats(of: carla).isEmpty)
        try await fixture.cases.foldTallies()
        let found = try await fixture.repeats(of: carla)
        #expect(found.map(\.value) == ["AB123456"] && found.map(\.applicants) == [3])
        #expect(Set(found.first?.references ?? []) == Set(files.prefix(3).map(\.reference)))
        // An officer sees none; whoever has one of the files sees the others only, and too few.
        #expect(try await fixture.repeats(of: bruno).isEmpty)
        let herself = Principal(
            account: AccountID(78), person: ana.person, name: "Ana", duties: carla.duties)
        #expect(try await fixture.repeats(of: herself).isEmpty)
        #expect(try await fixture.stored(files[0]) == before)
    }

    @Test func `one officer stands out where enough was decided by enough`() {
        let choices = BoardChoices.Repeats(applicants: 3, share: 60, decisions: 30, officers: 3)
        func names(_ counts: [(String, Int)]) -> [String] {
            let officers = counts.enumerated().map { index, line in
                BoardRepeats.Officer(
                    office: lisbonCentre, name: line.0, account: AccountID(Int64(index)),
                    decided: line.1, all: 0)
            }
            return BoardRepeats.standingOut(officers, choices).map(\.name)
        }
        #expect(names([("Ana", 18), ("Rui", 6), ("Eva", 6)]) == ["Ana"])
        #expect(names([("Ana", 17), ("Rui", 7), ("Eva", 6)]) == [])
        #expect(names([("Ana", 17), ("Rui", 6), ("Eva", 6)]) == [])
        #expect(names([("Ana", 30), ("Rui", 6)]) == [])
    }

    @Test func `a group of few is not shown, nor one that gives it away`() throws {
        let policy = try sharedPolicy.get()
        let languages = try houseLanguages()
        func shown(_ counts: [(String, Int)]) -> [String] {
            let groups = counts.map { name, count in
                BoardMeasures.Group(
                    kind: .age, procedure: "renewal", name: name, granted: count,
                    bands: [.month: count])
            }
            let measures = BoardMeasures(
                since: noon.utcDay, groups: groups, efforts: [], apart: Spans(counts: [:]),
                apartSinceDecision: Spans(counts: [:]))
            let board = DeskBoard(
                backlog: [], weeks: [], spans: Spans(counts: [:]), passed: [], soon: [],
                officers: [], takes: [], goals: [], measures: measures)
            let tables = BoardTables(
                board: board, policy: policy, names: BoardNames(offices: [:]) { $0 },
                t: languages.translator("en"), days: 7)
            return tables.table(.equity).rows.map { row in
                if case .text(let text) = row[2] { text } else { "?" }
            }
        }
        #expect(shown([("0-17", 40), ("18-29", 12)]) == ["40", "12"])
        let few = "too few to show"
        #expect(shown([("0-17", 40), ("18-29", 9), ("30-44", 12)]) == ["40", few, few])
        #expect(shown([("0-17", 9)]) == [few])
    }

    @Test func `a supervisor sets a goal on the board and reads what repeats`() async throws {
        let house = try await Browser()
        _ = try await house.fixture.file()
        let board = try await house.get("/desk/board", as: "carla")
        let goal = [
            "office": "\(lisbonCentre)", "target": "7", "day": "\(after(90).utcDay)",
        ]
        let done = try await house.post("/desk/board/goals", as: "carla", from: board, goal)
        #expect(done.status == 303)
        let again = try await house.get("/desk/board", as: "carla")
        #expect(again.text.contains("at most 7 by"))
        for wrong in ["", "-1", "x"] {
            let refused = try await house.post(
                "/desk/board/goals", as: "carla", from: board, ["target": wrong])
            #expect(refused.status == 422, "\(wrong)")
        }
        let repeats = try await house.get("/desk/board/repeats", as: "carla")
        #expect(repeats.status == 200 && repeats.text.contains("A choice of this installation"))
        #expect(try await house.get("/desk/board/repeats", as: "bruno").status == 403)
        #expect(try await house.get("/desk/board/repeats", as: "ana").status == 403)
    }

    @Test func `choices that fit no procedure are told with their line`() {
        let broken = policy(changing: [
            BoardChoices.path: { $0.replacing("step: family-arrived", with: "step: x") }
        ])
        #expect(faults(in: broken).map(\.file) == [BoardChoices.path])
        #expect(faults(in: broken).first?.description.contains("has no step 'x'") == true)
        let small = policy(changing: [
            BoardChoices.path: { $0.replacing("cellMin: 10", with: "cellMin: 1") }
        ])
        #expect(faults(in: small).map(\.file) == [BoardChoices.path])
    }
}

extension Fixture {
    fileprivate func repeats(of who: Principal) async throws -> [BoardRepeats.Thing] {
        let choices = try #require(house.policy.board.repeats)
        let question = BoardQuestion(principal: who, now: noon, today: noon.utcDay, days: 7)
        return try await database.read { db in try question.repeats(choices, in: db).things }
    }
}
