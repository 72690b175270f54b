import Kernel
import Storage
import TestSupport
import Testing

@testable import ServiceNetwork

@Suite struct HoursTests {
    /// Thursday, 26 November 2026.
    private let thursday = Day(iso: "2026-11-26") ?? Day(number: 0)

    private func state(
        _ times: OpeningTimes, _ day: Day, _ minute: Int, holidays: [Day] = []
    ) -> OpeningTimes.State {
        times.state(on: day, minute: minute) { holidays.contains($0) }
    }

    @Test func `open, closed over lunch, closed for the night and over the weekend`() throws {
        let times = try #require(OpeningTimes("MO,TU,WE,TH,FR 09:00-12:30; MO,TH 14:00-17:00"))
        #expect(thursday.weekday == 4)
        #expect(state(times, thursday, 540) == .open(until: 750))
        #expect(state(times, thursday, 750) == .closed(next: .init(day: thursday, minute: 840)))
        #expect(
            state(times, thursday, 1_020)
                == .closed(next: .init(day: thursday.adding(days: 1), minute: 540)))
        let friday = thursday.adding(days: 1)
        #expect(
            state(times, friday, 800)
                == .closed(next: .init(day: thursday.adding(days: 4), minute: 540)))
    }

    @Test func `a holiday of the municipality is closed, unless the place says otherwise`() throws {
        var times = try #require(OpeningTimes("MO,TU,WE,TH,FR 09:00-17:00"))
        let friday = thursday.adding(days: 1)
        #expect(
            state(times, thursday, 600, holidays: [thursday])
                == .closed(next: .init(day: friday, minute: 540)))
        times.exceptions = try #require(
            OpeningTimes.exceptions("2026-11-26 10:00-12:00; 2026-11-27"))
        #expect(state(times, thursday, 600, holidays: [thursday]) == .open(until: 720))
        #expect(
            state(times, friday, 600)
                == .closed(next: .init(day: thursday.adding(days: 4), minute: 540)))
    }

    @Test func `months and other weeks are counted`() throws {
        let first = try #require(OpeningTimes("1MO,-1FR 10:00-12:00"))
        func opens(_ times: OpeningTimes, _ iso: String) throws -> Bool {
            let day = try #require(Day(iso: iso))
            return !times.windows(on: day) { _ in false }.isEmpty
        }
        #expect(try opens(first, "2026-12-07"))
        #expect(try !opens(first, "2026-12-14"))
        #expect(try opens(first, "2026-12-25"))
        #expect(try !opens(first, "2026-12-18"))
        let other = try #require(OpeningTimes("WE 14:00-17:00 every 2 from 2026-12-02"))
        #expect(try opens(other, "2026-12-02"))
        #expect(try !opens(other, "2026-12-09"))
        #expect(try opens(other, "2026-12-16"))
        #expect(try !opens(other, "2026-11-18"))
    }

    @Test func `without hours neither open nor closed is said`() throws {
        #expect(state(OpeningTimes(), thursday, 600) == .unknown)
        #expect(OpeningTimes("MO 17:00-09:00") == nil)
        #expect(OpeningTimes("XX 09:00-10:00") == nil)
        #expect(OpeningTimes("MO 09:00-25:00") == nil)
        #expect(OpeningTimes.exceptions("2026-02-30") == nil)
    }

    @Test func `times are read as people write them`() {
        let read = [
            "9:30", "09:30:00", "9:30 AM", "5:00 PM", "12:00 AM", "3pm", "24:00", "10:00:00Z",
        ].map(minuteOfDay)
        #expect(read == [570, 570, 570, 1_020, 0, 900, 1_440, 600])
        #expect(
            ["", "9", "25:00", "13:00 PM", "9:70", "noon", "-1:00"].allSatisfy {
                minuteOfDay($0) == nil
            })
    }

    @Test func `next opening equals looking at every minute`() throws {
        var random = SeededRandom(26)
        for _ in 0..<60 {
            let count = Int.random(in: 1...3, using: &random)
            let lines = (0..<count).map { _ -> String in
                let day = weekdayCodes.randomElement(using: &random) ?? "MO"
                let start = Int.random(in: 0..<1_380, using: &random)
                let end = Int.random(in: (start + 1)...1_440, using: &random)
                return "\(day) \(clockText(start))-\(clockText(end))"
            }
            let times = try #require(OpeningTimes(lines.joined(separator: "; ")))
            let minute = Int.random(in: 0..<1_440, using: &random)
            func isOpen(_ day: Day, _ minute: Int) -> Bool {
                times.windows(on: day) { _ in false }.contains { $0.contains(minute) }
            }
            switch state(times, thursday, minute) {
            case .open(let until):
                #expect(isOpen(thursday, minute))
                #expect(until > minute)
            case .closed(let next):
                #expect(!isOpen(thursday, minute))
                var (day, at) = (thursday, minute)
                repeat {
                    at += 1
                    if at == 1_440 { (day, at) = (day.adding(days: 1), 0) }
                } while !isOpen(day, at)
                #expect(next == OpeningTimes.Opening(day: day, minute: at), "\(lines)")
            case .unknown: Issue.record("hours are known: \(lines)")
            }
        }
    }
}
