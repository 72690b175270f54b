import Formats
import Foundation
import Kernel
import TestSupport
import Testing

@testable import Appointments

/// Where answers of the booking system of Berlin and Munich stand: beside the project, or where CAIS_ZMS says.
private let zms =
    ProcessInfo.processInfo.environment["CAIS_ZMS"]
    ?? projectFolder + "/../shared/data/appointments/zms-fixtures"

/// The `data` of an answer; nil, said loudly, where the files are not there.
private func answer(_ name: String) throws -> JSON? {
    guard let bytes = FileManager.default.contents(atPath: zms + "/" + name) else {
        print("SKIPPED: 7 answers of ZMS: \(zms) is not there; set CAIS_ZMS")
        return nil
    }
    return try JSON.parse([UInt8](bytes))["data"]
}

/// Some answers write numbers as text.
private func number(_ json: JSON?) -> Int {
    json?.intValue ?? json?.stringValue.flatMap { Int($0) } ?? 0
}

private func items(_ json: JSON?) -> [JSON] {
    json?.arrayValue ?? (json?.objectValue ?? [:]).map(\.value)
}

/// Berlin, by the rules of the years in which the answers were given.
private let berlin: Zone = {
    let bytes = FileManager.default.contents(atPath: "/usr/share/zoneinfo/Europe/Berlin")
    return bytes.flatMap { Zone(tzif: [UInt8]($0)) } ?? .utc
}()

extension OpeningRule {
    /// An availability of ZMS.
    fileprivate init(zms json: JSON) {
        let names = [
            "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
        ]
        func clock(_ text: String?) -> Int {
            let parts = (text ?? "").split(separator: ":").compactMap { Int($0) }
            return parts.count == 3 ? parts[0] * 60 + parts[1] : 0
        }
        func day(_ json: JSON?) -> Day {
            if let text = json?.stringValue, let day = Day(iso: text) { return day }
            return berlin.day(of: Moment(secondsSince1970: Int64(number(json))))
        }
        let week = number(json["repeat"]?["weekOfMonth"])
        let count = json["workstationCount"]
        self.init(
            weekdays: Set((1...7).filter { number(json["weekday"]?[names[$0 - 1]]) != 0 }),
            rhythm: week > 0
                ? .weekOfMonth(week) : .everyWeeks(number(json["repeat"]?["afterWeeks"])),
            first: day(json["startDate"]), last: day(json["endDate"]),
            minutes: clock(json["startTime"]?.stringValue)..<clock(json["endTime"]?.stringValue),
            stepMinutes: number(json["slotTimeInMinutes"]),
            bookableDesks: number(count?["public"]), staffedDesks: number(count?["intern"]),
            daysAhead: number(
                json["bookable"]?["startInDays"])...number(
                    json["bookable"]?["endInDays"]))
    }
}

/// The first day there is, where a test mistypes one.
private func day(_ iso: String) -> Day { Day(iso: iso) ?? Day(number: 0) }

@Suite struct OpeningRuleTests {
    private let year = day("2016-01-01")...day("2016-12-31")

    @Test func `the availability of the fixture gives 29 times at 3 desks on 16 Wednesdays`() throws
    {
        guard let data = try answer("GET_availability_68985.json") else { return }
        let rule = OpeningRule(zms: data)
        let days = rule.days(year)
        #expect(rule.starts.count == 29 && rule.starts.first == 480 && rule.starts.last == 760)
        #expect(rule.bookableDesks == 3 && rule.walkInDesks == 0)
        #expect(days.first == day("2016-02-03") && days.last == day("2016-05-18"))
        #expect(days.count == 16 && days.allSatisfy { $0.weekday == 3 })
        #expect(rule.slots(year) == 16 * 29 * 3)
        let today = day("2016-02-03")
        #expect(rule.bookable(on: today) == today...day("2016-04-03"))
        #expect(rule.days(rule.bookable(on: today)).count == 9)
    }

