import Statistics
import Storage
import TestSupport
import Testing
import Web

@testable import Observatory

/// Values of one line, a year each, from 2000 on.
private func years(
    _ numbers: [Double?], from first: Int = 2000, flags: [Int: String] = [:]
)
    -> [SeriesValue]
{
    numbers.enumerated().map { place, number in
        ExplorerShelf.value(
            "", "\(first + place)", number, flag: flags[first + place] ?? "")
    }
}

/// What is told of one line, and what is not.
@Suite struct CourseTests {
    private let upAndDown = years([10, 20, 31, 40, 50, 61, 70, 60, 51, 40, 30, 21, 10])

    @Test func `a line that turns has two stretches, a turn and no break`() throws {
        let course = try LineCourse(upAndDown, marks: [])
        #expect(course.stretches.map(\.phase.movement) == [.rising, .falling])
        #expect(course.turns.count == 1 && course.breaks.isEmpty)
        #expect(course.stretches[1].last == "2012")
    }

    @Test func `a given break parts the line and is never a turn`() throws {
        let jump = years([10, 11, 12, 13, 14, 100, 101, 102, 103, 104], flags: [2005: "B"])
        let course = try LineCourse(jump, marks: [])
        #expect(course.breaks.map(\.period) == ["2005"])
        #expect(course.turns.isEmpty)
        #expect(course.stretches.map(\.first) == ["2000", "2005"])
        let unmarked = try LineCourse(
            years([10, 11, 12, 13, 14, 100, 101, 102, 103, 104]), marks: [])
        #expect(!unmarked.turns.isEmpty)
    }

    @Test func `months and few values are refused with the reason`() {
        let months = (1...9).map { ExplorerShelf.value("", "2020-0\($0)", Double($0)) }
        #expect(throws: LineCourse.Refusal.notYearly) { try LineCourse(months, marks: []) }
        #expect(throws: LineCourse.Refusal.tooFew(2)) {
            try LineCourse(years([1, nil, 3]), marks: [])
        }
    }

    @Test func `a stretch is progress only where somebody declared what is wanted`() throws {
        let english = try translator("en")
        let silent = try LineCourse(upAndDown, marks: [])
        #expect(silent.stretches.map { stretchWord($0, nil, english) } == ["rising", "falling"])
        let down = try LineCourse(upAndDown, marks: [], better: .down)
        #expect(
            down.stretches.map { stretchWord($0, .down, english) } == ["regression", "progress"])
    }

    @Test func `the pace is told with its interval, and not where even its sign is open`() throws {
        let course = try LineCourse(upAndDown, marks: [])
        let words = CourseWords(t: try translator("en"), unit: "persons", course: course)
        #expect(words.sentences[0].hasPrefix("Since 20"))
        #expect(words.sentences[0].contains("fewer each year (with 95% confidence, between"))
        let noisy = try LineCourse(
            years([5, 9, 4, 8, 5, 9, 4, 9, 6, 8, 4]), marks: [])
        let open = CourseWords(t: try translator("en"), unit: "persons", course: noisy)
        #expect(open.sentences[0].contains("How fast cannot be told"))
        #expect(!open.sentences[0].contains("each year"))
    }
}

/// The pages that tell it, over the series that the house brings.
@Suite struct CoursePageTests {
    private func browser(_ engine: Engine = .sqlite) async throws -> RoomBrowser {
        let (observatory, database) = try await house(engine)
        _ = database
        try await load(observatory, ["pt-foreign-residents.csv", "eurostat-first-permits.csv"])
        return try RoomBrowser(observatory.routes, language: "en")
    }

    @Test(arguments: Engine.underTest)
    func `the page for Portugal tells the decline, the growth and the breaks in words`(
        engine: Engine
    ) async throws {
        let page = try await browser(engine).get("/observatory/countries/PT")
        #expect(page.status == 200)
        #expect(
            page.text.contains(
                "Since 2017 it has been rising: from 421,711 in 2017 to 1,044,606 in 2023."))
        #expect(
            page.text.contains("it fell: from 454,191 in 2009 to 388,731 in 2015."))
        #expect(page.text.contains("more each year (with 95% confidence, between"))
        #expect(
            page.text.contains(
                "Nothing is compared across 2001: First year that counts stay permits"))
        #expect(page.text.contains("Nothing is compared across 2005: Transition 2005-2008"))
        #expect(
            page.text.contains(
                "Nothing is compared across 2008: End of the transition: stay permits are no longer counted."
            ))
        #expect(page.text.contains("numbers alone do not say what caused"))
        #expect(page.body.count < 60_000)
        let other = try await browser(engine).get("/observatory/countries/ES")
        #expect(!other.text.contains("what the numbers tell"))
    }

    @Test func `the page of a series draws its stretches and turns and names no break a turn`()
        async throws
    {
        let page = try await browser().get("/observatory/pt-foreign-residents")
        #expect(page.text.ranges(of: "class=\"turn\"").count >= 1)
        #expect(page.text.contains("The strokes under the years say which way it went."))
        #expect(page.text.contains("What the numbers tell"))
        #expect(page.text.contains("nobody declared which way is wanted"))
        #expect(page.body.count < 50_000)
    }

    @Test func `several lines have their stretches in one table`() async throws {
        let page = try await browser().get("/observatory/eurostat-first-permits?by=geo&lines=PT~ES")
        #expect(page.text.contains("Stretches that go one way"))
        #expect(page.text.contains("<b>Portugal.</b>"))
    }
}
