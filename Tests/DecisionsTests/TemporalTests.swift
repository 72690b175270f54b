import Foundation
import Kernel
import Testing

@testable import Decisions

@Test(arguments: [
    ("date(\"2024-02-29\") + duration(\"P1Y\")", "2025-02-28"),
    ("date(\"2024-01-31\") + duration(\"P1M\")", "2024-02-29"),
    ("date(\"2024-03-01\") - date(\"2023-03-01\")", "P366D"),
    ("date and time(\"2024-03-01T00:30:00Z\") - duration(\"PT1H\")", "2024-02-29T23:30:00Z"),
    ("time(\"23:30:00\") + duration(\"PT1H\")", "00:30:00"),
    ("duration(\"P1DT2H\") * 2", "P2DT4H"), ("duration(\"P1Y\") / duration(\"P1M\")", "12"),
    ("years and months duration(date(\"2011-12-22\"), date(\"2013-08-24\"))", "P1Y8M"),
    ("date(\"2026-11-25\").weekday", "3"), ("day of week(date(\"2026-11-25\"))", "Wednesday"),
    ("week of year(date(\"2027-01-01\"))", "53"), ("day of year(date(\"2024-12-31\"))", "366"),
    ("time(\"10:00:00+02:00\") = time(\"08:00:00Z\")", "true"),
    ("date and time(\"2024-01-01T24:00:00\")", "2024-01-02T00:00:00"),
    ("@\"-PT90M\"", "-PT1H30M"), ("@\"PT0.5S\" + @\"PT0.5S\"", "PT1S"),
    ("date(\"2023-02-29\")", "null"), ("time(\"24:00:00\")", "null"),
    ("duration(\"P1Y1D\")", "null"),
    ("today()", "null"), ("time(\"13:20:00+18:00\")", "13:20:00+18:00"),
    ("time(\"13:20:00+19:00\")", "null"), ("time(\"13:20:00+18:01\")", "null"),
    ("date(\"2024-01-01\") in [@\"2024-01-01\"..@\"2024-12-31\"]", "true"),
    ("date and time(\"2024-01-01T10:00:00@Nowhere/None\")", "null"),
])
func `time is counted as calendars do`(_ text: String, _ expected: String) throws {
    #expect(try value(text).text == expected)
}

@Test func `days have numbers and come back for all years`() throws {
    for number in stride(from: -365_000_000, through: 365_000_000, by: 1_234_567) {
        #expect(try #require(CivilDate(dayNumber: number)).dayNumber == number)
    }
    #expect(CivilDate(year: 1970, month: 1, day: 1)?.dayNumber == 0)
    #expect(CivilDate(year: 999_999_999, month: 12, day: 31)?.adding(days: 1) == nil)
    #expect(CivilDate(year: 2024, month: 2, day: 30) == nil)
}

@Test(arguments: ["P", "PT", "P1", "1D", "P1H", "PT1D", "P1D1D", "P1M1Y", "PT1.5H", "P-1D", "P1DT"])
func `what is no duration is null`(_ text: String) throws {
    #expect(try value("duration(\"\(text)\")").isNull)
}

@Test(arguments: [
    (
        "date and time(@\"2020-07-01T12:00:00Z\", \"Europe/Lisbon\")",
        "2020-07-01T13:00:00@Europe/Lisbon"
    ),
    ("time(11, 0, 0, \"Europe/Paris\").timezone", "Europe/Paris"),
    ("date and time(\"2018-07-10T10:30:00@Europe/Paris\").time offset", "PT2H"),
    ("date and time(\"2018-01-10T10:30:00@Europe/Paris\") = @\"2018-01-10T09:30:00Z\"", "true"),
    ("@\"2024-03-30T12:00:00@Europe/Lisbon\" + @\"P1D\"", "2024-03-31T13:00:00@Europe/Lisbon"),
    ("@\"2024-10-27T12:00:00@Europe/Lisbon\" - @\"2024-10-26T12:00:00@Europe/Lisbon\"", "P1DT1H"),
    ("today()", "2025-11-24"), ("string(now())", "2025-11-24T16:00:00Z"),
])
func `places have their own clocks`(_ text: String, _ expected: String) throws {
    let zones: ZoneSource = { name in
        FileManager.default.contents(atPath: "/usr/share/zoneinfo/" + name).flatMap {
            Zone(tzif: [UInt8]($0))
        }
    }
    let world = DecisionWorld(zones: zones, now: Moment(secondsSince1970: 1_764_000_000))
    let compiled = try CompiledText(expression: text, names: [], zones: zones)
    #expect(try compiled.value([:], world: world).text == expected)
}
