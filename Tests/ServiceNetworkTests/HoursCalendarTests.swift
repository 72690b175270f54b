import Foundation
import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import ServiceNetwork

/// Opening hours for a calendar: held to the grammar of RFC 5545, and read back by a reader that knows nothing of ours.
@Suite struct HoursCalendarTests {
    private let from = Day(iso: "2026-11-26") ?? Day(number: 0)

    private func place(district: String) throws -> Place {
        let town = Municipality(
            code: try code(district + "01"), name: "Vila; da, Prova", district: "D",
            districtCode: district, population: nil, foreignNationals: nil, point: nil)
        return Place(
            id: LocationID(slug: "prova"), slug: "prova", kind: .claim,
            name: "Centro de prova com um nome tão comprido que a linha se dobra, e com; sinais",
            searched: "",
            address: "Rua A, 1", postalCode: nil, ownPoint: nil, isOpen: true, closedOn: nil,
            phone: nil, email: nil, isItinerant: nil, source: "s", sourceYear: nil, note: nil,
            municipality: town)
    }

    private func zone(_ name: String) throws -> Zone {
        let path = "/usr/share/zoneinfo/" + name
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        return try #require(Zone(tzif: bytes))
    }

    private func file(
        _ times: OpeningTimes, holidays: Set<Day> = [], district: String = "11"
    ) throws -> String {
        let place = try self.place(district: district)
        let calendar = HoursCalendar(
            place: place, times: times, zone: try self.zone(place.municipality.zoneName),
            isHoliday: { holidays.contains($0) }, from: from, stamp: noon)
        return calendar.text(try translator("en"))
    }

