import Formats
import Kernel
import TestSupport
import Testing

@testable import Cases

/// A form as a procedure's file says it: each rule of the reader, taken and refused, with file, line and key.
@Suite struct FormPolicyTests {
    @Test func `a form of every kind of field is taken as it is written`() throws {
        let folder = withForm(sampleForm)
        #expect(faults(in: folder) == [])
        let form = try #require(readPolicy(folder).procedure("renewal")).form
        #expect(form.sections.map(\.code) == ["work", "employer", "stays", "more"])
        let kinds = form.sections.flatMap { $0.fields.map(\.kind) }
        #expect(Set(kinds) == Set(FieldKind.allCases))
        #expect(form.section("stays")?.repeats == FormRepeats(min: 0, max: 3))
        #expect(form.section("employer")?.when?.text == "works")
        #expect(form.section("work")?.fields.map(\.isRequired) == [true, false])
        #expect(form.section("work")?.fields.map(\.prefill) == [nil, .lastAnswer])
    }

    @Test(arguments: [
        ("when: works\n", "if: works\n", "this key is not known"),
        ("when: works\n", "when: hours > 3\n", "hours"),
        ("when: works\n", "when: mail = \"a\"\n", "mail"),
        ("when: works\n", "when: weather\n", "weather"),
        ("when: works\n", "when: home = null\n", "home"),
        ("when: works\n", "when: works and\n", "sections before this one"),
        ("when: works\n", "when: familySize\n", "neither true nor false"),
        ("when: stays > 1", "when: land-1 = \"BR\"", "land"),
        ("code: firm", "code: works", "'works' stands here twice"),
        ("code: more", "code: works", "'works' stands here twice"),
        ("code: firm", "code: age", "fact of the household"),
        ("code: firm", "code: Firm", "'Firm' is no name"),
        ("code: firm", "code: firm-name", "'firm-name' is no name"),
        ("type: phone", "type: telephone", "'telephone' is not known"),
        ("type: choice", "type: text", "only a choice has options"),
        ("type: phone", "type: choice", "a choice needs 'options'"),
        ("          - {code: job, title: {pt: Emprego, en: Job}}\n", "", "2 to 40 options"),
        ("code: job", "code: study", "'study' stands here twice"),
        ("type: phone", "type: phone, max: 9", "has no limit 'max'"),
        ("type: day, from: 2000-01-01", "type: day, min: 3", "has no limit 'min'"),
        ("from: 2000-01-01", "from: yesterday", "'yesterday' is no day"),
        ("min: 1, max: 60", "min: 61, max: 60", "'min' is above 'max'"),
        ("max: 20", "max: 0", "1 to 4000 characters"),
        ("digits: 9", "digits: 3", "5 to 24 digits"),
        ("prefill: lastAnswer", "prefill: birth", "no answer of the type address"),
        ("prefill: lastAnswer", "prefill: guess", "'guess' is not known"),
        ("{min: 0, max: 3}", "{min: 0, max: 0}", "min and max are 0 to 12"),
        ("{min: 0, max: 3}", "{min: 4, max: 3}", "min and max are 0 to 12"),
        ("sources: [design]", "sources: [hearsay]", "no source 'hearsay'"),
        ("type: yesNo, required: true", "type: yesNo, required: maybe", "neither true nor false"),
    ])
    func `a slip in a form is named with file and line`(
        old: String, new: String, says: String
    ) throws {
        #expect(sampleForm.contains(old), "the form has no \(old)")
        do {
            _ = try readForm(sampleForm.replacing(old, with: new, maxReplacements: 1))
            Issue.record("taken: \(new)")
        } catch let error as FormatError {
            #expect(error.file == "form.yaml" && error.line ?? 0 > 1, "\(error)")
            #expect(error.field?.hasPrefix("form") ?? false, "\(error)")
            #expect(error.message.contains(says), "\(error)")
        }
    }

    @Test func `a condition on a later section is found where the whole policy is checked`() throws
    {
        let broken = withForm(sampleForm.replacing("when: works\n", with: "when: why = \"job\"\n"))
        let problem = try #require(faults(in: broken).first)
        #expect(problem.file == "procedures/renewal.yaml" && problem.line ?? 0 > 1, "\(problem)")
        #expect(problem.field == "form[1].when", "\(problem)")
        #expect(throws: (any Error).self) { try readPolicy(broken) }
    }

    @Test func `no field stands twice in one procedure, and nothing of a real form is required`()
        throws
    {
        let forms = try sharedPolicy.get().procedures.filter { !$0.form.isEmpty }
        #expect(Set(forms.map(\.code)).isSuperset(of: ["residence-permit", "renewal", "cplp"]))
        for procedure in forms {
            let fields = procedure.form.sections.flatMap(\.fields)
            // No source that was read makes filing depend on an answer.
            #expect(fields.allSatisfy { !$0.isRequired }, "\(procedure.code)")
            #expect(procedure.form.sections.allSatisfy { !$0.why.verified }, "\(procedure.code)")
        }
    }
}
