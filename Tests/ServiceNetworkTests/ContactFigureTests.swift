import Figures
import Kernel
import Statistics
import Storage
import TestSupport
import Testing

@testable import ServiceNetwork

/// What is told of a month's contacts, and what does not follow from it.
@Suite struct ContactFigureTests {
    private let october = Moment(Day(number: 20_742), hour: 12)  // 16 October 2026

    @Test func `a month is told once nothing can come to it any more`() throws {
        let month = try #require(ContactMonth("2026-10"))
        let last = try #require(Day(iso: "2026-10-31"))
        // What is made at the end of the last day may wait seven days, and ten minutes later be taken back.
        #expect(!month.isPublished(on: last.adding(days: 8)))
        #expect(month.isPublished(on: last.adding(days: 9)))
        #expect(ContactMonth.lastPublished(on: last.adding(days: 8)).text == "2026-09")
        #expect(ContactMonth.lastPublished(on: last.adding(days: 9)) == month)
        #expect(month.adding(months: 3).text == "2027-01")
        for wrong in ["2026-13", "2026-1", "2026-10-01", "", "October"] {
            #expect(ContactMonth(wrong) == nil)
        }
    }

    @Test func `no hidden count follows from what is told`() throws {
        let month = try #require(ContactMonth("2026-10"))
        var random = SeededRandom(20_261_127)
        var (hidden, told) = (0, 0)
        for _ in 0..<1_000 {
            let groups = inventedGroups(&random)
            let figures = ContactFigures(month, groups)
            for centre in figures.centres {
                let all = groups.filter { $0.location == centre.location }
                let sum = all.reduce(0) { $0 + $1.count }
                #expect(centre.total == (sum < 5 ? .suppressed : .published(sum)))
                if sum < 5 { #expect(centre.lines.isEmpty) }
                for (breakdown, lines) in centre.lines {
                    var truth: [String: Int] = [:]
                    for group in all { truth[group.value(breakdown), default: 0] += group.count }
                    let dark = expectSafe(lines, sum)
                    (hidden, told) = (hidden + dark, told + lines.count - dark)
                    for line in lines where line.value != otherLanguage {
                        #expect(line.count.value == nil || line.count.value == truth[line.value])
                    }
                }
            }
            #expect(figures.total == figures.centres.compactMap(\.total.value).reduce(0, +))
        }
        // Both happen often: nothing was proved of an empty page.
        #expect(hidden > 1_000 && told > 1_000)
    }

    /// To one who knows the total, the lines and the threshold, each hidden line may still be any of 1 to 4.
    /// Returns how many are hidden.
    private func expectSafe(_ lines: [ContactFigures.Line], _ sum: Int) -> Int {
        let shown = lines.compactMap(\.count.value)
        #expect(shown.allSatisfy { $0 >= 5 })
        let dark = lines.count - shown.count
        let left = sum - shown.reduce(0, +)
        if dark == 0 {
            #expect(left == 0)
        } else {
            #expect(dark > 1)
            // The others, of which each is one at least, come to the rest.
            for guess in 1...4 { #expect(left - guess >= dark - 1) }
        }
        return dark
    }

    private func inventedGroups(_ random: inout SeededRandom) -> [ContactGroup] {
        func one<T>(_ list: [T]) -> T { list[Int.random(in: 0..<list.count, using: &random)] }
        return (1...Int64.random(in: 1...4, using: &random)).flatMap { place in
            (0..<Int.random(in: 1...9, using: &random)).map { _ in
                ContactGroup(
                    location: LocationID(place),
                    topic: one(["work", "housing", "health", "other"]),
                    language: one(["pt", "ne", "uk", otherLanguage]),
                    sex: one(["female", "male", nil]), age: one(["18-29", "30-44", "65+", nil]),
                    count: one([1, 1, 1, 2, 3, 4, 5, 9]))
            }
        }
    }

    @Test func `rare languages are counted together`() throws {
        let month = try #require(ContactMonth("2026-10"))
        func group(_ language: String, _ count: Int) -> ContactGroup {
            ContactGroup(
                location: LocationID(1), topic: "work", language: language, sex: nil, age: nil,
                count: count)
        }
        let figures = ContactFigures(month, [group("pt", 20), group("wo", 2), group("ff", 4)])
        let lines = try #require(figures.centres.first?.lines[.language])
        #expect(
            lines == [
                .init(value: "other", count: .published(6)),
                .init(value: "pt", count: .published(20)),
            ])
    }

    @Test func `a breakdown into nothing but few is not told beside its total`() throws {
        let month = try #require(ContactMonth("2026-10"))
        let groups = ["work": 2, "health": 2, "other": 1].map { topic, count in
            ContactGroup(
                location: LocationID(1), topic: topic, language: "pt", sex: nil, age: nil,
                count: count)
        }
        let centre = try #require(ContactFigures(month, groups).centres.first)
        #expect(centre.total == .published(5))
        #expect(centre.lines[.topic] == nil)
        #expect(centre.lines[.language] == [.init(value: "pt", count: .published(5))])
    }

    @Test(arguments: Engine.underTest)
    func `the month's figure leaves out centres with few`(engine: Engine) async throws {
        let network = try await network(engine)
        try await network.log(12, by: amadeu, at: october)
        try await network.log(3, by: benedita, at: october)
        try await network.log(6, by: amadeu, at: noon)
        func published(_ iso: String) async throws -> Published {
            let day = try #require(Day(iso: iso))
            return try await network.database.read { db in
                try NetworkFigures.contactsMonth.published(at: Moment(day, hour: 12), in: db)
            }
        }
        // Twelve, rounded to fives; the three of Elvas and those of November are not in it.
        let figure = try await published("2026-11-23")
        #expect(figure.value == 10 && figure.status == .rounded && figure.period == "2026-10")
        #expect(try await published("2026-11-08").status == .none)
        #expect(try await published("2026-12-09").value == 5)
        let (fundao, elvas) = (try code("0504"), try code("1207"))
        let told = try await network.database.read { db in
            [
                try network.contactsTold(in: fundao, at: noon, in: db),
                try network.contactsTold(in: elvas, at: noon, in: db),
            ]
        }
        #expect(told == [12, nil])
    }

    @Test(arguments: Engine.underTest)
    func `where all centres had few the figure is hidden, and none for a silent month`(
        engine: Engine
    ) async throws {
        let network = try await network(engine)
        try await network.log(4, by: benedita, at: october)
        let figure = try await network.database.read { db in
            try NetworkFigures.contactsMonth.published(at: noon, in: db)
        }
        #expect(figure.value == nil && figure.status == .hidden)
    }
}
