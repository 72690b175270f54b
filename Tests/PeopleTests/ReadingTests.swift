import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import People

struct ReadingTests {
    private let file = Reference(kind: "RF", random: 7)

    private func reading(_ who: String, _ seconds: Int64, _ what: Reading.What) -> Reading {
        Reading(when: noon.adding(seconds: seconds), who: who, what: what)
    }

    @Test func `each person has one line a day, with everything seen and how often`() {
        let work = Reading.What.file(file, byMandate: false)
        let days = DayOfReading.days(
            [
                reading("Bruno", 90_000, work), reading("Duarte", 900, .messages),
                reading("Duarte", 600, .file(file, byMandate: true)), reading("Bruno", 300, work),
                reading("Duarte", 60, .messages), reading("Bruno", 0, work),
            ], in: .utc)
        #expect(days.map(\.who) == ["Bruno", "Duarte", "Bruno"])
        #expect(days.map(\.times) == [1, 3, 2])
        #expect(days[1].things == [.messages, .file(file, byMandate: true)])
    }

    @Test func `a day that may be cut in two is not counted`() {
        let last = (0..<readingsMax).map { _ in reading("Bruno", 0, .messages) }
        let days = DayOfReading.days([reading("Carla", 90_000, .messages)] + last, in: .utc)
        #expect(days.map(\.who) == ["Carla"])
        #expect(DayOfReading.days(last, in: .utc).map(\.times) == [readingsMax])
    }

    @Test(arguments: Engine.underTest)
    func `a message says what it is about`(engine: Engine) async throws {
        let house = try await House(
            engine,
            about: { subject, _, _ in
                guard subject == "case/1" else { return nil }
                return NoticeTopic(
                    reference: Reference(kind: "RF", random: 7), title: "Family reunification",
                    link: "/cases/RF")
            })
        _ = try await house.add("ana")
        let person = try #require(try await house.account("ana")?.person)
        let now = house.clock.now
        try await house.database.write { db in
            for (number, subject) in ["case/1", "plan/1"].enumerated() {
                try house.people.notify(
                    Notice(
                        person: person, subject: subject, title: "A letter \(number)",
                        body: "Read.", link: "/x", legalEffect: false, key: subject), db, now)
            }
        }
        let browser = Browser(house)
        try await browser.signIn("ana")
        try await browser.get("/messages")
        let link = "<a href=\"/cases/RF\">Family reunification, "
        #expect(browser.page.ranges(of: link).count == 1)
        #expect(browser.page.contains(file.text))
        let id = try await house.database.read { db in
            try db.value("SELECT id FROM message WHERE subject = 'case/1'", as: Int64.self) ?? 0
        }
        try await browser.get("/messages/\(id)")
        #expect(browser.page.contains(link))
    }
}
