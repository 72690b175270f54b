import Kernel
import LegalTime
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

/// What the pictures of a clock are drawn from.
@Suite struct DerivationTests {
    @Test func `the stretches of every period lie side by side up to its last day`() async throws {
        let house = try await Fixture(.sqlite).house
        var moves = 0
        for answer in try answers(house) {
            let derivation = answer.derivation
            let words = StepWords(t: try translator("en"), rule: answer.rule)
            let stretches = words.stretches(derivation).sorted { $0.from < $1.from }
            let name = "\(answer.rule.name) from \(derivation.start)"
            for (one, next) in zip(stretches, stretches.dropFirst()) {
                #expect(next.from == one.to.adding(days: 1), "\(name)")
            }
            let end = answer.rule.isBackwards ? stretches.first?.from : stretches.last?.to
            #expect(end == derivation.end, "\(name)")
            moves += stretches.count { $0.tone == .moved }
        }
        #expect(moves > 0, "some end falls on a closed day")
    }

    @Test func `a clock that counts calendar days passes over none`() async throws {
        let house = try await Fixture(.sqlite).house
        for answer in try answers(house) {
            let words = StepWords(t: try translator("en"), rule: answer.rule)
            let runs = words.stretches(answer.derivation, in: answer.calendar)
                .filter { $0.tone == .counted }
            let isWorking = answer.rule.runningUnit == .working
            #expect(isWorking || runs.allSatisfy { $0.passedOver.isEmpty }, "\(answer.rule.name)")
            for run in runs where isWorking {
                #expect(run.passedOver.allSatisfy { run.from <= $0 && $0 <= run.to })
                #expect(!run.passedOver.contains { answer.calendar.isWorking($0) })
            }
        }
    }

    /// From Wednesday 25 November to Thursday 10 December 2026: two weekends and two holidays lie between.
    @Test func `the page draws each day once, and says in words what it draws`() async throws {
        let house = try await Browser()
        let page = try await house.get(
            "/deadlines/cpa/answer?day=2026-11-24&place=1106", as: nil)
        #expect(page.text.contains("<title>From 24 November 2026 to 10 December 2026</title>"))
        #expect(page.text.contains("10 working days counted</title>"))
        #expect(page.text.ranges(of: "height=\"24\" fill=\"#").count == 10)
        #expect(page.text.ranges(of: "height=\"8\" fill=\"#").count == 6)
    }

    @Test func `a case shows the course of its clock beside the steps`() async throws {
        let house = try await Browser()
        let kase = try await house.fixture.file()
        let page = try await house.get("/cases/\(kase.reference)", as: "ana")
        #expect(page.text.contains("<title>The course of the clock</title><g><title>"))
    }

    /// Every period of the policy from each day of two weeks, near the office and from far away.
    private func answers(_ house: CaseHouse) throws -> [DeadlineAnswer] {
        var all: [DeadlineAnswer?] = []
        for group in house.policy.periods.groups {
            for (name, offset) in group.names.flatMap({ name in (0..<14).map { (name, $0) } }) {
                var question = DeadlineQuestion(law: group.code, clock: name)
                question.day = day("2026-11-20").adding(days: offset)
                all.append(try question.answer(group, house.calendars))
                question.person = .islands
                all.append(try question.answer(group, house.calendars))
            }
        }
        return all.compactMap(\.self)
    }
}
