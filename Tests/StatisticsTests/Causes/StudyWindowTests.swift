import Testing

@testable import Statistics

private let times = (0..<48).map { 2018 + Double($0) / 12 }

private func made(_ comparison: [String] = []) -> Panel? {
    Panel(
        times: times, treated: [.init("PT", times)],
        comparison: comparison.map { .init($0, times) })
}

private let law = CandidateCause(name: "Law 23", kind: .law, code: .law, from: 2020)

@Test func `a panel needs a unit, finite values and even steps`() {
    #expect(Panel(times: times, treated: []) == nil)
    #expect(Panel(times: [2018, 2019, 2021], treated: [.init("PT", [1, 2, 3])]) == nil)
    #expect(Panel(times: [2018, 2019], treated: [.init("PT", [1, .nan])]) == nil)
    #expect(Panel(times: [2018, 2019], treated: [.init("PT", [1, 2, 3])]) == nil)
    #expect(Panel(times: [2019, 2018], treated: [.init("PT", [1, 2])]) == nil)
    #expect(Panel(times: [2018, 2019], treated: [.init("PT", [1, 0])])?.logarithmic == nil)
}

@Test func `the stretch ends at the nearest disturbance on either side`() throws {
    let panel = try #require(made())
    let breaks = [2018.5, 2019, 2021.25, 2021.5].map {
        Disturbance(.seriesBreak, at: $0, reason: "count of \($0)")
    }
    let window = StudyWindow(panel, law, breaks, isCompared: false)
    #expect(window.before == 12..<24 && window.after == 24..<39)
    let enough = window.checks(before: 8, after: 8)
    #expect(enough.count { $0.isPassed } == 3)
    let checks = window.checks(before: 13, after: 16)
    #expect(checks[0].outcome == .holds)
    #expect(checks[1].outcome == .fails && checks[1].note == "count of 2019.0; count of 2021.25")
}

@Test func `what happens at the very date of the cause leaves nothing before it`() throws {
    let panel = try #require(made(["ES"]))
    let rival = Disturbance(.rival, at: 2020, reason: "pandemic")
    let window = StudyWindow(panel, law, [rival], isCompared: true)
    #expect(window.before.isEmpty && !window.isUsable)
    let checks = window.checks(before: 8, after: 8)
    #expect(checks.map(\.outcome) == [.holds, .holds, .fails] && checks[2].note == "pandemic")
    // What met everyone alike is taken away by a comparison, and by nothing else.
    let common = Disturbance(.rival, at: 2020, reason: "pandemic", isCommon: true)
    #expect(StudyWindow(panel, law, [common], isCompared: true).before == 0..<24)
    #expect(StudyWindow(panel, law, [common], isCompared: false).before.isEmpty)
}

@Test func `a unit of comparison with a break of its own is left out`() throws {
    let panel = try #require(made(["ES", "FR"]))
    let breaks = [
        Disturbance(.seriesBreak, at: 2020.5, reason: "census", unit: "ES"),
        Disturbance(.seriesBreak, at: 2015, reason: "long ago", unit: "FR"),
    ]
    let window = StudyWindow(panel, law, breaks, isCompared: true)
    #expect(window.comparison.map(\.name) == ["FR"] && window.before == 0..<24)
}

@Test func `points before the cause is felt are neither before nor after`() throws {
    let slow = CandidateCause(
        name: "staff", kind: .staff, code: .staff, from: 2020, delay: 0.25)
    let window = StudyWindow(try #require(made()), slow, [], isCompared: false)
    #expect(window.before == 0..<24 && window.after == 27..<48 && window.phaseIn == 3)
    #expect(yearText(2020) == "2020-01" && yearText(2020 + 11.0 / 12) == "2020-12")
    #expect(yearText(.nan) == "")
}
