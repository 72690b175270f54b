import Kernel
import TestSupport
import Testing

@testable import Cases

/// Stages and steps as a procedure's file says them: what is wrong is named with its line, what is right holds as told.
@Suite struct StageTests {
    @Test(arguments: [
        (
            "    clock: decision\n  - code: in-analysis",
            "    clock: decision\n    when: begun\n  - code: in-analysis",
            "the first stage is where every case begins"
        ),
        ("    when: begun\n", "", "say 'when' a case stands here"),
        ("    when: begun\n", "    when: weather\n", "weather"),
        ("    when: begun\n", "    when: visits\n", "neither true nor false"),
        ("    when: begun\n", "    when: begun and\n", "begun"),
        ("    clock: payment\n", "    clock: patience\n", "no clock 'patience'"),
        ("    from: [production]\n", "    from: [printing]\n", "no stage 'printing'"),
        ("    by: person\n", "    by: anybody\n", "anybody"),
        (
            "    starts: step.title-ordered\n", "    starts: step.title-dreamt\n",
            "'step.title-dreamt', which is no step here"
        ),
        (
            "{by: step.receipt-renewed,", "{by: step.receipt-dreamt,",
            "'step.receipt-dreamt', which is no step here"
        ),
        (
            "    when: 'list contains(steps, \"address-checked\") or list contains(steps, \"address-given\")'\n",
            "",
            "'when' and 'otherwise' go together"
        ),
        (
            "    reopens: [title-returned, title-missing]\n", "    reopens: [dreams]\n",
            "no step 'dreams'"
        ),
        ("    visit: true\n", "    visit: true\n    per: member\n", "for all people at once"),
        ("    visit: true\n", "    per: village\n", "'village' is not known"),
        ("undo: {minutes: 30,", "undo: {minutes: 0,", "write 1 to 1440 minutes"),
        ("undo: {minutes: 30,", "undo: {hours: 3, minutes: 30,", "hours"),
    ])
    func `a slip in a file is named with file and line`(
        old: String, new: String, says: String
    ) throws {
        let text = try #require(realPolicy.texts[renewalFile])
        #expect(text.contains(old), "the file has no \(old)")
        let broken = policy(changing: [
            renewalFile: { $0.replacing(old, with: new, maxReplacements: 1) }
        ])
        let problem = try #require(faults(in: broken).first { $0.file == renewalFile })
        #expect(problem.description.contains(says), "\(problem)")
        #expect(problem.line ?? 0 > 1, "\(problem)")
        #expect(throws: (any Error).self) { try readPolicy(broken) }
    }

    @Test func `conditions hold as they are told`() throws {
        var kase = try PureCase("residence-permit")
        func stands(_ code: String, _ turn: Turn) throws {
            let standing = try kase.standing()
            #expect(standing.stage.code == code && standing.turn == turn, "\(kase.done)")
        }
        try stands("submitted", .state)
        kase.perform(.visit)
        try stands("in-analysis", .state)
        kase.perform(.ask)
        try stands("correction-requested", .person)
        kase.perform(.receive)
        try stands("in-analysis", .state)
        kase.perform(.propose("refused"))
        // No time runs against somebody whom the draft has not reached.
        try stands("hearing", .state)
        kase.perform(.reach)
        try stands("hearing", .person)
        kase.perform(.answerHearing)
        try stands("in-analysis", .state)
        var refused = kase
        refused.perform(.decide("refused"))
        #expect(try refused.standing().stage.code == "decided")
        #expect(try refused.standing().turn == .none)
        kase.perform(.decide("granted"))
        try stands("fee-due", .state)
        kase.perform(.step("fee-asked"))
        try stands("fee", .person)
    }

    @Test func `a step is offered where it belongs, and closed while something is missing`()
        throws
    {
        var kase = try PureCase("residence-permit")
        func offers() throws -> [String: Bool] {
            let offers = try kase.procedure.offers(kase.history)
            return Dictionary(uniqueKeysWithValues: offers.map { ($0.rule.code, $0.isOpen) })
        }
        // No source says when the fee is asked for: it may be before the decision.
        #expect(
            try offers() == ["fee-asked": true, "order-to-decide-noted": true, "withdrawn": true])
        for act in [PureAct.decide("granted"), .step("fee-waived"), .step("biometrics-taken")] {
            kase.perform(act)
        }
        #expect(
            try offers() == [
                "address-checked": true, "address-given": true, "title-ordered": false,
            ])
        #expect(try kase.refusal(.step("title-ordered")) == .stepNotNow)
        kase.perform(.step("address-checked"))
        #expect(try offers() == ["address-given": true, "title-ordered": true])
        #expect(try kase.refusal(.step("address-checked")) == .stepDone)
    }

    @Test(arguments: ["residence-permit", "renewal", "cplp"])
    func `whoever asks alone is asked for papers by age, and each paper is known`(
        code: String
    ) throws {
        let policy = try sharedPolicy.get()
        let (procedure, table) = (
            try #require(policy.procedure(code)), try #require(policy.documents[code])
        )
        func papers(_ age: Int) throws -> [String] {
            try table.documents(
                for: DocumentQuestion(
                    relation: .holder, age: age, holderIsRefugee: false, isInPortugal: true),
                at: noon)
        }
        #expect(try papers(15).count < papers(16).count)
        #expect(try papers(16) == papers(80))
        #expect(try Set(papers(16)) == Set(procedure.documents.map(\.code)))
        // Nothing of these laws was read in the text in force.
        #expect(procedure.documents.allSatisfy { !$0.verified })
        #expect(procedure.outcomes.flatMap(\.grounds).allSatisfy { !$0.verified })
    }
}

private let renewalFile = "procedures/renewal.yaml"
