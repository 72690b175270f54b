import Foundation
import Kernel
import Languages
import Storage
import TestSupport
import Testing

@testable import People

/// Pages show what clocks of the country show.
struct TimeTests {
    @Test(arguments: [("2026-11-23", "22:30"), ("2026-07-01", "23:30")])
    func `a message of the evening shows the country's hour, in winter and in summer`(
        day: String, shown: String
    ) async throws {
        let bytes = try Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/Europe/Lisbon"))
        let zone = try #require(Zone(tzif: [UInt8](bytes)))
        let house = try await House(.sqlite, zone: zone)
        let evening = Moment(try #require(Day(iso: day)), hour: 22, minute: 30)
        house.clock.pass(seconds: evening.seconds(since: noon))
        _ = try await house.add("ana")
        let person = try #require(try await house.account("ana")?.person)
        let id = try await house.database.write { db -> Int64? in
            let notice = Notice(
                person: person, subject: "case/1", title: "t", body: "b", link: "",
                legalEffect: false, key: "one")
            try house.people.notify(notice, db, evening)
            return try db.value("SELECT id FROM message")
        }
        let browser = Browser(house)
        try await browser.signIn("ana")
        try await browser.get("/messages/\(try #require(id))")
        #expect(browser.page.contains(", \(shown)</p>"), "\(browser.page)")
        #expect(!browser.page.contains("UTC"))
    }
}
