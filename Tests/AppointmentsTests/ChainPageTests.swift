import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Appointments

@Suite struct ChainPageTests {
    @Test(arguments: Engine.underTest)
    func `a family books on the page, and the page of the body shows its part`(
        engine: Engine
    ) async throws {
        let centre = try await ChainSample(engine, own: 12, others: 24)
        let reference = Sample.files[0].reference.text
        let room = Appointments(database: centre.sample.database, asks: centre.asks)
        let browser = try RoomBrowser(
            room.routes, visitors: everybody + [yusuf, clerk(taxBody), clerk(healthBody)],
            hasLimits: false)
        let plain = try await browser.get("/bookings/new?case=\(reference)", as: ana)
        #expect(plain.text.contains("/bookings/chain?case=\(reference)"))
        let page = try await browser.get("/bookings/chain?case=\(reference)", as: ana)
        #expect(page.status == 200 && page.text.contains("Patient number"))
        let time = try #require(try await centre.times(Sample.files[0]).first)
        #expect(page.text.contains(time.value))
        // Another's file and the office's own work are not here.
        for other in [yusuf, bruno] {
            #expect(
                try await browser.get("/bookings/chain?case=\(reference)", as: other).status == 404)
        }
        let booked = try await browser.post(
            "/bookings/chain", as: ana, from: page, ["case": reference, "chain": time.value])
        #expect(booked.status == 303)
        let path = try #require(booked.header("location"))
        let mine = try await browser.get(path, as: ana)
        let legs = try await centre.sample.database.read { db in
            try VisitLeg.of(try #require(VisitID(String(path.dropFirst(10)))), in: db)
        }
        #expect(legs.count == 3)
        for leg in legs { #expect(mine.text.contains(leg.word)) }
        let office = try await browser.get(path, as: bruno)
        #expect(office.status == 200)
        for leg in legs { #expect(!office.text.contains(leg.word)) }
        let counter = try await browser.get("/counter?day=\(tomorrow)", as: clerk(taxBody))
        let words = Dictionary(legs.map { ($0.service, $0.word) }) { first, _ in first }
        #expect(counter.text.contains(words["nif"] ?? "?"))
        #expect(!counter.text.contains(words["patient-number"] ?? ">"))
        #expect(!counter.text.contains(reference) && !counter.text.contains("Rui"))
        #expect(try await browser.get("/counter", as: bruno).status == 403)
        // What has passed is explained, with the times as they are.
        let again = try await browser.get("/bookings/chain?case=\(reference)", as: ana)
        let late = try await browser.post(
            "/bookings/chain", as: ana, from: again,
            ["case": reference, "chain": "nif@1.51~residence@1.1"])
        #expect(late.status == 422)
    }

    @Test func `what a form sends is read or is none of ours`() {
        let time = ChainTime(parts: [
            ChainPart(service: "nif", desk: DeskID(51), start: nineAnd(0), minutes: 0),
            ChainPart(service: "residence", desk: DeskID(1), start: nineAnd(20), minutes: 0),
        ])
        #expect(chainParts(time.value) == time.parts)
        for wrong in ["", "~", "nif", "nif@", "nif@x.1", "nif@1", "nif@-5.1", "nif@1.1~x"] {
            #expect(chainParts(wrong) == nil, "\(wrong)")
        }
    }

    /// Another body's counter in the house is not the agency's to call at, to open or to close.
    @Test(arguments: Engine.underTest)
    func `the counters of other bodies stay out of the agency's queue and closures`(
        engine: Engine
    ) async throws {
        let sample = try await ChainSample(engine).sample
        let queue = try await sample.queue(at: time(0))
        #expect(!queue.desks.isEmpty && queue.desks.allSatisfy { $0.id.value < 51 })
        #expect(queue.offered.contains("residence") && !queue.offered.contains("nif"))
        await #expect(throws: Refused.notFound) {
            try await sample.database.read { db in
                try Desk.check(DeskID(51), at: lisbonCentre, for: bruno, in: db)
            }
        }
        let closing = Closing(
            office: lisbonCentre, desk: nil, days: tomorrow...tomorrow, exchange: nil)
        let asks = try Sample.queueAsks()
        try await sample.database.write { db in
            _ = try CloseDays(closing: closing, reason: "Works", zone: .utc)
                .perform(by: carla, at: noon, in: db, asks)
        }
        let left: [Int64] = try await sample.database.read { db in
            try db.all("SELECT DISTINCT desk FROM slot ORDER BY desk").map { try $0[0] }
        }
        #expect(left.contains(51) && left.contains(52) && !left.contains(1))
    }
}
