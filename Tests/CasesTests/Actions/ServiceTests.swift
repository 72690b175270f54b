import Kernel
import LegalTime
import Storage
import TestSupport
import Testing

@testable import Cases

/// The day on which the law takes a letter as received, by each way, and how it comes to that.
@Suite struct ServiceTests {
    private static let letter = LetterID(7)

    private func fact(
        _ what: NoticeFact.What, _ way: NoticeFact.Way, _ on: String, key: String = "letter/7"
    ) -> NoticeFact {
        NoticeFact(
            key: key, way: way, what: what, at: Moment(day(on), hour: 10), detail: "")
    }

    private func services(
        _ facts: [NoticeFact], registered: String? = nil
    ) async throws -> [ServiceDate] {
        let fixture = try await Fixture(.sqlite)
        let kase = try await fixture.file()
        return try fixture.house.services(
            of: Self.letter, facts,
            registered: registered.map { Moment(day($0), hour: 10) }, in: kase)
    }

    @Test func `what was opened in the account counts from that day`() async throws {
        let dates = try await services([
            fact(.sent, .account, "2026-11-02"), fact(.read, .account, "2026-11-06"),
        ])
        #expect(dates.map(\.way) == [.account] && dates.map(\.day) == [day("2026-11-06")])
        #expect(dates[0].steps.map(\.kind) == [.start])
        #expect(!dates[0].isVerified)
    }

    @Test func `a registered letter counts from the third working day, or a later delivery`()
        async throws
    {
        // Friday, 6 November 2026; then 9, 10 and 11 November.
        let presumed = try await services([fact(.dispatched, .letter, "2026-11-06")])
        #expect(presumed.map(\.day) == [day("2026-11-11")])
        #expect(presumed[0].steps.map(\.kind) == [.start, .presumedReceipt])
        #expect(!presumed[0].isVerified)
        let late = try await services([
            fact(.dispatched, .letter, "2026-11-06"), fact(.delivered, .letter, "2026-11-18"),
        ])
        #expect(late.map(\.day) == [day("2026-11-18")])
        let early = try await services([
            fact(.dispatched, .letter, "2026-11-06"), fact(.delivered, .letter, "2026-11-09"),
        ])
        #expect(early.map(\.day) == [day("2026-11-11")], "it takes nothing away from the person")
        let noted = try await services(
            [fact(.sent, .email, "2026-11-05")], registered: "2026-11-06")
        #expect(noted.map(\.day) == [day("2026-11-11")])
    }

    @Test(arguments: [NoticeFact.What.returned, .bounced])
    func `a letter that came back counts as received on no day`(what: NoticeFact.What) async throws
    {
        let dates = try await services([
            fact(.dispatched, .letter, "2026-11-06"), fact(what, .letter, "2026-11-20"),
        ])
        #expect(dates.isEmpty)
    }

    @Test func `a mail, a text message and another letter prove nothing`() async throws {
        let dates = try await services([
            fact(.sent, .email, "2026-11-06"), fact(.sent, .phone, "2026-11-06"),
            fact(.delivered, .phone, "2026-11-06"), fact(.silent, .email, "2026-11-09"),
            fact(.read, .account, "2026-11-06", key: "letter/8"),
        ])
        #expect(dates.isEmpty)
    }

    @Test func `what the office brought counts from that day`() async throws {
        let dates = try await services([fact(.reached, .office, "2026-11-06")])
        #expect(dates.map(\.way) == [.office] && dates.map(\.day) == [day("2026-11-06")])
    }
}
