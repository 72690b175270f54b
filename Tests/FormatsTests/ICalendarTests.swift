import Testing

@testable import Formats

@Test func `a line of a calendar is folded without cutting a character in two`() {
    for length in 60...90 {
        let words = String(repeating: "a", count: length) + "ééé日本語🧭🧭"
        var file = ICalendarWriter(product: "-//Test//EN")
        file.text("SUMMARY", words)
        #expect(file.text.replacing("\r\n ", with: "").contains("SUMMARY:\(words)\r\n"))
        #expect(file.text.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 75 })
    }
}

@Test func `a line break in a text cannot add a property to a calendar`() {
    var file = ICalendarWriter(product: "-//Test//EN")
    file.text("SUMMARY", "a\r\nATTACH:x")
    #expect(file.text.hasSuffix("SUMMARY:a\\nATTACH:x\r\n"))
}
