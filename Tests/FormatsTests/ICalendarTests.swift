import Testing

@testable import Formats

@Test func `a line of a calendar is folded without cutting a character in two`() {
    for length in 60...90 {
        let line = String(repeating: "a", count: length) + "ééé日本語🧭🧭"
        let folded = ICalendarText.line(line)
        #expect(folded.replacing("\r\n ", with: "") == line)
        #expect(folded.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 75 })
    }
}

@Test func `a line break in a text cannot add a property to a calendar`() {
    #expect(ICalendarText.escaped("a\r\nATTACH:x") == "a\\nATTACH:x")
    #expect(ICalendarText.file(["A:b", "C:d"]) == "A:b\r\nC:d\r\n")
}
