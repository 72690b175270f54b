import Kernel
import LegalTime
import Storage
import TestSupport
import Testing

@testable import Cases

/// What holds of every order in which bodies can act for a child.
@Suite struct ProtectionFileTests {
    private let first = SharedTaskID(1)
    private let second = SharedTaskID(2)
    private let today = day("2026-11-24")

    private var alphabet: [ProtectionEvent] {
        [
            joined(simao, "health"), joined(quim, "kinship"), .left(simao.account),
            .given(.init(id: first, body: "health", text: "a", isUrgent: true, day: today)),
            .given(.init(id: second, body: "kinship", text: "b", isUrgent: false, day: today)),
            .acknowledged(first, by: "Simão", day: today), .done(first, words: "c"),
            .convened(.init(day: today, bodies: ["health"])), .minuted(day: today, words: "d"),
            .noted(.init(part: .kinship, text: "e", body: "health", day: today)),
        ]
    }

    /// Every order of up to five acts, those that are refused left out.
    private func walk(_ length: Int, _ file: ProtectionFile, _ check: (ProtectionFile) -> Void) {
        check(file)
        if length == 0 { return }
        for event in alphabet where file.refusal(of: event) == nil {
            // Whoever hands out one identifier twice is no case of ours.
            if case .given(let given) = event, file.task(given.id) != nil { continue }
            var next = file
            next.apply(event)
            walk(length - 1, next, check)
        }
    }

    @Test func `no order of acts breaks what holds of the file`() throws {
        let book = try #require(try ProtectionBook(realPolicy))
        let health = try #require(book.body("health"))
        let kinship = try #require(book.body("kinship"))
        var seen = 0
        walk(5, ProtectionFile([])) { file in
            seen += 1
            for task in file.tasks {
                #expect(task.done == nil || task.acknowledgedOn != nil)
            }
            #expect(Set(file.parts.map(\.account)).count == file.parts.count)
            #expect(file.seen(by: health).notes.isEmpty, "a doubt about kinship is not theirs")
            #expect(file.seen(by: kinship).notes == file.notes)
            #expect(file.seen(by: health).tasks.allSatisfy { $0.body == "health" })
            #expect(file.seen(by: kinship).conferences.isEmpty)
            #expect(file.seen(by: health).parts.isEmpty)
        }
        #expect(seen > 3_000)
    }

    @Test func `a task is acknowledged once, and done only then`() {
        var file = ProtectionFile([joined(simao, "health")])
        #expect(file.refusal(of: .acknowledged(first, by: "", day: today)) == .notOfThisBody)
        #expect(
            file.refusal(
                of: .given(.init(id: first, body: "school", text: "", isUrgent: false, day: today)))
                == .nobodyOfBody)
        file.apply(.given(.init(id: first, body: "health", text: "a", isUrgent: false, day: today)))
        #expect(file.refusal(of: .done(first, words: "x")) == .acknowledgeFirst)
        file.apply(.acknowledged(first, by: "Simão", day: today))
        #expect(file.refusal(of: .acknowledged(first, by: "", day: today)) == .acknowledgedAlready)
        file.apply(.done(first, words: "x"))
        #expect(file.refusal(of: .done(first, words: "y")) == .doneAlready)
    }

    /// Dates by hand: 8 December 2026 is a holiday, a Tuesday.
    @Test(arguments: [
        ("2026-12-04", false, "2026-12-09"), ("2026-12-04", true, "2026-12-05"),
        ("2026-12-07", true, "2026-12-08"), ("2026-11-24", false, "2026-11-26"),
    ])
    func `an acknowledgement is due on the day that was counted by hand`(
        given: String, isUrgent: Bool, due: String
    ) async throws {
        let house = try await ProtectionFixture(.sqlite).room.house
        var file = ProtectionFile([
            joined(simao, "health"),
            .given(
                .init(id: first, body: "health", text: "a", isUrgent: isUrgent, day: day(given))),
        ])
        let task = try #require(file.task(first))
        let open = try #require(try house.acknowledgement(of: task))
        #expect(open.end == day(due))
        #expect(open.isOpen && !open.isVerified)
        file.apply(.acknowledged(first, by: "Simão", day: day(due)))
        let answered = try #require(file.task(first))
        let met = try #require(try house.acknowledgement(of: answered))
        #expect(met.isMetInTime)
    }
}
