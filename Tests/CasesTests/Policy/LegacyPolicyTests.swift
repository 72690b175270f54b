import Kernel
import LegalTime
import Storage
import Testing

@testable import Cases

/// A procedure of which little is known is a file all the same: what is a gap is said to be one.
@Suite struct LegacyPolicyTests {
    private let family = "procedures/family-reunification.yaml"

    @Test func `the closed route says that its rules are not confirmed`() throws {
        let procedure = try #require(sharedPolicy.get().procedure("legacy-ei"))
        #expect(procedure.whoMayApply.allSatisfy { !$0.verified } && !procedure.guide.isEmpty)
        #expect(procedure.guide.allSatisfy { !$0.verified })
        #expect(procedure.documents.allSatisfy { !$0.verified })
        #expect(procedure.outcomes.flatMap(\.grounds).allSatisfy { !$0.verified })
        let decision = try #require(procedure.clocks.first { $0.name == "decision" })
        // No silence approves, and none opens a court: nobody found what it means here.
        #expect(!decision.isVerified && decision.effect == .none)
        let version = try #require(procedure.versions.first)
        #expect(version.notes.allSatisfy { !$0.verified && !$0.pauseVerified })
    }

    @Test func `a request could be handed in until the route closed and not a day later`() throws {
        let procedure = try #require(sharedPolicy.get().procedure("legacy-ei"))
        #expect(procedure.isOpen(on: day("2024-06-03")) && !procedure.isOpen(on: day("2024-06-04")))
        #expect(procedure.lastDay == day("2024-06-03"))
        let open = try #require(sharedPolicy.get().procedure("family-reunification"))
        #expect(open.isOpen(on: day("2026-11-26")) && open.lastDay == nil)
    }

    @Test func `a procedure without a table of papers loads, asks for none and is sound`() throws {
        let bare = policy(changing: [
            family: { $0.replacing("documentsDecision: family-documents\n", with: "") }
        ])
        #expect(faults(in: bare) == [])
        let read = try readPolicy(bare)
        #expect(read.procedure("family-reunification")?.documentsDecision == nil)
        #expect(read.documents["family-reunification"] == nil)
    }

    @Test func `a misspelt name of the table is no missing table`() {
        let broken = policy(changing: [
            family: { $0.replacing("documentsDecision:", with: "documentDecision:") }
        ])
        #expect(faults(in: broken).contains { $0.description.contains("documentDecision") })
        let wrong = policy(changing: [
            family: {
                $0.replacing("documentsDecision: family-documents", with: "documentsDecision: x")
            }
        ])
        #expect(faults(in: wrong).contains { $0.message.contains("decisions/x.dmn is missing") })
    }

    @Test func `the first person of a file is called as the procedure says`() async throws {
        let fixture = try await Fixture(.sqlite)
        let t = fixture.house.neighbours.translator("en")
        let legacy = try fixture.house.procedure("legacy-ei")
        let family = try fixture.house.procedure("family-reunification")
        #expect(legacy.roleTitle(of: .holder, t) == "Applicant")
        #expect(legacy.roleTitle(of: .child, t) == family.roleTitle(of: .child, t))
        #expect(family.roleTitle(of: .holder, t) == "permit holder")
    }
}
