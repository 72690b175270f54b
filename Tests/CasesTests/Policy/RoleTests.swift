import Foundation
import LegalTime
import TestSupport
import Testing

@testable import Cases

/// The words of a procedure's file that the engine knows mean what it takes them for.
struct RoleTests {
    private static let path = "procedures/renewal.yaml"

    @Test func `every shipped procedure uses them so`() throws {
        #expect(policyCheck(realPolicy).isEmpty)
        for procedure in try sharedPolicy.get().procedures {
            #expect(procedure.clocks.contains { $0.name == ClockRole.decision.rawValue })
        }
    }

    @Test(arguments: [
        ("starts: documents.requested", "starts: case.filed", "begins with documents.requested"),
        ("met_by: hearing.answered", "met_by: case.decided", "is met by hearing.answered"),
        ("fee-paid", "fee-settled", "needs the step 'fee-paid'"),
    ])
    func `a word that is used otherwise is found, with its file`(
        old: String, new: String, why: String
    ) {
        let broken = policy(changing: [Self.path: { $0.replacing(old, with: new) }])
        let problems = policyCheck(broken)
        let isFound = problems.contains { $0.file == Self.path && $0.message.contains(why) }
        #expect(isFound, "\(problems)")
    }

    @Test func `a clock that binds another than its word says is found`() {
        let broken = policy(changing: [
            Self.path: { text in
                guard let start = text.range(of: "  - name: correction"),
                    let owner = text[start.upperBound...].range(of: "whose: person")
                else { return text }
                return text.replacingCharacters(in: owner, with: "whose: state")
            }
        ])
        #expect(policyCheck(broken).contains { $0.message.contains("is the person's") })
    }
}
