import Formats
import Kernel
import Storage
import Synchronization
import TestSupport
import Testing
import Web

@testable import Cases

/// A case at a court stands beside its file: whoever sends the court a list sees what was decided since.
@Suite struct CourtTests {
    @Test func `a number is found however it is written, and only a whole one is taken`() {
        #expect(CourtCase.plain(" 1234/26.5 belsb ") == "1234265BELSB")
        #expect(CourtCase.plain("BELSB") == nil && CourtCase.plain("1/2") == nil)
        #expect(CourtCase.plain(String(repeating: "1", count: 41)) == nil)
    }

    @Test func `a decision is challenged after it, and silence is over with the first decision`() {
        func suit(
            _ lodged: String, _ about: CourtCase.About, number: String = "12/26.1BELSB"
        )
            -> CourtCase
        {
            CourtCase(court: "TACL", number: number, lodged: day(lodged), about: about)
        }
        let (filed, decided, today) = (day("2026-03-02"), day("2026-06-01"), day("2026-07-01"))
        func refusal(_ one: CourtCase, _ decided: Day?) -> CourtRefusal? {
            one.refusal(filed: filed, decided: decided, on: today)
        }
        #expect(refusal(suit("2026-03-01", .silence), nil) == .dayImplausible)
        #expect(refusal(suit("2026-07-02", .silence), nil) == .dayImplausible)
        #expect(refusal(suit("2026-03-02", .silence), nil) == nil)
        #expect(refusal(suit("2026-05-31", .decision), decided) == .notDecided)
        #expect(refusal(suit("2026-06-01", .decision), nil) == .notDecided)
        #expect(refusal(suit("2026-06-01", .decision), decided) == nil)
        #expect(refusal(suit("2026-06-01", .silence, number: "TACL"), nil) == .numberMalformed)
        #expect(suit("2026-06-01", .silence).isSettled(decided: decided))
        #expect(!suit("2026-06-02", .silence).isSettled(decided: decided))
        #expect(!suit("2026-06-01", .decision).isSettled(decided: decided))
        #expect(!suit("2026-06-01", .silence).isSettled(decided: nil))
    }

