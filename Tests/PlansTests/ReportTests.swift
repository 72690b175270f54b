import Kernel
import Storage
import TestSupport
import Testing

@testable import Plans

@Suite struct ReportTests {
    @Test(arguments: Engine.underTest)
    func `done without evidence is refused, with evidence it waits for approval`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine)
        await #expect(throws: ReportRefusal.needsEvidence) {
            try await sample.report("M-e", .output, text: "all done")
        }
        #expect(try await sample.standing("M-e").status == .unreported)
        let id = try await sample.report("M-e", .output, proof: "https://example.org/report")
        #expect(try await sample.standing("M-e").status == .unreported)
        try await sample.decide(id, true)
        let standing = try await sample.standing("M-e")
        #expect(standing.status == .delivered)
        let report = try #require(try await sample.reports("M-e").first)
        #expect(report.text.proofs == [Proof(kind: .link, content: "https://example.org/report")])
        let lines = try await sample.database.read { db in
            try db.journal(of: "measure/\(report.node)")
        }
        #expect(lines.map(\.kind) == ["measure.reported", "measure.report.validated"])
    }

    @Test(arguments: Engine.underTest)
    func `an approval keeps the values that were seen, and none of what has changed since`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine)
        let id = try await sample.report("M-e", .output, text: "Two centres", proof: "Paper 7")
        await #expect(throws: ReportRefusal.changedSince) {
            try await sample.decide(id, true, digest: "of another page")
        }
        try await sample.decide(id, true)
        let steps = try #require(try await sample.reports("M-e").first?.steps)
        #expect(steps.map(\.act) == ["submitted", "validated"])
        let last = try #require(steps.last)
        #expect(last.account == ivo.account)
        #expect(last.seen.contains("text=Two centres\n") && last.seen.contains("document=Paper 7"))
        #expect(last.digest == fingerprint(Array(last.seen.utf8)))
    }

    @Test func `nobody approves their own report, and a locked one is decided once`() async throws {
        let sample = try await Sample(.sqlite)
        let own = try await sample.report("M-e", .output, proof: "Paper 7", by: ivo)
        await #expect(throws: ReportRefusal.ownReport) { try await sample.decide(own, true) }
        let id = try await sample.report("M-a", .started, approvedBy: ivo)
        await #expect(throws: ReportRefusal.locked) { try await sample.decide(id, false) }
        await #expect(throws: Refused.notFound) {
            try await sample.decide(own, true, by: helena)
        }
    }

    @Test func `what is sent back goes on where it stopped`() async throws {
        let sample = try await Sample(.sqlite)
        let id = try await sample.report("M-a", .output, proof: "Paper 7")
        await #expect(throws: Refused.self) { try await sample.decide(id, false) }
        try await sample.decide(id, false, words: "Which paper?")
        #expect(try await sample.reports("M-a").first?.state == .returned)
        let again = try await sample.report("M-a", .output, proof: "Paper 7 of 3 May")
        #expect(again == id)
        #expect(
            try await sample.reports("M-a").first?.steps.map(\.act) == [
                "submitted", "returned", "submitted",
            ])
        #expect(try await sample.reports("M-a").count == 1)
    }

    @Test(arguments: Engine.underTest)
    func `a review is independent, and of something that is done`(engine: Engine) async throws {
        let sample = try await Sample(engine)
        func review(_ person: Principal, _ proof: String = "Visit of 3 May") async throws {
            let node = try await sample.node("M-e")
            try await sample.database.write { db in
                try ReviewMeasure(node: node.id, text: "Seen", proof: Proof(proof))
                    .perform(by: person, at: noon, in: db)
            }
        }
        await #expect(throws: ReportRefusal.nothingToReview) { try await review(joana) }
        try await sample.report("M-e", .started, approvedBy: ivo)
        await #expect(throws: ReportRefusal.nothingToReview) { try await review(joana) }
        try await sample.report(
            "M-e", .output, proof: "Paper 7", approvedBy: ivo, at: noon)
        await #expect(throws: ReportRefusal.notIndependent) { try await review(ivo) }
        await #expect(throws: Refused.notFound) { try await review(helena) }
        await #expect(throws: ReportRefusal.needsEvidence) { try await review(joana, "") }
        try await review(joana)
        #expect(try await sample.standing("M-e").status == .reviewed)
    }

    @Test func `giving up needs a reason, and only those responsible report`() async throws {
        let sample = try await Sample(.sqlite)
        await #expect(throws: ReportRefusal.reasonMissing) {
            try await sample.report("M-a", .discontinued)
        }
        await #expect(throws: ReportRefusal.noClaim) { try await sample.report("M-a", nil) }
        await #expect(throws: ReportRefusal.noClaim) {
            try await sample.report("M-a", .review, proof: "Paper 7")
        }
        for person in everybody where !person.has(.coordinator) && !person.has(.focalPoint) {
            await #expect(throws: Refused.notFound) {
                try await sample.report("M-a", .started, by: person)
            }
        }
        #expect(try await sample.standing("M-a").status == .unreported)
    }

    @Test func `what changed for people is shown after what was made, against a baseline`()
        async throws
    {
        let sample = try await Sample(.sqlite)
        try await sample.invented()
        await #expect(throws: ReportRefusal.needsOutput) {
            try await sample.report("A1", .outcome, proof: "Survey", plan: "trial")
        }
        try await sample.report("A1", .output, proof: "P", approvedBy: ivo, plan: "trial")
        try await sample.report("A1", .outcome, proof: "S", approvedBy: ivo, plan: "trial")
        #expect(try await sample.standing("A1", plan: "trial").status == .effective)
        try await sample.report("A2", .output, proof: "P", approvedBy: ivo, plan: "trial")
        await #expect(throws: ReportRefusal.needsBaseline) {
            try await sample.report("A2", .outcome, proof: "Survey", plan: "trial")
        }
    }

    @Test(arguments: Engine.underTest)
    func `an erratum keeps the old value visible and never makes a claim larger`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine)
        let id = try await sample.report("M-e", .output, proof: "Paper 7")
        func correct(
            _ field: String, _ becomes: String, by person: Principal = ivo
        ) async throws {
            try await sample.database.write { db in
                try CorrectReport(report: id, field: field, becomes: becomes, why: "An error")
                    .perform(by: person, at: noon, in: db)
            }
        }
        await #expect(throws: ReportRefusal.notLocked) { try await correct("text", "x") }
        try await sample.decide(id, true)
        await #expect(throws: ReportRefusal.noClaim) { try await correct("claim", "outcome") }
        await #expect(throws: Refused.notFound) { try await correct("text", "x", by: joana) }
        try await correct("claim", "started")
        await #expect(throws: ReportRefusal.sameAgain) { try await correct("claim", "started") }
        let report = try #require(try await sample.reports("M-e").first)
        #expect(report.text.claim == .output && report.now.claim == .started)
        let erratum = try #require(report.errata.first)
        #expect(erratum.was == "output" && erratum.becomes == "started")
        #expect(erratum.seal.count == 64)
        #expect(try await sample.standing("M-e").status == .started)
    }

    @Test(arguments: Engine.underTest)
    func `three voices stand side by side, and divergence must be answered`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine)
        try await sample.invented()
        try await sample.know("Body One", 101)
        try await sample.know("Town of Trial", 102)
        let town = focal("Rosa", 41, 102)
        try await sample.report("A1", .output, proof: "P", approvedBy: ivo, plan: "trial")
        let other = try await sample.report("A1", .notStarted, by: town, plan: "trial")
        var voices = Voices(try await sample.reports("A1", plan: "trial"))
        #expect(voices.newest.map(\.voice) == [.lead, .municipality])
        #expect(voices.unanswered.map(\.id) == [other])
        #expect(try await sample.standing("A1", plan: "trial").status == .delivered)
        func answer(_ person: Principal) async throws {
            try await sample.database.write { db in
                try AnswerVoice(report: other, words: "The town was told in May.")
                    .perform(by: person, at: noon, in: db)
            }
        }
        await #expect(throws: Refused.notFound) { try await answer(town) }
        try await answer(helena)
        voices = Voices(try await sample.reports("A1", plan: "trial"))
        #expect(voices.unanswered.isEmpty && voices.diverging.map(\.id) == [other])
        await #expect(throws: Refused.notFound) {
            try await sample.report("A1", .started, by: focal("Nobody", 42, 199), plan: "trial")
        }
    }
}

/// A focal point of an organisation.
func focal(_ name: String, _ account: Int64, _ organisation: Int64) -> Principal {
    let duty = Duty(
        role: .focalPoint, organisation: OrganisationID(organisation), location: nil, purpose: .plan
    )
    return Principal(account: AccountID(account), person: nil, name: name, duties: [duty])
}

extension Sample {
    /// Says of which organisation a body is, and where its mail goes.
    func know(_ body: String, _ organisation: Int64, mail: String = "") async throws {
        try await database.write { db in
            _ = try db.run(
                "UPDATE plan_actor SET organisation = \(organisation), mail = \(mail) WHERE name = \(body)"
            )
        }
    }
}
