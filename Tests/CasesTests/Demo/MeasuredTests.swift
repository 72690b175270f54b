import Kernel
import Storage
import TestSupport
import Testing

@testable import Cases

/// What is measured is a whole case: the same stages with a store and without, and a journal that holds.
@Suite struct MeasuredTests {
    private static let short = [
        "submitted", "in-analysis", "fee-due", "fee", "biometrics",
    ]
    private static let long = [
        "submitted", "in-analysis", "correction-requested", "in-analysis", "fee-due", "fee",
        "biometrics",
    ]

    @Test(arguments: Engine.underTest)
    func `a measured file goes through six stages, in the store as in memory`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        for (number, stages) in [(0, MeasuredTests.long), (1, MeasuredTests.short)] {
            let course = MeasuredCourse(number)
            #expect(try await fixture.cases.play(course, filedAt: after(-90)) == stages)
            #expect(try fixture.cases.fold(course, filedAt: after(-90)) == stages)
        }
        #expect(Set(MeasuredTests.long).count == 6)
        #expect(try await fixture.count("letter") >= 5)
        #expect(try await fixture.differences().isEmpty)
        #expect(try await fixture.database.read { db in try db.verifyJournal().isSound })
    }
}