    @Test(arguments: Engine.underTest)
    func `an office sees its own, the court's list is answered, and nobody's own file is in it`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine, language: "en")
        let here = try await fixture.file()
        let there = try await fixture.file(yusuf, in: porto)
        try await fixture.suit("1234/26.5BELSB", on: "2026-11-24", of: here, at: after(2))
        try await fixture.suit(
            "77/26.0BEPRT", on: "2026-11-24", of: there, at: after(2), by: beatriz)
        #expect(
            fixture.told.notices.withLock {
                $0.contains("The office knows of your case at the court")
            })
        #expect(try await fixture.suits(bruno).map(\.court.number) == ["1234/26.5BELSB"])
        #expect(try await fixture.suits(beatriz).map(\.court.number) == ["77/26.0BEPRT"])
        #expect(try await fixture.suits(anaAtHerDesk).isEmpty)
        #expect(try await fixture.suits(bruno, .decided).isEmpty)
        let asked = ["1234/26.5 belsb", "77/26.0BEPRT", "5/26.0ZZZ"]
        #expect(try await fixture.answer(bruno, asked) == ["1234/26.5BELSB false"])

        try await fixture.decide("granted", ["conditions-met"], of: here, at: after(3))
        #expect(try await fixture.answer(bruno, asked) == ["1234/26.5BELSB true"])
        #expect(try await fixture.answer(bruno, []) == [])
        #expect(try await fixture.suits(bruno, .open).isEmpty)
        #expect(try await fixture.suits(bruno, .decided).map(\.isSettled) == [true])
        #expect(try await fixture.differences().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `a number is noted once, by whoever may, and no more than belong to one file`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        for other in [ana, beatriz] {
            await #expect(throws: Refused.notFound) {
                try await fixture.suit(
                    "1/26.5A", on: "2026-11-24", of: kase, at: after(2), by: other)
            }
        }
        try await fixture.suit("10/26.5A", on: "2026-11-24", of: kase, at: after(2))
        await #expect(throws: CourtRefusal.known) {
            try await fixture.suit("10 / 26.5a", on: "2026-11-24", of: kase, at: after(2))
        }
        for number in 11..<10 + courtCasesMax {
            try await fixture.suit("\(number)/26.5A", on: "2026-11-24", of: kase, at: after(2))
        }
        await #expect(throws: CourtRefusal.tooMany) {
            try await fixture.suit("99/26.5A", on: "2026-11-24", of: kase, at: after(2))
        }
    }

    @Test(arguments: Engine.underTest)
    func `a challenge of the decision is a step of the file too`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file(at: after(-100))
        try await fixture.propose(["entry-ban"], of: kase, at: after(-90))
        try await fixture.bring(.registered, kase, at: after(-90))
        try await fixture.decide("refused", ["entry-ban"], of: kase, at: after(-30))
        let lodged = after(-5).utcDay
        try await fixture.suit(
            "10/26.5A", on: "\(lodged)", of: kase, at: noon, about: .decision)
        #expect(try await fixture.stored(kase).projection.state == "appealed")
        #expect(try await fixture.suits(bruno).map(\.isSettled) == [false])
    }

    @Test(arguments: Engine.underTest)
    func `an order to decide runs against the office until it decides`(engine: Engine) async throws
    {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        try await fixture.database.write { [house = fixture.house] db in
            try TakeStep(
                reference: kase.reference, step: "order-to-decide-noted", note: "TACL, 10/26.5A"
            ).perform(by: bruno, at: after(1), in: db, house)
        }
        func ends() async throws -> Day? {
            try await fixture.database.read { db in
                try db.value(
                    "SELECT ends FROM case_clock WHERE kase = \(kase.id) AND clock = 'order-to-decide'"
                )
            }
        }
        // Ten working days after Tuesday, 24 November 2026, without the 1st and the 8th of December.
        #expect(try await ends() == day("2026-12-10"))
        #expect(try await fixture.stored(kase).projection.state == "in-analysis")
        try await fixture.decide("granted", ["conditions-met"], of: kase, at: after(3))
        #expect(try await ends() == nil)
    }

    @Test func `an officer notes it, finds it in the list and takes the list along`() async throws {
        let house = try await Browser()
        let kase = try await house.fixture.file()
        let path = "/desk/cases/\(kase.reference)/court"
        #expect(
            try await house.get("/desk/cases/\(kase.reference)", as: "bruno").text.contains(path))
        #expect(try await house.get(path, as: "beatriz").status == 404)
        #expect(try await house.get(path, as: "ana").status == 403)
        let page = try await house.get(path, as: "bruno")
        let fields = [
            "court": "<i>TACL</i>", "number": "1234/26.5BELSB", "lodged": "2026-11-23",
            "about": "silence",
        ]
        for wrong in ["number": "BELSB", "lodged": "2020-01-01", "about": "decision", "court": ""] {
            let changed = fields.merging([wrong.key: wrong.value]) { $1 }
            let answer = try await house.post(path, as: "bruno", from: page, changed)
            #expect(answer.status == 422, "\(wrong)")
        }
        let fresh = try await house.get(path, as: "bruno")
        #expect(try await house.post(path, as: "bruno", from: fresh, fields).status == 303)
        let list = try await house.get("/desk/court", as: "bruno")
        #expect(list.text.contains("1234/26.5BELSB") && list.text.contains("&lt;i&gt;TACL"))
        #expect(try await house.get("/desk", as: "bruno").text.contains("/desk/court"))
        let others = try await house.get("/desk/court", as: "beatriz").text
        #expect(!others.contains("1234/26") && others.contains("No case at a court is noted."))
        let taken = try await house.post(
            "/desk/court.csv", as: "bruno", from: list, ["numbers": "1234/26.5belsb\r\n9/9"])
        #expect(taken.status == 200 && taken.text.contains("1234/26.5BELSB,2026-11-23,silence,"))
        let own = try await house.get("/cases/\(kase.reference)", as: "ana").text
        #expect(own.contains("A case at a court about this file was noted"))
        // Filtered as on the page, and of one file alone.
        #expect(list.text.contains("formaction=\"/desk/court.json\""))
        for (state, count) in [("open", 1), ("decided", 0)] {
            let shown = try await house.get("/desk/court?state=\(state)", as: "bruno")
            #expect(shown.text.contains("formaction=\"/desk/court.csv?state=\(state)\""))
            let file = try await house.post(
                "/desk/court.csv?state=\(state)", as: "bruno", from: shown, [:])
            #expect(file.text.split(whereSeparator: \.isNewline).count == 1 + count, "\(state)")
        }
        let elsewhere = try await house.fixture.file(yusuf)
        try await house.fixture.suit("=2/26.5A", on: "2026-11-24", of: elsewhere, at: after(1))
        let one = try await house.post(
            "/desk/cases/\(elsewhere.reference)/court.csv", as: "bruno", from: list, [:])
        #expect(one.text.contains("TACL,'=2/26.5A,2026-11-24,") && !one.text.contains("1234/26"))
        let desk = try await house.get("/desk", as: "beatriz")
        let foreign = try await house.post(
            "/desk/cases/\(elsewhere.reference)/court.csv", as: "beatriz", from: desk, [:])
        #expect(foreign.status == 404)
    }
}

extension Fixture {
    fileprivate func suit(
        _ number: String, on lodged: String, of kase: Case, at now: Moment,
        by officer: Principal = bruno, about: CourtCase.About = .silence
    ) async throws {
        let action = NoteCourtCase(
            reference: kase.reference,
            court: CourtCase(court: "TACL", number: number, lodged: day(lodged), about: about))
        try await database.write { [house] db in
            try action.perform(by: officer, at: now, in: db, house)
        }
    }

    fileprivate func suits(
        _ who: Principal, _ state: CourtRegister.State? = nil
    ) async throws -> [CourtLine] {
        try await database.read { [house] db in
            try CourtRegister(scope: WorkOffices(who), state: state).lines(who, in: db, house)
        }
    }

    /// What a court is answered about its numbers: each that is known, and whether it was decided since.
    fileprivate func answer(_ who: Principal, _ numbers: [String]) async throws -> [String] {
        let hashes = numbers.compactMap { CourtCase.hash($0, database.keys) }
        return try await database.read { [house] db in
            let batch = try CourtRegister(scope: WorkOffices(who), numbers: hashes)
                .batch(after: CaseID(0), who, in: db, house)
            return batch.rows.map { row in
                guard case .string(let number) = row[1], case .bool(let since) = row[9] else {
                    return "?"
                }
                return "\(number) \(since)"
            }
        }
    }
}
