import Formats
import Kernel
import TestSupport
import Testing

@testable import Appointments

@Suite struct BusyCalendarTests {
    private func calendar(_ events: String...) throws -> BusyCalendar {
        let text = "BEGIN:VCALENDAR\n" + events.joined(separator: "\n") + "\nEND:VCALENDAR\n"
        let components = try ICalendarReader.read(Array(text.utf8), file: "staff.ics")
        return try BusyCalendar(
            components, file: "staff.ics", zone: .utc,
            zones: { $0 == "Etc/UTC" ? .utc : nil },
            span: Moment(tomorrow)..<Moment(tomorrow.adding(days: 60)))
    }

    private func event(_ lines: String) -> String { "BEGIN:VEVENT\n\(lines)\nEND:VEVENT" }

    private func starts(_ calendar: BusyCalendar) -> [String] {
        calendar.times.sorted().map { ICalendarTime.basic($0.start.description) }
    }

    @Test func `an event is busy from its start to its end, whatever says when it ends`() throws {
        let found = try calendar(
            event("DTSTART:20261124T090000Z\nDTEND:20261124T100000Z"),
            event("DTSTART;TZID=Etc/UTC:20261124T110000\nDURATION:PT30M"),
            event("DTSTART;VALUE=DATE:20261126\nDTEND;VALUE=DATE:20261128"),
            event("DTSTART;VALUE=DATE:20261130"))
        #expect(found.problems.isEmpty)
        #expect(
            found.times == [
                BusyTime(
                    start: Moment(tomorrow, hour: 9), until: Moment(tomorrow, hour: 10)),
                BusyTime(
                    start: Moment(tomorrow, hour: 11),
                    until: Moment(tomorrow, hour: 11, minute: 30)),
                BusyTime(
                    start: Moment(tomorrow.adding(days: 2)),
                    until: Moment(tomorrow.adding(days: 4))),
                BusyTime(
                    start: Moment(tomorrow.adding(days: 6)),
                    until: Moment(tomorrow.adding(days: 7))),
            ])
    }

    @Test func `what is cancelled, free or over keeps nobody busy`() throws {
        let found = try calendar(
            event("DTSTART:20261124T090000Z\nDTEND:20261124T100000Z\nSTATUS:CANCELLED"),
            event("DTSTART:20261124T090000Z\nDTEND:20261124T100000Z\nTRANSP:TRANSPARENT"),
            event("DTSTART:20261123T090000Z\nDTEND:20261123T100000Z"),
            "BEGIN:VTODO\nDTSTART:20261124T090000Z\nEND:VTODO")
        #expect(found.times.isEmpty && found.problems.isEmpty)
    }

    @Test func `a series repeats, without what was taken out and with what was moved`() throws {
        let found = try calendar(
            event(
                """
                UID:team
                DTSTART:20261124T090000Z
                DURATION:PT1H
                RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=5
                EXDATE:20261126T090000Z
                """),
            event(
                """
                UID:team
                RECURRENCE-ID:20261208T090000Z
                DTSTART:20261209T150000Z
                DURATION:PT1H
                """))
        #expect(found.problems.isEmpty)
        // Tue 24, Thu 26 (taken out), Tue 8 (moved to Wed 9), Thu 10, Tue 22.
        #expect(
            starts(found) == [
                "20261124T090000Z", "20261209T150000Z", "20261210T090000Z", "20261222T090000Z",
            ])
    }

    @Test func `a series of days ends on its last day`() throws {
        let found = try calendar(
            event("DTSTART:20261120T080000\nDURATION:PT1H\nRRULE:FREQ=DAILY;UNTIL=20261126"))
        #expect(starts(found) == ["20261124T080000Z", "20261125T080000Z", "20261126T080000Z"])
    }

    @Test func `what is not understood is told with its line and closes nothing`() throws {
        let wrong = [
            "SUMMARY:no start", "DTSTART:tomorrow", "DTSTART:20261124T090000Z",
            "DTSTART:20261124T090000Z\nDTEND:20261124T080000Z",
            "DTSTART;TZID=Mars/Base:20261124T090000\nDURATION:PT1H",
            "DTSTART:20261131T090000Z\nDURATION:PT1H",
        ]
        let rules = [
            "FREQ=MONTHLY", "FREQ=DAILY;BYDAY=MO", "FREQ=WEEKLY;BYDAY=1MO",
            "FREQ=WEEKLY;BYHOUR=9", "FREQ=DAILY;INTERVAL=0", "FREQ=WEEKLY;WKST=SU", "WEEKLY",
            "FREQ=DAILY;UNTIL=soon",
        ]
        let repeats = rules.map { "DTSTART:20261124T090000Z\nDURATION:PT1H\nRRULE:\($0)" }
        for lines in wrong + repeats {
            let found = try calendar(event(lines))
            #expect(found.times.isEmpty && found.problems.count == 1, "\(lines)")
            #expect(found.problems.first?.line != nil, "\(lines)")
        }
    }
}
