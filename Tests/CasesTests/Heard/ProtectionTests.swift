import Decisions
import Figures
import Kernel
import LegalTime
import Storage
import TestSupport
import Testing

@testable import Cases

/// International and temporary protection as their files make them; every sequence of acts is tried in `SequenceTests`.
@Suite struct ProtectionTests {
    @Test func `what is owed from the first moment runs beside the decision, until it is done`()
        throws
    {
        var kase = try PureCase(protectionCode)
        func open() throws -> [String] { try kase.clocks.open(of: kase.history).map(\.clock) }
        #expect(
            try open() == ["admissibility", "cpr", "decision", "reception", "rights", "unhcr"])
        for step in ["rights-given", "unhcr-told", "cpr-told", "place-offered"] {
            #expect(try kase.refusal(.step(step)) == nil, "\(step)")
            kase.perform(.step(step))
        }
        #expect(try open() == ["admissibility", "decision"])
        #expect(try kase.refusal(.step("rights-given")) == .stepDone)
        kase.perform(.step("admitted"))
        #expect(try open() == ["decision"] && kase.standing().stage.code == "admitted")
    }

    /// The next working day after Monday 23 November 2026.
    @Test func `a child alone waits for a guardian, and nobody else does`() throws {
        var kase = try PureCase(protectionCode)
        #expect(try kase.refusal(.step("guardian-named")) == .stepNotNow)
        kase.perform(.step("minor-alone"))
        let clock = try kase.clocks.clock("guardian", of: kase.history)
        #expect(clock?.derivation.end == day("2026-11-24") && clock?.isVerified == false)
        #expect(try kase.clocks.open(of: kase.history).contains { $0.clock == "guardian" })
        kase.perform(.step("guardian-named"))
        #expect(try !kase.clocks.open(of: kase.history).contains { $0.clock == "guardian" })
    }

    @Test func `a reception place is offered, accepted or refused, left, and offered again`()
        throws
    {
        var kase = try PureCase(protectionCode)
        for early in ["place-accepted", "place-refused", "place-left"] {
            #expect(try kase.refusal(.step(early)) == .stepNotNow, "\(early)")
        }
        kase.perform(.step("place-offered"))
        var refused = kase
        refused.perform(.step("place-refused"))
        #expect(try refused.refusal(.step("place-accepted")) == .stepNotNow)
        kase.perform(.step("place-accepted"))
        #expect(try kase.refusal(.step("place-refused")) == .stepNotNow)
        func again(_ kase: PureCase) throws -> Bool {
            try kase.clocks.open(of: kase.history).contains { $0.clock == "reception-again" }
        }
        #expect(try !again(kase))
        kase.perform(.step("place-left"))
        #expect(try again(kase))
        kase.perform(.step("place-offered"))
        #expect(try !again(kase))
        for step in ["place-accepted", "place-left"] {
            #expect(try kase.refusal(.step(step)) == (step == "place-left" ? .stepNotNow : nil))
        }
    }

    /// Six months after 23 November 2026 is 23 May 2027, a Sunday; nine are 23 August, a Monday.
    @Test func `a complex case takes three months more, once it was admitted`() throws {
        var kase = try PureCase(protectionCode)
        func end() throws -> Day? {
            try kase.clocks.clock("decision", of: kase.history)?.derivation.end
        }
        #expect(try end() == day("2027-05-24"))
        #expect(try kase.refusal(.step("complex")) == .stepNotNow)
        kase.perform(.step("admitted"))
        kase.perform(.step("complex"))
        #expect(try end() == day("2027-08-23"))
        #expect(try kase.refusal(.step("complex")) == .stepDone)
    }

    @Test func `nothing is decided before the statements, which stand for a hearing`() throws {
        let kase = try PureCase(protectionCode)
        let outcomes = kase.procedure.outcomes
        #expect(outcomes.count == 4)
        for outcome in outcomes {
            for days in [0, 30, 400] {
                var later = kase
                later.wait(days: days)
                #expect(try later.refusal(.decide(outcome.code)) == .outcomeNotYet)
            }
            #expect(try kase.refusal(.propose(outcome.code)) != nil, "\(outcome.code)")
        }
        var heard = kase
        heard.perform(.step("statements-taken"))
        var admitted = heard
        admitted.perform(.step("admitted"))
        for outcome in outcomes {
            let isEarly = outcome.code == "inadmissible"
            let early = try heard.refusal(.decide(outcome.code))
            let late = try admitted.refusal(.decide(outcome.code))
            #expect(early == (isEarly ? nil : .outcomeNotYet), "\(outcome.code)")
            #expect(late == (isEarly ? .outcomeNotYet : nil), "\(outcome.code)")
        }
        // Whatever is no grant says what stood for the hearing, and names no period that nobody knows.
        for outcome in outcomes where !outcome.needsPapers {
            #expect(outcome.heardBy?.verified == false && outcome.isPeriodUnknown)
            #expect(!outcome.hearing && outcome.when != nil)
        }
    }

    @Test func `protection ends the proceedings for irregular entry before the file is over`()
        throws
    {
        var kase = try PureCase(protectionCode)
        for act in [
            PureAct.step("statements-taken"), .step("admitted"), .decide("subsidiary-protection"),
        ] {
            kase.perform(act)
        }
        #expect(try kase.standing().stage.code == "proceedings")
        #expect(try kase.clocks.open(of: kase.history).map(\.clock) == ["proceedings"])
        kase.perform(.step("proceedings-dropped"))
        #expect(try kase.standing().turn == .none)
        #expect(try kase.clocks.open(of: kase.history).isEmpty)
    }

    @Test func `temporary protection is looked at again until somebody notes its end`() throws {
        var kase = try PureCase("temporary-protection")
        #expect(try kase.refusal(.step("title-issued")) == .stepNotNow)
        #expect(try kase.refusal(.decide("refused")) == .notHeard)
        kase.perform(.decide("granted"))
        kase.perform(.step("title-issued"))
        #expect(try kase.standing().stage.code == "protected" && kase.standing().turn == .state)
        #expect(try kase.standing().clock == "title-review")
        #expect(try kase.refusal(.step("title-issued")) == nil)
        kase.perform(.step("protection-ended"))
        #expect(try kase.standing().turn == .none)
        #expect(try kase.refusal(.step("title-issued")) == .stepNotNow)
        #expect(try kase.clocks.open(of: kase.history).isEmpty)
    }

    @Test func `nothing that is told of protection is called confirmed`() throws {
        for code in [protectionCode, "temporary-protection"] {
            let procedure = try #require(sharedPolicy.get().procedure(code))
            #expect(procedure.concern == .protection && procedure.family.isNone)
            let told = procedure.whoMayApply + procedure.guide
            #expect(!told.isEmpty && told.allSatisfy { !$0.verified })
            #expect(procedure.outcomes.flatMap(\.grounds).allSatisfy { !$0.verified })
            let papers = procedure.steps.compactMap(\.letter)
            #expect(!papers.isEmpty && papers.flatMap(\.says).allSatisfy { !$0.verified })
            // The period of a certificate was read in the law, and is of every procedure.
            let sure = procedure.clocks.filter(\.isVerified).map(\.name)
            #expect(sure == ["certificate"], "\(code)")
            #expect(procedure.clocks.allSatisfy { $0.effect == .none })
        }
        let asylum = try #require(sharedPolicy.get().procedure(protectionCode))
        #expect(asylum.needToKnow && asylum.bodies.allSatisfy { !$0.duty.verified })
        #expect(asylum.version(inForceOn: day("2026-06-11"))?.name == "law-27-2008")
        #expect(asylum.version(inForceOn: day("2026-06-12"))?.name == "pact-2026")
        for name in ["admissibility", "decision"] {
            let since = try #require(asylum.clocks.rule(name, on: day("2026-06-12")))
            #expect(since.source.hasPrefix("GAP:"), "\(name)")
        }
    }

    /// Two lines of the paper stand in no table: the permit after admission, and what was read nowhere.
    @Test func `the paper of rights says what the decision table says, by the same articles`()
        throws
    {
        let policy = try sharedPolicy.get()
        let answer = try policy.decisions.ask(
            "protection-route", "follows",
            ["seeksProtection": true, "groupProtected": false, "age": 34, "isAlone": false])
        let told = answer.explanation.filter { $0.decision == "follows" }.flatMap(\.rules)
            .map { answer.reason(of: $0) }
        let says = try #require(policy.procedure(protectionCode)?.letter(.rights)).says
        #expect(told.count == 7 && says.count == told.count + 2)
        for reason in told {
            let rule = try #require(says.first { $0.text.pt == reason.because["pt"] })
            #expect(rule.text.en == reason.because["en"] && rule.article == reason.article)
            #expect(rule.verified == reason.isVerified)
        }
        // Whoever does not say that they are afraid is promised nothing of it.
        let silent = try policy.decisions.ask(
            "protection-route", "follows",
            ["seeksProtection": .null, "groupProtected": .null, "age": 34, "isAlone": false])
        #expect(
            silent.explanation.filter { $0.decision == "follows" }.flatMap(\.rules).isEmpty)
    }

    @Test(arguments: [
        ("  childAlone: minor-alone", "  childAlone: nobody", "no step 'nobody'"),
        (
            "  language: languageUnderstood", "  language: readsIt",
            "no field 'readsIt' for a language"
        ),
        ("    step: unhcr-told", "    step: minor-alone", "asks for a note as its proof"),
        ("      ends: title\n", "      ends: decision\n", "begins with this step"),
        ("      kind: title\n", "      kind: grant\n", "a step makes one of"),
        ("      kind: rights\n", "      kind: rights\n      ends: stated\n", "only a title ends"),
        ("    repeats: true\n    letter:", "    per: member\n    letter:", "once for all people"),
        (
            "    when: *examined\n    otherwise: *notExamined\n    heardBy", "    heardBy",
            "stands for a hearing is done first"
        ),
        ("    heardBy: *heard\n", "    heardBy: *heard\n    hearing: true\n", "was heard so"),
        ("concern: protection", "concern: shelter", "'shelter' is not known"),
    ])
    func `a slip in what protection adds to a file is named with file and line`(
        old: String, new: String, says: String
    ) throws {
        let file = "procedures/\(protectionCode).yaml"
        #expect(realPolicy.texts[file]?.contains(old) == true, "the file has no \(old)")
        let broken = policy(changing: [
            file: { $0.replacing(old, with: new, maxReplacements: 1) }
        ])
        let problem = try #require(procedureFault(broken, file))
        #expect(problem.description.contains(says) && problem.line ?? 0 > 1, "\(problem)")
    }

    @Test(arguments: Engine.underTest)
    func `of protection fewer than ten are told by no figure, and no other figure changes`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        _ = try await fixture.register(fixture.hear(), born: "2012-01-01", alone: true)
        let figures = fixture.cases.figures
        let register = try Figures(
            database: fixture.database, zone: .utc, figures: figures)
        for key in ["pending", "decided", "heard", "children-alone"] {
            let figure = try #require(
                figures.first { $0.key.text == "cases.\(key).\(protectionCode)" })
            #expect(figure.protection == .people(threshold: 10, base: 10), "\(key)")
            let now = try await fixture.database.read { db in
                try register.live(figure.key, for: joana, in: db, at: noon)?.status
            }
            #expect(now == (key == "decided" ? .exact : .hidden), "\(key)")
        }
        let other = try #require(figures.first { $0.key.text == "cases.pending.renewal" })
        #expect(other.protection == .standard)
        #expect(!figures.contains { $0.key.text == "cases.heard.renewal" })
    }
}
