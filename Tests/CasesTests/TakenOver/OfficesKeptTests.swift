import Formats
import Kernel
import Storage
import TestSupport
import Testing

@testable import Cases

/// A run remembers where rows went, and forgets it again: a file of ever new offices is read like any other.
@Suite struct OfficesKeptTests {
    @Test(arguments: Engine.underTest)
    func `more offices than are kept are each asked for, and none is mixed up`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let count = officesKeptMax + 400
        let rows = (0..<count).map { number -> String in
            let office =
                number % 300 == 0 ? "lisboa-1" : number % 300 == 1 ? "porto" : "nowhere-\(number)"
            return Backlog.row(["number": "MI-\(number)", "office": office])
        }
        let report = try await fixture.take(Backlog.text(rows)).report
        #expect(report.accepted == count / 300 * 2 && report.rejected == count - count / 300 * 2)
        let offices = try await fixture.database.read { db in
            try db.all("SELECT office, COUNT(*) FROM kase GROUP BY office ORDER BY office").map {
                [try $0[0] as Int, try $0[1] as Int]
            }
        }
        #expect(offices.map { $0[1] } == [count / 300, count / 300])
    }
}
