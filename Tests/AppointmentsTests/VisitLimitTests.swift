import Kernel
import Storage
import TestSupport
import Testing

@testable import Appointments

/// One person holds so many times at an office, and no more.
struct VisitLimitTests {
    @Test(arguments: Engine.underTest)
    func
        `a third visit of one person waits for one to be given back; a time is changed all the same`(
            engine: Engine
        ) async throws
    {
        let sample = try await Sample(engine)
        let mine = [CaseID(1), CaseID(2), CaseID(3)]
        func own(_ number: Int) -> BookableCase {
            BookableCase(
                id: mine[number], reference: Reference(kind: "RF", random: UInt64(number) + 5),
                service: "residence", office: lisbonCentre, people: ["Ana"],
                isOwn: true, others: mine.filter { $0 != mine[number] })
        }
        let first = try await sample.book(own(0), time(0))
        try await sample.book(own(1), time(1))
        await #expect(throws: BookingRefusal.tooManyVisits) {
            try await sample.book(own(2), time(2))
        }
        try await sample.giveBack(first)
        try await sample.book(own(2), time(2))
        // Staff are told of no other files of the person: they book what is needed.
        let atDesk = BookableCase(
            id: mine[0], reference: own(0).reference, service: "residence", office: lisbonCentre,
            people: ["Ana"])
        let again = try await sample.book(atDesk, time(0), by: bruno)
        try await sample.book(own(0), time(3), replacing: again)
        #expect(BookingRefusal.tooManyVisits.values["max"] == String(visitsAtOnceMax))
    }
}
