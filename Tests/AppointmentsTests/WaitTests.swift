import Kernel
import Storage
import TestSupport
import Testing

@testable import Appointments

/// How long visits waited, for the board of quality.
@Suite struct WaitTests {
    @Test(arguments: Engine.underTest)
    func `a visit waited from its booking, and one that was cancelled did not`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine, desks: 2)
        let early = noon.adding(seconds: -9 * 86_400)
        try await sample.book(Sample.files[0], time(0), at: early)
        let gone = try await sample.book(Sample.files[1], time(4), by: yusuf)
        try await sample.giveBack(gone)
        try await sample.book(Sample.files[2], time(6), by: olena)
        func waits(_ from: Moment, _ to: Moment) async throws -> [LocationID: OfficeWaits] {
            try await sample.database.read { db in
                try sample.room.waits(within: from..<to, in: db)
            }
        }
        let found = try await waits(noon, time(9))
        // Nine days and twenty-one hours; twenty-three hours.
        #expect(found[lisbonCentre]?.days.sorted() == [0, 9])
        #expect(found.count == 1 && found[lisbonCentre]?.isDemo == false)
        #expect(try await waits(noon, time(0)).isEmpty)
        #expect(try await waits(time(1), time(6)).isEmpty)
        #expect(try await waits(time(6), time(7))[lisbonCentre]?.days == [0])
    }
}
