import Kernel
import TestSupport
import Testing

@testable import Cases

/// The bodies that are asked about a case stand in files, and those hold together with the procedures.
struct ConsultedBodyTests {
    @Test func `each body of the policy is read, with what goes and what it can answer`() throws {
        let policy = try sharedPolicy.get()
        #expect(policy.consultations.map(\.code) == ["consulates", "investor-posts", "ucfe"])
        #expect(policy.bodiesToAsk(about: "renewal").map(\.code) == ["ucfe"])
        #expect(policy.bodiesToAsk(about: "data-request").isEmpty)
        let unit = try #require(policy.body("ucfe"))
        #expect(unit.fields == [.name, .birth, .nationality, .documentNumbers])
        #expect(unit.answer(.objection)?.needsReason == true)
        #expect(unit.answer(.noObjection)?.needsReason == false)
        #expect(!unit.verified, "no source that was read says which data go")
    }

    @Test(arguments: [
        (ucfe, "procedures: [family-reunification", "procedures: [nothing", "no procedure"),
        (ucfe, "clock: consultation", "clock: silence", "has no clock 'silence'"),
        (ucfe, "clock: consultation", "clock: hearing", "does not begin with"),
        (ucfe, "code: objection", "code: no-objection", "no-objection"),
        (ucfe, "reason: optional", "reason: optional\n    step: visa-issued", "has a step"),
        (ucfe, "fields: [name", "fields: [salary", "salary"),
        (consulates, "stage: visa-at-consulate", "stage: nowhere", "no stage 'nowhere'"),
        (consulates, "step: visa-issued", "step: title-ordered", "title-ordered"),
        (consulates, "step: visa-issued", "step: nothing", "no step"),
        (consulates, "code: consulates", "code: ucfe", "two files"),
    ])
    func `what does not hold together does not load, and the check says why`(
        path: String, old: String, new: String, why: String
    ) throws {
        let folder = policy(changing: [path: { $0.replacing(old, with: new, maxReplacements: 1) }])
        #expect(folder.texts[path] != realPolicy.texts[path])
        #expect(throws: (any Error).self) { _ = try Policy(folder) }
        let problems = policyCheck(folder).map(\.description)
        #expect(problems.contains { $0.contains(why) }, "\(problems)")
    }
}

private let ucfe = "consultations/ucfe.yaml"
private let consulates = "consultations/consulates.yaml"
