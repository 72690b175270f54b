import Kernel
import Storage
import TestSupport
import Testing

@testable import Plans

@Suite struct ReportTests {
    @Test(arguments: Engine.underTest)
    func `done without evidence is refused, with evidence it is a claim`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine)
        await #expect(throws: ReportRefusal.doneNeedsEvidence) {
            try await sample.report("M-e", .doneClaimed, text: "all done")
        }
        #expect(try await sample.measure("M-e").status == .notReported)
        try await sample.report("M-e", .doneClaimed, evidence: "https://example.org/report")
        let measure = try await sample.measure("M-e")
        #expect(measure.status == .doneClaimed)
        let evidence = try await sample.database.read { db in try measure.evidence(in: db) }
        #expect(
            evidence.values.flatMap(\.self) == [
                Evidence(kind: .link, content: "https://example.org/report")
            ])
        let lines = try await sample.database.read { db in
            try db.journal(of: "measure/\(measure.id)")
        }
        #expect(lines.map(\.kind) == ["measure.reported"])
        #expect(lines.first?.fields["status"] == "done-claimed")
    }

    @Test func `a review is made by the coordinator, of a claim, and not of one's own`()
        async throws
    {
        let sample = try await Sample(.sqlite)
        await #expect(throws: ReportRefusal.nothingToReview) {
            try await sample.report("M-e", .doneReviewed, by: ivo)
        }
        try await sample.report("M-e", .doneClaimed, evidence: "the paper of 3 May", by: ivo)
        await #expect(throws: ReportRefusal.reviewByTheSame) {
            try await sample.report("M-e", .doneReviewed, by: ivo, at: noon.adding(seconds: 1))
        }
        try await sample.report(
            "M-e", .doneClaimed, evidence: "the paper", by: helena, at: noon.adding(seconds: 2))
        await #expect(throws: ReportRefusal.reviewByCoordinator) {
            try await sample.report("M-e", .doneReviewed, by: helena, at: noon.adding(seconds: 3))
        }
        try await sample.report("M-e", .doneReviewed, by: ivo, at: noon.adding(seconds: 4))
        #expect(try await sample.measure("M-e").status == .doneReviewed)
    }

    @Test func `giving up needs a reason, and only those responsible report`() async throws {
        let sample = try await Sample(.sqlite)
        await #expect(throws: ReportRefusal.reasonMissing) {
            try await sample.report("M-a", .dropped)
        }
        await #expect(throws: ReportRefusal.notADeed) {
            try await sample.report("M-a", .notReported)
        }
        for person in everybody where !person.has(.coordinator) && !person.has(.focalPoint) {
            await #expect(throws: Refused.notFound) {
                try await sample.report("M-a", .started, by: person)
            }
        }
        await #expect(throws: Refused.notFound) { try await sample.report("ghost", .started) }
        #expect(try await sample.measure("M-a").status == .notReported)
    }

    @Test func `no path makes started count as done`() {
        let last = MeasureReport(
            id: ID(1), status: .started, text: "", account: helena.account, role: "focal-point",
            at: noon)
        for person in everybody {
            let refusal = MeasureStatus.doneReviewed.refusal(
                text: "x", evidence: Evidence("x"), last: last, by: person)
            #expect(refusal != nil)
        }
        #expect(
            MeasureStatus.doneClaimed.refusal(text: "x", evidence: nil, last: last, by: helena)
                != nil)
    }
}
