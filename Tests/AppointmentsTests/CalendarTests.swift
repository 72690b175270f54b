import Kernel
import TestSupport
import Testing

@testable import Appointments

@Suite struct CalendarTests {
    private let calendar = ICalendar(
        identifier: "visit-7@cais", start: time(0), end: time(3), stamp: noon,
        summary: "Visit: Loja; A, B\\C",
        place:
            "Loja AIMA Lisboa I, Avenida António Augusto de Aguiar, um lugar com um nome muito comprido, Lisboa",
        details: "File RF\nAna\nRui", isCancelled: false)

    /// Lines as a reader sees them: unfolded, name before the first colon.
    private func properties(_ text: String) -> [(name: String, value: String)] {
        let lines = text.replacing("\r\n ", with: "").split(separator: "\r\n")
        return lines.map { line in
            let halves = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            return (String(halves[0]), halves.count > 1 ? String(halves[1]) : "")
        }
    }

    private func unescaped(_ text: String) -> String {
        text.replacing("\\n", with: "\n").replacing("\\,", with: ",").replacing("\\;", with: ";")
            .replacing("\\\\", with: "\\")
    }

    @Test func `no line is longer than 75 octets and each ends with CR LF`() {
        let text = calendar.text
        #expect(text.hasSuffix("END:VCALENDAR\r\n"))
        let lines = text.split(separator: "\r\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 75 })
        #expect(lines.contains { $0.hasPrefix(" ") })
        #expect(text.utf8.filter { $0 == 10 }.count == text.utf8.filter { $0 == 13 }.count)
    }

    @Test func `a reader gets back what was written`() {
        let found = properties(calendar.text)
        func value(_ name: String) -> String? { found.first { $0.name == name }?.value }
        #expect(value("DTSTART") == "20261124T090000Z")
        #expect(value("DTEND") == "20261124T100000Z")
        #expect(value("DTSTAMP") == "20261123T120000Z")
        #expect(value("UID") == "visit-7@cais")
        #expect(value("STATUS") == "CONFIRMED")
        #expect(value("SUMMARY").map(unescaped) == calendar.summary)
        #expect(value("LOCATION").map(unescaped) == calendar.place)
        #expect(value("DESCRIPTION").map(unescaped) == calendar.details)
        let order = found.map(\.name)
        #expect(order.first == "BEGIN" && order.last == "END")
    }
}
