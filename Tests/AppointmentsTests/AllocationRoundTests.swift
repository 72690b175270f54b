import Allocation
import Formats
import Kernel
import Storage
import TestSupport
import Testing

@testable import Appointments

/// Rounds as a ministry runs them: promised before, drawn once, for everybody to check.
@Suite struct AllocationRoundTests {
    @Test(arguments: Engine.underTest)
    func `a drawn round serves by class, holds times for who was drawn, and its file verifies`(
        engine: Engine
    ) async throws {
        let rounds = try await RoundSample(engine, times: 3)
        let id = try await rounds.announce()
        try await rounds.sample.join(Sample.files[0], .any, Urgency(priorityClass: 1))
        try await rounds.sample.join(Sample.files[1], .any, Urgency(priorityClass: 1), by: yusuf)
        try await rounds.sample.join(Sample.files[2], by: olena)
        try await rounds.run(id)
        // Two of Olena's come first; of three times one is left, too few for three and enough for one.
        #expect(try await rounds.offered() == [2, 3])
        for file in Sample.files[1...] {
            let offer = try #require(try await rounds.sample.openOffer(file))
            #expect(offer.because == .round && offer.people == file.people.count)
            #expect(offer.until == closing.adding(seconds: 86_400))
        }
        let file = try await rounds.file(id)
        #expect(file.asked == 3 && file.served == 2)
        #expect(try rounds.differences(file.lines) == [])
        // No person and no reference stands in it.
        for one in Sample.files {
            #expect(!file.lines.contains(one.reference.text))
            #expect(!one.people.contains(where: file.lines.contains))
        }
    }

    @Test(arguments: Engine.underTest)
    func `a file in which anything is changed does not verify`(engine: Engine) async throws {
        let rounds = try await RoundSample(engine, times: 3)
        let id = try await rounds.announce()
        try await rounds.sample.join(Sample.files[0])
        try await rounds.sample.join(Sample.files[1], by: yusuf)
        try await rounds.run(id)
        let lines = try await rounds.file(id).lines
        let seed = try #require(try await rounds.round(id).seed)
        let other = String(seed.reversed())
        let all = lines.split(separator: "\n").map(String.init)
        let changed = [
            lines.replacing(seed, with: other == seed ? "00" + seed.dropFirst(2) : other),
            lines.replacing("\"kind\":\"assigned\"", with: "\"kind\":\"unassigned\""),
            all.filter { !$0.contains("\"assigned\"") }.joined(separator: "\n"),
            lines.replacing("\"persons\":3", with: "\"persons\":4"),
        ]
        #expect(try rounds.differences(lines) == [])
        for text in changed {
            #expect(text != lines)
            #expect(try !rounds.differences(text).isEmpty)
        }
    }

    @Test(arguments: Engine.underTest)
    func `a household has one time together or none`(engine: Engine) async throws {
        let rounds = try await RoundSample(engine, times: 2)
        let id = try await rounds.announce()
        try await rounds.sample.join(Sample.files[0])
        try await rounds.run(id)
        #expect(try await rounds.offered() == [])
        let file = try await rounds.file(id)
        #expect(file.asked == 1 && file.served == 0 && file.lines.contains("no-length"))
        // It keeps its place.
        let demand = try await rounds.database.read { db in
            try Demand.waiting(of: CaseID(1), in: db)
        }
        #expect(demand != nil)
    }

    @Test(arguments: Engine.underTest)
    func `who has an open offer, a visit, or came after the list closed is not drawn`(
        engine: Engine
    ) async throws {
        let rounds = try await RoundSample(engine, times: 6)
        let id = try await rounds.announce()
        let sample = rounds.sample
        for (file, who) in zip(Sample.files, [ana, yusuf, olena]) {
            try await sample.join(file, by: who)
        }
        let late = file(40, household(1))
        try await sample.join(late, at: closing.adding(seconds: 1))
        try await rounds.database.write { db in
            try OpenDesk(
                desk: DeskID(1), day: roundDay.adding(days: 1), minutes: nine..<nine + 60,
                zone: .utc
            ).perform(in: db)
        }
        let next = Moment(roundDay.adding(days: 1), hour: 9, minute: 0)
        try await sample.offer(Sample.files[1], next, until: next.adding(seconds: -60))
        try await sample.book(Sample.files[2], next.adding(seconds: 1_200), by: olena)
        try await rounds.run(id, at: closing.adding(seconds: 60))
        #expect(try await rounds.file(id).asked == 1)
        let offer = try #require(try await sample.openOffer(Sample.files[0]))
        #expect(offer.because == .round)
        #expect(try await sample.openOffer(Sample.files[1])?.because == .freed)
        #expect(try await sample.openOffer(late) == nil)
    }

