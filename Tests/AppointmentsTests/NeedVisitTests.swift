import Kernel
import Storage
import TestSupport
import Testing

@testable import Appointments

/// Who comes onto the list without asking, and what a held time means for the day's queue.
@Suite struct NeedVisitTests {
    private let first = file(11, ["A"])
    private let third = file(13, ["C"])
    private let pair = file(14, ["D", "E"])

    @Test(arguments: Engine.underTest)
    func `where nothing is free a file that needs a visit waits, and is told once`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine, times: 1)
        try await sample.book(file(1, ["X"]), time(0))
        let told = Told()
        var asks = told.asks
        let files = [first, pair]
        asks.needing = { id, _ in files.first { $0.id == id } }
        let room = Appointments(database: sample.database, asks: asks)
        for file in [first, pair, first, third] {
            try await sample.database.write { db in
                try room.needsVisit(file.id, in: db, at: later(60))
            }
        }
        #expect(told.listed.map(\.kase) == [first.id, pair.id])
        #expect(told.listed.allSatisfy { $0.reason == nil })
        #expect(try await sample.demand(first)?.hours == .any)
        // Nobody asked for the third.
        #expect(try await sample.demand(third) == nil)
    }

    @Test(arguments: Engine.underTest)
    func `where a time is free, or no desk serves it, a file that needs a visit waits for nothing`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine, times: 1)
        let one = first
        let elsewhere = BookableCase(
            id: CaseID(15), reference: one.reference, service: "nobody-serves", office: one.office,
            people: ["F"])
        for file in [one, elsewhere] {
            try await sample.database.write { db in
                try NeedVisit(file: file).perform(at: noon, in: db, Sample.asks)
            }
            #expect(try await sample.demand(file) == nil)
        }
    }

    @Test(arguments: Engine.underTest)
    func `a walk-in gets no minute that is held for somebody's answer`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine, times: 2)
        let early = Moment(tomorrow, hour: 1)
        func places() async throws -> Int {
            try await sample.database.read { db in
                let queue = try OfficeQueue(
                    lisbonCentre, .utc, try queueRules(), at: early, in: db)
                return queue.walkIns("residence", minutesEach: 20).places
            }
        }
        #expect(try await places() == 2)
        try await sample.offer(first, time(0), until: Moment(tomorrow, hour: 3), at: early)
        #expect(try await places() == 1)
    }
}