    @Test func `a week, a month and every other week are rules, and a closed day is taken out`()
        throws
    {
        var times = try #require(
            OpeningTimes(
                "MO,TH 09:00-12:30; 1WE,-1FR 10:00-24:00; TU 14:00-16:00 every 2 from 2026-12-01"))
        times.exceptions = try #require(
            OpeningTimes.exceptions("2026-12-24; 2026-12-31 10:00-11:00"))
        let holiday = try #require(Day(iso: "2026-12-25"))
        let text = try file(times, holidays: [holiday]).replacing("\r\n ", with: "")
        for line in [
            "DTSTART;TZID=Europe/Lisbon:20261126T090000",
            "DTEND;TZID=Europe/Lisbon:20261126T123000",
            "RRULE:FREQ=WEEKLY;BYDAY=MO,TH;WKST=MO", "RRULE:FREQ=MONTHLY;BYDAY=1WE,-1FR;WKST=MO",
            "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;WKST=MO",
            "EXDATE;TZID=Europe/Lisbon:20261224T090000,20261231T090000",
            "DTSTART;TZID=Europe/Lisbon:20261231T100000",
            "DTEND;TZID=Europe/Lisbon:20261128T000000",
            "EXDATE;TZID=Europe/Lisbon:20261225T100000",
        ] {
            #expect(text.contains("\r\n\(line)\r\n"), "\(line)")
        }
    }

    @Test func `the time of Lisbon and of the Azores is told as the rule of the last Sundays`()
        throws
    {
        let lisbon = try file(try #require(OpeningTimes("MO 09:00-10:00")))
        let rules = [
            "BEGIN:VTIMEZONE", "TZID:Europe/Lisbon", "BEGIN:DAYLIGHT", "DTSTART:20260329T010000",
            "TZOFFSETFROM:+0000", "TZOFFSETTO:+0100", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
            "END:DAYLIGHT", "BEGIN:STANDARD", "DTSTART:20261025T020000", "TZOFFSETFROM:+0100",
            "TZOFFSETTO:+0000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "END:STANDARD",
            "END:VTIMEZONE",
        ]
        #expect(lisbon.contains(rules.joined(separator: "\r\n")))
        let azores = try file(try #require(OpeningTimes("MO 09:00-10:00")), district: "42")
        #expect(azores.contains("TZID:Atlantic/Azores\r\n"))
        #expect(azores.contains("T000000\r\nTZOFFSETFROM:-0100\r\nTZOFFSETTO:+0000\r\n"))
        #expect(azores.contains("T010000\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:-0100\r\n"))
        let utc = ZoneRules(name: "UTC", zone: .utc, from: from)
        #expect(utc.changes.isEmpty)
    }

    @Test func `what a calendar reads is open exactly when the place is`() throws {
        var random = SeededRandom(5545)
        for round in 0..<40 {
            var times = OpeningTimes()
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                times.hours.append(line(&random))
            }
            var holidays: Set<Day> = []
            for _ in 0..<6 {
                holidays.insert(from.adding(days: Int.random(in: 0..<300, using: &random)))
                let day = from.adding(days: Int.random(in: 0..<300, using: &random))
                let window: Range<Int>? = Bool.random(using: &random) ? 600..<700 : nil
                if !times.exceptions.contains(where: { $0.day == day }) {
                    times.exceptions.append(OpeningTimes.Exception(day: day, window: window))
                }
            }
            let district = ["11", "31", "42"].randomElement(using: &random) ?? "11"
            let text = try file(times, holidays: holidays, district: district)
            let zone = try self.zone(zoneOfDistrict(district))
            let events = try CalendarReader(text).events
            for ahead in 0..<390 {
                let day = from.adding(days: ahead)
                let read = events.flatMap { $0.windows(on: day, zone) }
                    .sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
                let ours = times.windows(on: day) { holidays.contains($0) }
                    .sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
                #expect(read == ours, "round \(round), \(day): \(times)")
            }
        }
    }

    private func line(_ random: inout SeededRandom) -> OpeningHours {
        let isMonthly = Int.random(in: 0..<3, using: &random) == 0
        let days = (0..<Int.random(in: 1...2, using: &random)).map { _ -> String in
            let place = isMonthly ? ["1", "2", "4", "-1"].randomElement(using: &random) ?? "1" : ""
            return place + (weekdayCodes.randomElement(using: &random) ?? "MO")
        }
        let opens = Int.random(in: 0..<1_400, using: &random)
        var line = OpeningHours(
            days: Array(Set(days)).sorted().joined(separator: ","), opens: opens,
            closes: Int.random(in: (opens + 1)...1_440, using: &random))
        if Bool.random(using: &random) {
            line.every = Int.random(in: 1...4, using: &random)
            line.startsOn = from.adding(days: Int.random(in: -30..<60, using: &random))
        }
        if Int.random(in: 0..<3, using: &random) == 0 {
            line.validTo = from.adding(days: Int.random(in: 100..<200, using: &random))
        }
        if Int.random(in: 0..<3, using: &random) == 0 {
            line.validFrom = from.adding(days: Int.random(in: -20..<50, using: &random))
        }
        return line
    }

    @Test(arguments: Engine.underTest)
    func `a place with hours has a file, and one without has none`(engine: Engine) async throws {
        let network = try await network(engine)
        let path = try TestFolder.make() + "/details.csv"
        try
            "slug,hours,checked_on,source\nclaim-elvas,\"MO,TU 09:00-13:00\",,s\nclaim-sines,MO 09:00-13:00,,s\n"
            .write(toFile: path, atomically: true, encoding: .utf8)
        #expect(try await network.importDirectory(path, by: .house, at: noon).problems == [])
        let browser = try RoomBrowser(network.routes)
        let elvas = LocationID(slug: "claim-elvas")
        let page = try await browser.get("/places/\(elvas)")
        #expect(page.text.contains("href=\"/places/\(elvas)/hours\""))
        let file = try await browser.get("/places/\(elvas)/hours")
        #expect(file.status == 200)
        #expect(file.header("content-type") == "text/calendar; charset=utf-8")
        #expect(try CalendarReader(file.text).events.count == 1)
        for slug in ["claim-nelas", "claim-sines"] {
            let none = try await browser.get("/places/\(LocationID(slug: slug))/hours")
            #expect(none.status == 404, "\(slug)")
        }
    }
}