    @Test(arguments: Engine.underTest)
    func `a round is drawn once, and not before its list closed`(engine: Engine) async throws {
        let rounds = try await RoundSample(engine, times: 3)
        let id = try await rounds.announce()
        try await rounds.sample.join(Sample.files[1], by: yusuf)
        await #expect(throws: RoundRefusal.notClosed) {
            try await rounds.run(id, at: closing.adding(seconds: -1))
        }
        try await rounds.sample.room.drawRounds(at: closing.adding(seconds: -1))
        #expect(try await rounds.round(id).state == .announced)
        try await rounds.sample.room.drawRounds(at: closing)
        let (round, file) = (try await rounds.round(id), try await rounds.file(id))
        #expect(round.state == .drawn && file.served == 1)
        try await rounds.sample.room.drawRounds(at: closing.adding(seconds: 60))
        await #expect(throws: RoundRefusal.over) { try await rounds.run(id) }
        #expect(try await rounds.file(id).lines == file.lines)
        #expect(try await rounds.round(id).seed == round.seed)
        #expect(
            try await rounds.sample.kinds(2) == ["demand.joined", "offer.made"])
    }

    @Test(arguments: Engine.underTest)
    func `a round that breaks off leaves nothing`(engine: Engine) async throws {
        let rounds = try await RoundSample(engine, times: 3)
        let id = try await rounds.announce()
        try await rounds.sample.join(Sample.files[1], by: yusuf)
        let round = try await rounds.round(id)
        var broken = Sample.asks
        broken.rounds.groups = { _, _ in throw Injected() }
        let within = broken
        await #expect(throws: Injected.self) { try await rounds.run(id, within) }
        await #expect(throws: Injected.self) {
            try await rounds.database.write { db in
                try RunRound(round: round).perform(by: .house, at: closing, in: db, Sample.asks)
                throw Injected()
            }
        }
        let after = try await rounds.round(id)
        #expect(after.state == .announced && after.seed == nil)
        #expect(try await rounds.offered() == [])
        #expect(try await rounds.freeThen(at: closing) == 0)
        let kept = try await rounds.database.read { db in try RoundFile.find(id, in: db) }
        #expect(kept == nil)
        try await rounds.run(id)
        #expect(try await rounds.offered() == [2])
    }

    @Test(arguments: Engine.underTest)
    func `the result hangs on numbers and the secret, not on the order of the list`(
        engine: Engine
    ) async throws {
        let rounds = try await RoundSample(engine, times: 5)
        let id = try await rounds.announce()
        for number in 50..<62 as Range<Int64> {
            try await rounds.sample.join(
                file(number, household(1 + Int(number % 3))), at: later(number))
        }
        let round = try await rounds.round(id)
        let secret = try await rounds.secret(id)
        func lines() async throws -> [String] {
            try await rounds.database.read { db in
                try WorkedRound(round, secret: secret, at: closing, in: db, Sample.asks)
                    .outcome.lines.map(\.canonical)
            }
        }
        let first = try await lines()
        // Whoever was first of the day is last of it now; the numbers stay.
        try await rounds.database.write { db in
            try db.run("UPDATE demand SET since = \(later(1_000)) - (since - \(noon))")
        }
        #expect(try await lines() == first)
        #expect(first.contains { $0.contains("\"assigned\"") })
        #expect(first.contains { $0.contains("passed") })
    }

    @Test(arguments: Engine.underTest)
    func `the times of a round are shown to nobody until it is drawn, cancelled or forgotten`(
        engine: Engine
    ) async throws {
        let rounds = try await RoundSample(engine, times: 3)
        #expect(try await rounds.freeThen() == 3)
        let id = try await rounds.announce()
        #expect(try await rounds.freeThen() == 0)
        await #expect(throws: BookingRefusal.taken) {
            try await rounds.sample.book(
                Sample.files[1], Moment(roundDay, hour: 9, minute: 0), by: yusuf)
        }
        // What opens later is kept too, by the minute.
        try await rounds.database.write { db in
            try OpenDesk(
                desk: DeskID(1), day: roundDay, minutes: nine + 60..<nine + 80, zone: .utc
            ).perform(in: db)
        }
        #expect(try await rounds.freeThen() == 1)
        try await rounds.sample.room.drawRounds(at: later(60))
        #expect(try await rounds.freeThen(at: later(60)) == 0)
        #expect(try await rounds.freeThen(at: closing.adding(seconds: 86_400)) == 4)
        let round = try await rounds.round(id)
        try await rounds.database.write { db in
            try CancelRound(round: round, reason: "No interpreter.")
                .perform(by: carla, at: later(120), in: db)
        }
        #expect(try await rounds.freeThen(at: later(120)) == 4)
        let cancelled = try await rounds.round(id)
        #expect(cancelled.state == .cancelled && cancelled.seed == nil)
        await #expect(throws: RoundRefusal.over) { try await rounds.run(id) }
    }
}

private struct Injected: Error {}
