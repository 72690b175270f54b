import Kernel
import TestSupport
import Testing

@testable import Web

/// Twenty days, each 32 units wide.
private let stretches = [
    ClockStretch(day(0), day(9), .counted, words: "Ten < eleven", passedOver: [day(3)]),
    ClockStretch(day(10), day(14), .paused, words: "Five stood"),
    ClockStretch(day(15), day(17), .counted, words: "Three ran"),
    ClockStretch(day(18), day(19), .moved, words: "The end moved"),
]

private func day(_ offset: Int) -> Day { Day(number: 20_780).adding(days: offset) }

/// The course of a clock, for a chip and for a page: one scale, one set of words.
@Suite struct ClockCourseTests {
    @Test func `a chip shows each stretch where its days lie, high where they ran`() throws {
        let text = try #require(ClockCourse(stretches)).slim(title: "Course").text
        for box in [
            "c1\" x=\"0\" y=\"2\" width=\"319\" height=\"12\"",
            "c1\" x=\"320\" y=\"6\" width=\"159\" height=\"4\" fill=\"#0b4f6c\" fill-opacity=\"0.45\"",
            "c1\" x=\"480\" y=\"2\" width=\"95\" height=\"12\"",
            "c2\" x=\"576\" y=\"6\" width=\"63\" height=\"4\"",
        ] {
            #expect(text.contains(box), "\(box)")
        }
        #expect(count("<rect", in: text) == 4)
    }

    @Test func `a page shows single days, those passed over low, and a pause as dashes`() throws {
        let text = try wide(stretches, and: [])
        #expect(count("height=\"24\"", in: text) == 12)
        #expect(text.contains("c1\" x=\"64\" y=\"20\" width=\"31\" height=\"24\""))
        #expect(text.contains("c6\" x=\"96\" y=\"36\" width=\"31\" height=\"8\""))
        #expect(text.contains("M320 32H480"))
        #expect(text.contains("c6\" x=\"576\" y=\"36\" width=\"64\" height=\"8\""))
        #expect(text.contains(">23/11/2026</span>"))
    }

    @Test func `a day outside the stretches moves them on the line`() throws {
        let text = try wide(stretches, and: [day(-20)])
        #expect(text.contains("c1\" x=\"320\" y=\"20\" width=\"15\" height=\"24\""))
        #expect(ClockCourse([]) == nil && ClockCourse([], and: [day(0)]) != nil)
    }

    @Test(arguments: [(130, 130), (131, 1)])
    func `a long clock is drawn in whole stretches`(days: Int, boxes: Int) throws {
        let run = ClockStretch(day(0), day(days - 1), .counted, words: "Ran")
        #expect(count("<rect", in: try wide([run], and: [])) == boxes)
    }

    @Test func `both drawings say in words what they show`() throws {
        let course = try #require(ClockCourse(stretches))
        let t = try translator("en")
        for picture in [
            course.slim(title: "A & B"), course.wide(t, title: "A & B", isLastStrong: true),
        ] {
            #expect(picture.text.contains("role=\"img\" direction=\"ltr\""))
            #expect(picture.text.contains("<title>A &amp; B</title>"))
            #expect(picture.text.contains("<g><title>Ten &lt; eleven</title>"))
            #expect(count("<title>", in: picture.text) == 5)
        }
        #expect(count("font-weight=\"700\"", in: try wide(stretches, and: [])) == 0)
    }

    private func wide(_ stretches: [ClockStretch], and others: [Day]) throws -> String {
        try #require(ClockCourse(stretches, and: others)).wide(
            translator("en"), title: "Course", isLastStrong: false
        ).text
    }

    private func count(_ part: String, in text: String) -> Int { text.ranges(of: part).count }
}
