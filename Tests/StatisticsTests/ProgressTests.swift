import Foundation
import TestSupport
import Testing

@testable import Statistics

/// An indicator of Statistics Canada as it was published.
private struct Published {
    var parts: [[String: String]] = []
    var status = ""
    var score = ""

    static func all() throws -> [(String, Published)] {
        var found: [(String, Published)] = []
        let file = "trend-truth/statcan-cif/indicator_calculation_components.yml"
        for line in try Truth.text(file).split(separator: "\n") {
            let indent = line.prefix { $0 == " " }.count
            let pair = line.split(separator: ":", maxSplits: 1)
            let key = String(pair[0].drop { $0 == " " })
            let value = pair.count > 1 ? String(pair[1].drop { $0 == " " }) : ""
            if indent == 0 {
                found.append((key, Published()))
                continue
            }
            let last = found.count - 1
            if indent == 2, key == "progress_status" { found[last].1.status = value }
            if indent == 2, key == "score" { found[last].1.score = value }
            if indent == 4 {
                if key == "base_value" { found[last].1.parts.append([:]) }
                if !found[last].1.parts.isEmpty {
                    found[last].1.parts[found[last].1.parts.count - 1][key] = value
                }
            }
        }
        return found
    }
}

private func assessed(_ part: [String: String]) throws -> PublishedProgress {
    func number(_ key: String) -> Double? { part[key].flatMap(Double.init) }
    let direction = try #require(number("direction").flatMap { Direction(rawValue: Int($0)) })
    return PublishedProgress(
        base: TimePoint(try #require(number("base_year")), try #require(number("base_value"))),
        current: TimePoint(
            try #require(number("current_year")), try #require(number("current_value"))),
        direction: direction,
        target: try number("target").map { Target($0, by: try #require(number("target_year"))) },
        limit: number("limit"))
}

@Test(.enabled(if: Truth.isThere))
func `every status and score of Statistics Canada follows from its base, value and target`() throws
{
    var (series, indicators) = (0, 0)
    for (name, published) in try Published.all() where !published.parts.isEmpty {
        let parts = try published.parts.map { part in
            let found = try assessed(part)
            #expect(found.status.rawValue == part["status"], "\(name) \(part)")
            same(found.score, part["score"], name)
            same(found.value, part["progress_value"], name)
            series += 1
            return found
        }
        let whole = PublishedProgress(parts)
        #expect(whole.status.rawValue == published.status, "\(name)")
        same(whole.score, published.score, name)
        indicators += 1
    }
    #expect(series == 69 && indicators == 56, "\(series) \(indicators)")
}

private func same(_ found: Double?, _ published: String?, _ name: String) {
    let expected = published.flatMap(Double.init)
    #expect((found == nil) == (expected == nil), "\(name)")
    #expect(abs((found ?? 0) - (expected ?? 0)) < 1e-9 * max(1, abs(expected ?? 0)), "\(name)")
}

@Test func `what the published method cannot say it does not`() {
    func status(
        _ base: Double, _ now: Double, _ target: Target? = nil, limit: Double? = nil
    ) -> PublishedProgress {
        PublishedProgress(
            base: TimePoint(2015, base), current: TimePoint(2020, now), direction: .up,
            target: target, limit: limit)
    }
    #expect(status(-1, 3).status == .notAvailable && status(.nan, 3).status == .notAvailable)
    #expect(status(100, 100, limit: 100).status == .notAvailable)
    #expect(status(5, 4, Target(5, by: 2030)).status == .notAvailable)
    #expect(status(5, 6, Target(10, by: 2015)).status == .notAvailable)
    #expect(
        status(0, 3).status == .substantial
            && growthRate(from: 100, to: 121, years: 2).map { abs($0 - 0.1) < 1e-12 } == true)
}

private func line(
    _ slope: Double, _ noise: Double = 0, from year: Double = 2010, count: Int = 12
) -> [TimePoint] {
    (0..<count).map {
        TimePoint(year + Double($0), 100 + slope * Double($0) + ($0 % 2 == 0 ? noise : -noise))
    }
}

@Test func `the class follows the direction, and both need an interval beyond zero`() {
    func found(_ points: [TimePoint], _ better: Direction?) -> ProgressClass {
        ProgressFinding(points, SeriesFacts(better: better)).progress
    }
    #expect(found(line(2, 0.5), .up) == .progress && found(line(2, 0.5), .down) == .regression)
    #expect(found(line(-2, 0.5), .up) == .regression && found(line(-2, 0.5), .down) == .progress)
    #expect(
        found(line(0.01, 0.1), .up) == .stagnation && found(line(0.2, 0.01), .up) == .stagnation)
    #expect(found(line(0.5, 40), .up) == .cannotBeAssessed(.tooUncertain))
    #expect(found(line(2), nil) == .cannotBeAssessed(.noDirection))
    #expect(found(line(2, count: 4), .up) == .cannotBeAssessed(.tooFewPoints(4, needed: 5)))
    #expect(found([], .up) == .cannotBeAssessed(.tooFewPoints(0, needed: 5)))
    #expect(found(line(0, count: 8), .up) == .stagnation)
}

@Test func `only what was counted in one way is compared`() {
    let later = line(-6, 0.3, from: 2018, count: 8).map { TimePoint($0.time, $0.value + 500) }
    let jump = line(-6, 0.3, count: 8) + later
    let free = ProgressFinding(jump, SeriesFacts(better: .up))
    #expect(free.progress == .progress || free.progress == .cannotBeAssessed(.tooUncertain))
    let known = Break(at: 2018, reason: "census 2018")
    let told = ProgressFinding(jump, SeriesFacts(better: .up, breaks: [known]))
    #expect(told.progress == .regression && told.points.count == 8)
    let late = Break(at: 2023, reason: "new register")
    #expect(
        ProgressFinding(jump, SeriesFacts(better: .up, breaks: [known, late])).progress
            == .cannotBeAssessed(.breakInSeries(late, points: 3)))
}

@Test func `poor values and restatements larger than the movement are not assessed`() {
    let points = line(2, 0.5)
    let poor = SeriesFacts(better: .up, lowQuality: Set(points.prefix(7).map(\.time)))
    #expect(ProgressFinding(points, poor).progress == .cannotBeAssessed(.quality(7, of: 12)))
    var earlier = points
    earlier[3] = TimePoint(earlier[3].time, earlier[3].value + 60)
    let told = Restatement(from: earlier, to: points, SeriesFacts(better: .up))
    #expect(told.after == .cannotBeAssessed(.revision(60)) && told.changed == [2013])
    #expect(told.largest == 60 && told.added.isEmpty && told.isNoteworthy)
    let small = Restatement(
        from: Array(line(2, 0.6).dropLast()), to: points, SeriesFacts(better: .up))
    #expect(small.after == .progress && small.added == [2021] && !small.isNoteworthy)
}

@Test func `the needed pace and the year of arrival follow from the line`() throws {
    let facts = SeriesFacts(better: .up, target: Target(150, by: 2030))
    let pace = try #require(ProgressFinding(line(2), facts).pace)
    #expect(pace.now == 122 && pace.actual == 2 && pace.needed == 28.0 / 9)
    #expect(pace.metIn == 2035 && !pace.isReached)
    let away = try #require(ProgressFinding(line(-2, 0.5), facts).pace)
    #expect(away.metIn == nil && away.latest == nil)
    let down = SeriesFacts(better: .down, target: Target(130, by: 2030))
    #expect(ProgressFinding(line(2), down).pace?.isReached == true)
}

@Test func `the rating of Statistics Portugal compares the first with the latest as printed`() {
    #expect(DirectionOfTravel(line(2), better: .up) == .favourable)
    #expect(DirectionOfTravel(line(2), better: .down) == .unfavourable)
    #expect(DirectionOfTravel(line(0.001), better: .up) == .unchanged)
    #expect(DirectionOfTravel(line(2), better: nil) == .notAssessed)
    #expect(
        DirectionOfTravel(line(2), better: .up, breaks: [Break(at: 2015, reason: "b")])
            == .notAssessed)
}

@Test func `noise alone is called a movement at most as often as the interval allows`() {
    var random = SeededRandom(77)
    var called = 0
    for _ in 0..<2_000 {
        let points = (0..<15).map {
            TimePoint(2010 + Double($0), 100 + 20 * Double.random(in: -1...1, using: &random))
        }
        let found = ProgressFinding(points, SeriesFacts(better: .up)).progress
        called += found == .progress || found == .regression ? 1 : 0
    }
    #expect(called > 20 && called <= 130, "\(called)")
}
