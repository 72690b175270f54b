import Kernel
import LegalTime
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

/// What a supervisor sees of their offices, and of no other.
@Suite struct BoardTests {
    @Test(arguments: Engine.underTest)
    func `a board counts what its offices have, and nothing of another`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let old = try await fixture.file(at: after(-40))
        _ = try await fixture.file(yusuf, at: after(-2))
        _ = try await fixture.file(olena, in: porto, at: after(-2))
        try await fixture.decide("granted", ["conditions-met"], of: old, at: after(-1))
        let kept = try await fixture.file(yusuf, at: after(-100))
        try await fixture.database.write { [house = fixture.house] db in
            try TakeCase(reference: kept.reference).perform(by: bruno, at: noon, in: db, house)
        }
        let board = try await fixture.board(of: carla)
        // What was granted is open until the card is in the hand.
        #expect(board.backlog.map(\.count).reduce(0, +) == 3)
        #expect(Set(board.backlog.map(\.band)) == [.month, .quarter, .half])
        #expect(board.weeks.count == 12 && board.weeks.last?.monday == day("2026-11-23"))
        #expect(board.weeks.map(\.filed).reduce(0, +) == 2)
        #expect(board.weeks.map(\.decided).reduce(0, +) == 1)
        // Thirty-nine days are five whole weeks.
        #expect(board.spans.counts == [5: 1])
        #expect(board.officers.map(\.name) == ["Bruno"])
        #expect(board.officers.map(\.taken) == [1] && board.officers.map(\.decided) == [1])
        #expect(board.takes.map(\.reference) == [kept.reference])
        let all = try await fixture.board(of: head)
        #expect(all.backlog.map(\.count).reduce(0, +) == 4)
        let one = try await fixture.board(of: head, office: portoCentre)
        #expect(one.backlog.map(\.count).reduce(0, +) == 1)
        let choices = try await fixture.database.read { db in
            let question = BoardQuestion(principal: head, now: noon, today: noon.utcDay, days: 7)
            return try question.offices(in: db)
        }
        #expect(choices == [lisbonCentre, portoCentre])
        // A duty of an officer opens no board.
        let none = try await fixture.board(of: bruno)
        #expect(none.backlog.isEmpty && none.officers.isEmpty && none.takes.isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `the register of silence has what passed, and what is within the days`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        _ = try await fixture.file(olena, in: porto)
        // The decision's last day is 23 August 2027.
        func references(_ today: Day, days: Int) async throws -> ([Reference], [Reference]) {
            let now = Moment(today, hour: 9)
            let board = try await fixture.board(of: carla, at: now, days: days)
            return (board.passed.map(\.reference), board.soon.map(\.reference))
        }
        let (early, notYet) = try await references(day("2027-08-15"), days: 7)
        #expect(early.isEmpty && notYet.isEmpty)
        let (before, near) = try await references(day("2027-08-16"), days: 7)
        #expect(before.isEmpty && near == [kase.reference])
        let (last, today) = try await references(day("2027-08-23"), days: 7)
        #expect(last.isEmpty && today == [kase.reference])
        let (passed, gone) = try await references(day("2027-08-24"), days: 7)
        #expect(passed == [kase.reference] && gone.isEmpty)
    }

    @Test func `the register of an office is the front of an index`() async throws {
        let fixture = try await Fixture(.sqlite)
        let question = BoardQuestion(principal: carla, now: noon, today: noon.utcDay, days: 7)
        let statement = question.silenceStatement(
            "avertable < \(noon.utcDay)", at: "at_office = \(lisbonCentre)")
        let plan = try await fixture.database.read { db in
            try db.all("EXPLAIN QUERY PLAN \(statement)").map { try $0["detail"] as String }
        }
        #expect(plan.contains { $0.contains("case_clock_effect (at_office=?") }, "\(plan)")
        #expect(!plan.contains { $0.hasPrefix("SCAN") || $0.contains("B-TREE") }, "\(plan)")
    }

    @Test(arguments: Engine.underTest)
    func `several cases go back to the queue; what is refused stops no other`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let taken = try await fixture.file()
        let free = try await fixture.file(yusuf)
        let foreign = try await fixture.file(olena, in: porto)
        let house = fixture.house
        try await fixture.database.write { db in
            try TakeCase(reference: taken.reference).perform(by: bruno, at: noon, in: db, house)
            try TakeCase(reference: foreign.reference).perform(by: beatriz, at: noon, in: db, house)
        }
        let action = BulkAtDesk(
            act: .release, references: [taken, free, foreign, taken].map(\.reference))
        func trial() async throws -> [BulkAtDesk.Line] {
            try await fixture.database.read { db in
                try action.lines(by: carla, at: noon, in: db, house)
            }
        }
        let before = try await trial()
        // What is not hers to see is as if it had not been chosen.
        #expect(before.map(\.kase.reference) == [taken, free].map(\.reference))
        #expect(before.map { $0.refusal == nil } == [true, false])
        #expect(before.map(\.holder) == ["Bruno", nil])
        #expect(try await fixture.kinds(of: taken).last == "case.taken")
        _ = try await fixture.database.write { db in
            try action.perform(by: carla, at: noon, in: db, house)
        }
        #expect(try await fixture.kinds(of: taken).last == "case.released")
        #expect(try await fixture.kinds(of: foreign).last == "case.taken")
        #expect(try await trial().allSatisfy { $0.refusal != nil })
    }

    @Test(arguments: Engine.underTest)
    func `a case is given to an officer of its office, and to nobody whose file it is`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let hers = try await fixture.file()
        let other = try await fixture.file(yusuf)
        let house = fixture.house
        try await fixture.database.write { db in
            try TakeCase(reference: other.reference).perform(by: bruno, at: noon, in: db, house)
        }
        func give(
            _ cases: [Case], to officer: Principal, by who: Principal = carla
        ) async throws -> [String?] {
            let action = BulkAtDesk(
                act: .give(officer.account), references: cases.map(\.reference))
            return try await fixture.database.write { db in
                let lines = try action.lines(by: who, at: noon, in: db, house)
                _ = try action.perform(by: who, at: noon, in: db, house)
                return lines.map { $0.refusal?.explanation }
            }
        }
        let cannot = TakeRefusal.cannotWork.explanation
        #expect(try await give([hers, other], to: anaAtHerDesk) == [cannot, nil])
        #expect(try await give([hers], to: beatriz) == [cannot])
        #expect(
            try await give([hers], to: carla, by: bruno)
                == [TakeRefusal.notSupervised.explanation])
        #expect(
            try await give([other], to: anaAtHerDesk)
                == [TakeRefusal.alreadyTheirs("Ana").explanation])
        let board = try await fixture.board(of: carla)
        #expect(
            board.takes.map(\.name) == ["Ana"] && board.takes.map(\.reference) == [other.reference])
        await #expect(throws: TakeRefusal.takenByAnother("Ana")) {
            try await fixture.ask("passport", of: other, at: noon, by: bruno)
        }
        #expect(try await give([hers, other], to: bruno) == [nil, nil])
        #expect(try await fixture.kinds(of: other).suffix(2) == ["case.given", "case.given"])
        try await fixture.decide("granted", ["conditions-met"], of: hers, at: after(1))
        // A grant leaves something to do.
        #expect(try await give([hers], to: carla) == [nil])
    }

    @Test func `a supervisor reads the board, takes its tables along and releases with a trial`()
        async throws
    {
        let house = try await Browser()
        let kase = try await house.fixture.file()
        let queue = try await house.get("/desk", as: "bruno")
        _ = try await house.post("/desk/next", as: "bruno", from: queue, [:])
        #expect(!queue.text.contains("/desk/board"))
        #expect(try await house.get("/desk", as: "carla").text.contains("/desk/board"))
        let board = try await house.get("/desk/board", as: "carla")
        #expect(board.status == 200)
        for words in ["1 file is open", "Who has how much", "Bruno", "id=\"silence\""] {
            #expect(board.text.contains(words), "\(words)")
        }
        #expect(try await house.get("/desk/board", as: "bruno").status == 403)
        for list in BoardList.allCases {
            let path = "/desk/board/\(list.rawValue)/data.csv"
            let file = try await house.get(path, as: "carla")
            #expect(file.header("content-type") == "text/csv; charset=utf-8")
            #expect(try await house.get(path, as: "bruno").status == 403)
        }
        for office in [(lisbonCentre, 200), (portoCentre, 404)] {
            let path = "/desk/board?office=\(office.0)"
            #expect(try await house.get(path, as: "carla").status == office.1)
        }
        #expect(try await house.get("/desk/board/x/data.csv", as: "carla").status == 404)
        let officers = try await house.get("/desk/board/officers/data.csv", as: "carla")
        #expect(officers.text.contains("Bruno,1,0"))
        #expect(board.text.contains("action=\"/desk/bulk\""))
        let none = try await house.post("/desk/bulk", as: "carla", from: board, [:])
        #expect(none.status == 422)
        let release = ["chosen": kase.reference.text, "act": "release"]
        let chosen = release.merging(["step": "try"]) { $1 }
        let trial = try await house.post("/desk/bulk", as: "carla", from: board, chosen)
        #expect(trial.text.contains("It would be done with 1 of 1 cases"))
        #expect(try await house.fixture.kinds(of: kase).last == "case.taken")
        let given = [
            "chosen": kase.reference.text, "act": "give", "step": "do", "to": "\(carla.account)",
        ]
        let hers = try await house.post("/desk/bulk", as: "carla", from: board, given)
        let run = try #require(hers.header("location"))
        #expect(run.hasPrefix("/desk/runs/"))
        // Kept as a run, and undone like any other.
        #expect(try await house.get(run, as: "carla").text.contains("Undo all of it"))
        #expect(try await house.get("/desk?taken=mine", as: "carla").text.contains("RF-"))
        let earnest = release.merging(["step": "do"]) { $1 }
        let done = try await house.post("/desk/bulk", as: "carla", from: trial, earnest)
        #expect(done.header("location")?.hasPrefix("/desk/runs/") == true)
        #expect(try await house.fixture.kinds(of: kase).last == "case.released")
    }
}

/// A supervisor of every office.
private let head = Principal(
    account: AccountID(50), person: nil, name: "Sofia",
    duties: [Duty(role: .supervisor, organisation: agency, location: nil, purpose: .status)])

extension Fixture {
    fileprivate func board(
        of who: Principal, at now: Moment = noon, days: Int = 30, office: LocationID? = nil
    ) async throws -> DeskBoard {
        let question = BoardQuestion(
            principal: who, now: now, today: now.utcDay, days: days, office: office)
        return try await database.read { [house] db in try question.run(in: db, house) }
    }
}
