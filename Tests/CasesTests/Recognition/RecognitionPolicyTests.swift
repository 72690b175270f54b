import Figures
import Kernel
import LegalTime
import Storage
import TestSupport
import Testing

@testable import Cases

/// What the files of recognition say: nothing unsourced passes for confirmed, nobody is told no unheard, nothing lapses.
@Suite struct RecognitionPolicyTests {
    private var procedures: [Procedure] {
        get throws { try sharedPolicy.get().procedures.filter { $0.concern == .qualification } }
    }

    @Test func `six ways of recognition are told, and nothing of them is called confirmed`() throws
    {
        let found = try procedures
        #expect(
            Set(found.map(\.code)) == [
                "recognition-automatic", "recognition-level", "recognition-specific",
                "recognition-humanitarian", "recognition-professional", "recognition-experience",
            ])
        for procedure in found {
            let told = procedure.whoMayApply + procedure.guide
            #expect(told.count > 2 && told.allSatisfy { !$0.verified }, "\(procedure.code)")
            #expect(procedure.documents.allSatisfy { !$0.verified })
            #expect(procedure.outcomes.flatMap(\.grounds).allSatisfy { !$0.verified })
            let decision = try #require(procedure.clocks.first { $0.name == "decision" })
            #expect(!decision.isVerified && decision.effect == .none)
            // A reminder of what is missing is no end of anything.
            for name in ["bridging", "originals"] {
                let reminder = procedure.clocks.first { $0.name == name }
                #expect(reminder.map { $0.effect == .none && !$0.isVerified } ?? true)
            }
        }
    }

    @Test
    func `a part is refused only after the person was heard, and a condition refuses nothing`()
        throws
    {
        for procedure in try procedures {
            let kase = try PureCase(procedure)
            for outcome in procedure.outcomes where outcome.letter != "grant" {
                let isHeard = outcome.letter != "conditional-recognition"
                #expect(outcome.hearing == isHeard, "\(procedure.code) \(outcome.code)")
            }
            #expect(try kase.refusal(.decide("refused")) == .notHeard)
        }
    }

    @Test(arguments: [
        ("recognition-level", ["jury-named", "jury-opinion"]),
        ("recognition-level", ["precedent-applied"]),
        ("recognition-specific", ["content-examined"]),
        ("recognition-humanitarian", ["proved-fully"]),
        ("recognition-professional", ["sent-to-body", "body-answered"]),
        ("recognition-experience", ["centre-named", "session-held"]),
    ])
    func `what decides comes before the decision`(code: String, steps: [String]) throws {
        var kase = try PureCase(code)
        #expect(try kase.refusal(.decide("granted")) == .outcomeNotYet)
        for step in steps {
            #expect(try kase.refusal(.decide("granted")) == .outcomeNotYet, "\(step)")
            #expect(try kase.refusal(.step(step)) == nil, "\(step)")
            kase.perform(.step(step))
        }
        #expect(try kase.refusal(.decide("granted")) == nil)
        kase.perform(.decide("granted"))
        #expect(try kase.standing().turn == .none && kase.clocks.open(of: kase.history).isEmpty)
    }

    @Test func `the directory names whom a source names, and counts what it does not know`() throws
    {
        let bodies = try sharedPolicy.get().bodies
        #expect(bodies.bodies.count == 5 && bodies.bodies.allSatisfy { !$0.verified })
        #expect(bodies.professions?.atLeast == 200 && bodies.professionsKnown == 0)
        let none = PolicyFolder(texts: [:])
        let empty = try CompetentBodies(none)
        #expect(empty.bodies.isEmpty && empty.professions == nil)
    }

    @Test(arguments: [
        ("kind: school", "kind: sect", "'sect' is not known"),
        ("kind: school", "kind: profession", "of a body of that kind"),
        ("atLeast: 200", "atLeast: 0", "write at least 1"),
        ("sources: [memory]", "sources: [hearsay]", "no source 'hearsay'"),
        ("[recognition-experience]", "[recognition-of-dreams]", "'recognition-of-dreams'"),
        ("code: schools", "code: dges", "'dges'"),
    ])
    func `a slip in the directory is found`(old: String, new: String, says: String) throws {
        let text = realPolicy.texts[CompetentBodies.path] ?? ""
        #expect(text.contains(old))
        let broken = policy(changing: [
            CompetentBodies.path: { $0.replacing(old, with: new, maxReplacements: 1) }
        ])
        #expect(
            policyCheck(broken).contains {
                $0.file == CompetentBodies.path && $0.description.contains(says)
            })
    }

    @Test(arguments: Engine.underTest)
    func `figures tell requests, endings and time, and hide what is about too few`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        for number in 0..<6 {
            let someone = Principal(
                account: AccountID(500), person: PersonID(Int64(3_000 + number)), name: "P",
                duties: [])
            let kase = try await fixture.recognise(
                "recognition-automatic", ["proof": "all"], by: someone, at: after(-10))
            if number < 5 {
                try await fixture.decide("granted", ["conditions-met"], of: kase, at: after(-4))
            }
        }
        let figures = try Figures(
            database: fixture.database, zone: .utc, figures: fixture.cases.figures)
        func live(_ key: String) async throws -> Published? {
            try await fixture.database.read { db in
                try figures.live(FigureKey(key), for: joana, in: db, at: noon)
            }
        }
        let code = "recognition-automatic"
        #expect(try await live("recognition.filed.\(code)")?.value == 5)
        #expect(try await live("recognition.outcome.\(code).granted")?.value == 5)
        #expect(try await live("recognition.median-days.\(code)")?.value == 6)
        // One alone is nobody's business; none is none.
        let level = try await fixture.juried("granted", "conditions-met")
        #expect(level.procedure == "recognition-level")
        #expect(try await live("recognition.outcome.recognition-level.granted")?.value == nil)
        #expect(try await live("recognition.median-days.recognition-level")?.status == .hidden)
    }
}