    @Test func `days off take away their times and no other`() throws {
        guard let list = try answer("GET_availabilityList_141.json"),
            let offs = try answer("GET_dayofflist_2016.json")
        else { return }
        let off = Set(
            items(offs).map {
                berlin.day(of: Moment(secondsSince1970: Int64(number($0["date"]))))
            })
        #expect(off.count == 8 && off.contains(day("2016-03-25")))
        #expect(off.contains(day("2016-05-05")))
        let rules = items(list).filter { $0["type"]?.stringValue == "appointment" }
        let hours = items(list).filter { $0["type"]?.stringValue == "openinghours" }
        #expect(rules.count == 12 && hours.count == 12)
        // Opening hours alone have no desks, and so no times.
        for one in hours { #expect(OpeningRule(zms: one).slots(year) == 0) }
        func lost(_ id: String) throws -> [Day] {
            let rule = OpeningRule(
                zms: try #require(rules.first { $0["id"]?.stringValue == id }))
            let all = rule.days(year)
            let left = rule.days(year) { off.contains($0) }
            return all.filter { !left.contains($0) }
        }
        #expect(try lost("68985").isEmpty)
        // Good Friday; Easter Monday and Whit Monday; Ascension.
        #expect(try lost("68997") == [day("2016-03-25")])
        #expect(try lost("81871") == [day("2016-03-28"), day("2016-05-16")])
        #expect(try lost("68991") == [day("2016-05-05")])
    }

    @Test func `every time that the fixture shows as free is one of its rule`() throws {
        guard let list = try answer("GET_freeprocesslist_20160527.json"),
            let none = try answer("GET_freeprocesslist_empty.json")
        else { return }
        let free = items(list).flatMap { items($0["appointments"]) }
        #expect(free.count == 2 && items(none).isEmpty)
        for one in free {
            let moment = Moment(secondsSince1970: Int64(number(one["date"])))
            let rule = OpeningRule(zms: try #require(one["availability"]))
            #expect(berlin.day(of: moment) == day("2016-05-27"))
            #expect(rule.opens(on: berlin.day(of: moment)))
            #expect(rule.starts.contains(berlin.minuteOfDay(of: moment)))
        }
    }

    @Test func `a booking outside of every rule is seen to be outside`() throws {
        guard let outside = try answer("GET_conflictlist_out_of_availability.json"),
            let overbooked = try answer("GET_conflictlist_overbooked_slots.json")
        else { return }
        func isInside(_ one: JSON) -> Bool {
            let booked = items(one["appointments"])[0]
            let moment = Moment(secondsSince1970: Int64(number(booked["date"])))
            let rule = OpeningRule(zms: booked["availability"] ?? .null)
            return rule.opens(on: berlin.day(of: moment))
                && rule.starts.contains(berlin.minuteOfDay(of: moment))
        }
        #expect(items(outside).count == 2 && !items(outside).contains(where: isInside))
        #expect(items(overbooked).count == 2 && items(overbooked).allSatisfy(isInside))
    }

    private func rule(
        _ weekdays: Set<Int>, _ rhythm: OpeningRule.Rhythm, _ first: String, _ last: String
    ) -> OpeningRule {
        OpeningRule(
            weekdays: weekdays, rhythm: rhythm, first: day(first), last: day(last),
            minutes: 540..<605, stepMinutes: 20, bookableDesks: 2, staffedDesks: 3,
            daysAhead: 1...10)
    }

    @Test func `every second week counts from the week of the first day`() {
        // 2026-11-25 is a Wednesday: its week is the first, though its Monday is over.
        let rule = rule([1, 3], .everyWeeks(2), "2026-11-25", "2026-12-31")
        let days = rule.days(day("2026-11-01")...day("2026-12-31")).map(\.description)
        #expect(days == ["2026-11-25", "2026-12-07", "2026-12-09", "2026-12-21", "2026-12-23"])
        #expect(rule.starts == [540, 560, 580] && rule.walkInDesks == 1)
        #expect(rule.slots(day("2026-12-07")...day("2026-12-09")) == 2 * 3 * 2)
    }

    @Test func `a week of the month is counted by its weekday, and the fifth is the last`() {
        let second = rule([2], .weekOfMonth(2), "2026-11-01", "2026-12-31")
        let last = rule([1], .weekOfMonth(5), "2026-11-01", "2026-12-31")
        let span = day("2026-11-01")...day("2026-12-31")
        #expect(second.days(span).map(\.description) == ["2026-11-10", "2026-12-08"])
        #expect(last.days(span).map(\.description) == ["2026-11-30", "2026-12-28"])
    }

    @Test func `no week is every zeroth, and nothing opens before the first or after the last day`()
    {
        let span = day("2026-11-01")...day("2026-12-31")
        #expect(rule([1], .everyWeeks(0), "2026-11-01", "2026-12-31").days(span).isEmpty)
        #expect(rule([1], .everyWeeks(1), "2026-11-24", "2026-11-29").days(span).isEmpty)
    }
}
