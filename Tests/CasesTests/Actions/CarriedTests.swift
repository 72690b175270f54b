import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Cases

/// What the post did with a letter that a gateway took, as the case hears of it.
@Suite struct CarriedTests {
    @Test(arguments: Engine.underTest)
    func `a draft that the post took counts as sent, and what comes back is no proof`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let receipt = try await fixture.letter(.receipt, of: kase).id
        try await fixture.propose(["entry-ban"], of: kase, at: after(1))
        let letter = try await fixture.letter(.hearing, of: kase).id
        // The receipt begins nobody's period, and what is no letter says nothing.
        try await fixture.carried("letter/\(receipt)", .dispatched, at: after(1))
        try await fixture.carried("letter/1", .dispatched, at: after(1))
        try await fixture.carried("visit/\(letter)", .dispatched, at: after(1))
        #expect(try await fixture.stored(kase).projection.turn == .state)

        let sent = Moment(day("2026-11-26"), hour: 10)
        try await fixture.carried("letter/\(letter)", .dispatched, at: sent)
        // As a registered letter that somebody of the office sent: NoticeTests counts it.
        #expect(try await fixture.stored(kase).projection.nextDate == day("2026-12-17"))
        #expect(try await fixture.clock("hearing", of: kase).isVerified == false)
        // It was received earlier than the law presumes: that takes nothing away.
        let early = Moment(day("2026-11-27"), hour: 10)
        try await fixture.carried("letter/\(letter)", .delivered, at: early)
        #expect(try await fixture.stored(kase).projection.nextDate == day("2026-12-17"))

        let back = Moment(day("2026-12-04"), hour: 10)
        try await fixture.carried("letter/\(letter)", .returned(reason: "Ausente"), at: back)
        #expect(try await fixture.kinds(of: kase).last == "letter.returned")
        await #expect(throws: CaseRefusal.letterCameBack) {
            try await fixture.decide("refused", ["entry-ban"], of: kase, at: after(60))
        }
        #expect(try await fixture.differences().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `a draft that the post handed over begins its period, once`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        try await fixture.propose(["entry-ban"], of: kase, at: after(1))
        let letter = try await fixture.letter(.hearing, of: kase).id
        let now = Moment(day("2027-02-25"), hour: 10)
        try await fixture.carried("letter/\(letter)", .delivered, at: now)
        #expect(try await fixture.stored(kase).projection.nextDate == day("2027-03-11"))
        try await fixture.carried("letter/\(letter)", .delivered, at: now.adding(seconds: 86_400))
        #expect(try await fixture.stored(kase).projection.nextDate == day("2027-03-11"))
        let count = try await fixture.kinds(of: kase).filter { $0 == "hearing.notified" }.count
        #expect(count == 1)
        #expect(try await fixture.differences().isEmpty)
    }

    @Test(arguments: Engine.underTest, ["pt", "en"])
    func `a letter holds the paper with legal effect first, and hers beside it`(
        engine: Engine, language: String
    ) async throws {
        let fixture = try await Fixture(engine, language: language)
        let kase = try await fixture.file()
        try await fixture.propose(["entry-ban"], of: kase, at: after(1))
        let lines = try await fixture.database.read { db in
            try LetterLine.all(of: kase.id, in: db).filter { $0.kind == "hearing" }
        }
        let last = try #require(lines.first)
        let papers = try await fixture.database.read { [cases = fixture.cases] db in
            try cases.papers(of: "letter/\(last.id)", in: db)
        }
        #expect(papers.map(\.language) == (language == "pt" ? ["pt"] : ["pt", "en"]))
        let text = String(decoding: papers.first?.bytes ?? [], as: UTF8.self)
        #expect(text.contains("<html lang=\"pt\"") && text.contains(kase.reference.text))
        #expect(!text.contains("<link"), "it fetches nothing")
        let none = try await fixture.database.read { [cases = fixture.cases] db in
            try cases.papers(of: "step/1/1", in: db)
        }
        #expect(none.isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `whoever has the draft in their hands is looked for no further`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        try await fixture.propose(["entry-ban"], of: kase, at: after(1))
        let letter = try await fixture.letter(.hearing, of: kase).id
        var neighbours = fixture.house.neighbours
        let heard = Kept()
        neighbours.noticeReached = { key, _, _, _ in heard.note(key) }
        let house = CaseHouse(
            policy: fixture.house.policy, zone: fixture.house.zone,
            calendars: fixture.house.calendars, neighbours: neighbours,
            verifyBase: fixture.house.verifyBase)
        try await fixture.database.write { db in
            try NoteDraftReached(reference: kase.reference, way: .handed)
                .perform(by: bruno, at: after(2), in: db, house)
        }
        #expect(heard.lines == ["letter/\(letter)"])
    }
}

private final class Kept: Sendable {
    private let kept = Mutex<[String]>([])

    var lines: [String] { kept.withLock { $0 } }

    func note(_ line: String) { kept.withLock { $0.append(line) } }
}

extension Fixture {
    func carried(_ key: String, _ course: LetterCourse, at now: Moment) async throws {
        try await database.write { [cases] db in
            try cases.letterCarried(key, course, at: now, in: db)
        }
    }
}
