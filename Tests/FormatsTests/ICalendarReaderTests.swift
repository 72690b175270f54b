import Foundation
import TestSupport
import Testing

@testable import Formats

/// Where the 109 files of the Python package icalendar stand: beside the project, or where CAIS_ICALENDAR says.
private let kit =
    ProcessInfo.processInfo.environment["CAIS_ICALENDAR"]
    ?? projectFolder + "/../shared/data/standards-tests/icalendar-7.3.0"

private func read(
    _ text: String, limits: ICalendarLimits = ICalendarLimits()
) throws -> [ICalendarComponent] {
    try ICalendarReader.read(Array(text.utf8), file: "a.ics", limits: limits)
}

private func refusal(
    _ text: String, limits: ICalendarLimits = ICalendarLimits()
) -> (line: Int?, field: String?)? {
    do {
        _ = try read(text, limits: limits)
        return nil
    } catch let error as FormatError { return (error.line, error.field) } catch { return nil }
}

@Suite struct ICalendarReaderTests {
    /// Parsed and refused, by folder.
    private static let expected = [
        "alarms": [3, 0], "availabilities": [1, 0], "calendars": [66, 11], "events": [21, 2],
        "freebusy": [1, 0], "timezones": [3, 0], "todos": [1, 0],
    ]

    @Test(arguments: ICalendarReaderTests.expected.keys.sorted())
    func
        `each file of the kit is read, and is the same when written again, or refused with its line`(
            folder: String
        ) throws
    {
        let path = kit + "/" + folder
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            print("SKIPPED: 109 files of iCalendar: \(kit) is not there; set CAIS_ICALENDAR")
            return
        }
        var counts = [0, 0]
        for name in names.sorted() where name.hasSuffix(".ics") {
            let bytes = [UInt8](
                try #require(FileManager.default.contents(atPath: path + "/" + name)))
            do {
                let found = try ICalendarReader.read(bytes, file: name)
                let again = Array(ICalendarWriter.text(of: found).utf8)
                #expect(try ICalendarReader.read(again, file: name) == found, "\(name)")
                counts[0] += 1
            } catch {
                #expect(error.line != nil && !error.message.isEmpty, "\(error)")
                counts[1] += 1
            }
        }
        #expect(counts == Self.expected[folder])
    }

    @Test func `folds, parameters and escapes are read as they were meant`() throws {
        let found = try read(
            """
            BEGIN:VCALENDAR\r
            begin:vevent\r
            SUMMARY;X-A=one,"two;,:three";X-B=^n^^^'x:Caf\u{E9}\\, \\;\\n\\\\ a\r
            \t long\r
              line\r
            END:VEVENT\r
            END:VCALENDAR\r

            """)
        let event = try #require(found.first?.components.first)
        let summary = try #require(event["SUMMARY"])
        #expect(found.count == 1 && found[0].name == "VCALENDAR" && event.name == "VEVENT")
        #expect(event.line == 2 && summary.line == 3)
        #expect(summary.parameters.map(\.name) == ["X-A", "X-B"])
        #expect(summary.parameters[0].values == ["one", "two;,:three"])
        #expect(summary["X-B"] == "\n^\"x")
        #expect(summary.text == "Caf\u{E9}, ;\n\\ a long line")
    }

    @Test func `a fold within a character is taken out before the character is read`() throws {
        var bytes = Array("BEGIN:VEVENT\r\nSUMMARY:".utf8)
        bytes += [0xC3, 13, 10, 32, 0xA9]
        bytes += Array("\r\nEND:VEVENT\r\n".utf8)
        let found = try ICalendarReader.read(bytes, file: "a.ics")
        #expect(found[0]["SUMMARY"]?.text == "\u{E9}")
    }

    @Test func `what cannot be read is refused with its line`() {
        let event = "BEGIN:VEVENT\n"
        #expect(refusal("")?.line == nil && refusal("") != nil)
        #expect(refusal(event)?.line == 1)
        #expect(refusal(event + "END:VTODO\n")?.line == 2)
        #expect(refusal("END:VEVENT\n")?.line == 1)
        #expect(refusal("\nSUMMARY:a\n")?.line == 2)
        #expect(refusal(" SUMMARY:a\n")?.line == 1)
        #expect(refusal(event + "SUMMARY\nEND:VEVENT")?.field == "SUMMARY")
        #expect(refusal(event + "SUMMARY;X:a\nEND:VEVENT")?.line == 2)
        #expect(refusal(event + "SUMMARY;X=\"a:b\nEND:VEVENT")?.line == 2)
        #expect(refusal(event + "SUMMARY:a\u{7}\nEND:VEVENT")?.line == 2)
        #expect(refusal(event + "SUMMARY:a\rb\nEND:VEVENT")?.line == 2)
        #expect(refusal("BEGIN:A B/C\nEND:A B/C")?.line == 1)
    }

    @Test func `a byte that is no UTF-8 is refused with its line`() {
        let bytes = Array("BEGIN:VEVENT\nSUMMARY:".utf8) + [0xFF] + Array("\nEND:VEVENT".utf8)
        let error = #expect(throws: FormatError.self) {
            try ICalendarReader.read(bytes, file: "a.ics")
        }
        #expect(error?.line == 2)
    }

    @Test func `depth, length of a line and size have an end`() {
        let small = ICalendarLimits(bytes: 200, lineBytes: 40, depth: 3)
        func nested(_ depth: Int) -> String {
            String(repeating: "BEGIN:A\n", count: depth)
                + String(repeating: "END:A\n", count: depth)
        }
        #expect(refusal(nested(3), limits: small) == nil)
        #expect(refusal(nested(4), limits: small)?.line == 4)
        let long = "BEGIN:A\nX:" + String(repeating: "a", count: 39)
        #expect(refusal(long + "\nEND:A", limits: small)?.line == 2)
        let folded = "BEGIN:A\nX:" + String(repeating: "aaaaaaaaa\n ", count: 5)
        #expect(refusal(folded + "\nEND:A", limits: small)?.line == 2)
        #expect(refusal(nested(1) + String(repeating: "\n", count: 200), limits: small) != nil)
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `bytes at random are read or refused, and what is read is the same when written again`(
        seed: UInt64
    ) throws {
        var random = SeededRandom(seed)
        let pieces = [
            "BEGIN:A\r\n", "END:A\r\n", "BEGIN:B\n", "END:B\n", "X:1\r\n", "Y;P=a,\"b;c\":\\n\\,\n",
            "Z;Q=^^^n:\u{E9}\r\n \u{1F9ED}\r\n", " ", "\n", "\t", ":", ";", "\"", "W;R=:\n",
        ]
        var count = 0
        for _ in 0..<2_000 {
            let parts = (0..<Int.random(in: 1...9, using: &random)).map { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &random)]
            }
            let text = "BEGIN:A\n" + parts.joined() + "END:A\n"
            guard let found = try? read(text) else { continue }
            count += 1
            #expect(try read(ICalendarWriter.text(of: found)) == found, "seed \(seed): \(text)")
        }
        #expect(count > 100)
    }

    @Test func `times and durations are those of the standard`() {
        #expect(ICalendarTime("20261124T093000Z")?.seconds == 34_200)
        #expect(ICalendarTime("20261124T093000Z")?.isUTC == true)
        #expect(ICalendarTime("20261124T093000")?.isUTC == false)
        #expect(ICalendarTime("20261124")?.seconds == nil && ICalendarTime("20261124")?.day == 24)
        for wrong in ["", "2026112", "20261324", "20261124T2460", "20261124T250000", "2026-11-24"] {
            #expect(ICalendarTime(wrong) == nil, "\(wrong)")
        }
        #expect(iCalendarDuration("P1DT2H30M") == 95_400)
        #expect(iCalendarDuration("-PT15M") == -900 && iCalendarDuration("P7W") == 4_233_600)
        for wrong in ["", "P", "PT", "15M", "P15M", "PTxM", "P1", "P1DT2H3"] {
            #expect(iCalendarDuration(wrong) == nil, "\(wrong)")
        }
        #expect(ICalendarTime.basic("2026-11-24T09:30:00Z") == "20261124T093000Z")
    }
}
