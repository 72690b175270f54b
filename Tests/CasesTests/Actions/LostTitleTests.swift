import Kernel
import LegalTime
import TestSupport
import Testing

@testable import Cases

/// A title or a visa that comes to nothing: what has to be done again is done again, with clocks of its own.
@Suite struct LostTitleTests {
    @Test func `a visa that expired unused leads to the consulate again, or to the person's end`()
        throws
    {
        var kase = try PureCase("family-reunification")
        for act in [
            PureAct.decide("granted"), .step("consulates-told"), .step("visa-issued"),
        ] {
            kase.perform(act)
        }
        let first = try kase.clocks.next(of: kase.history)?.derivation.end
        kase.wait(days: 130)
        #expect(try kase.refusal(.step("consulates-told")) == .stepNotNow)
        kase.perform(.step("visa-expired"))
        #expect(try kase.standing().stage.code == "visa-expired")
        #expect(try kase.standing().clock == "visa-renewal")
        var closed = kase
        closed.perform(.step("family-stays"))
        #expect(try closed.standing().stage.code == "given-up")
        #expect(try closed.standing().turn == .none)
        for (step, stage) in [
            ("consulates-told", "visa-at-consulate"), ("visa-issued", "entry"),
        ] {
            #expect(try kase.refusal(.step(step)) == nil, "\(step)")
            kase.perform(.step(step))
            #expect(try kase.standing().stage.code == stage)
        }
        // The second visa has days of its own.
        let second = try kase.clocks.next(of: kase.history)?.derivation.end
        #expect(first != nil && second == first?.adding(days: 130))
        var cplp = try PureCase("cplp")
        #expect(try cplp.refusal(.step("visa-expired")) == .stepNotNow)
        for step in ["visa-asked", "visa-issued", "visa-expired", "visa-asked"] {
            #expect(try cplp.refusal(.step(step)) == nil, "\(step)")
            cplp.perform(.step(step))
        }
        #expect(try cplp.standing().stage.code == "visa-at-consulate")
    }

    @Test(arguments: withCard) func `a lost title is ordered anew, with clocks of its own`(
        code: String
    ) throws {
        var kase = try PureCase(code)
        kase.perform(.decide("granted"))
        let steps = [
            "family-here", "fee-waived", "biometrics-taken", "address-checked", "title-ordered",
            "title-produced", "title-dispatched", "title-lost",
        ]
        for step in steps where kase.procedure.step(step) != nil { kase.perform(.step(step)) }
        #expect(try kase.standing().stage.code == "lost" && kase.standing().turn == .state)
        #expect(try kase.clocks.open(of: kase.history).map(\.clock) == ["title-again"])
        // To the address that was confirmed before nothing is sent once more.
        #expect(try kase.refusal(.step("title-ordered")) == .stepNotNow)
        kase.perform(.step("address-given"))
        kase.wait(days: 5)
        kase.perform(.step("title-ordered"))
        #expect(try kase.standing().stage.code == "production")
        let open = try kase.clocks.open(of: kase.history)
        #expect(open.map(\.clock) == ["title-production"])
        #expect(open.first?.began == kase.today)
    }

    @Test(arguments: withCard) func `a title that has not come is looked for by the office`(
        code: String
    ) throws {
        var kase = try PureCase(code)
        kase.perform(.decide("granted"))
        let steps = [
            "family-here", "fee-waived", "biometrics-taken", "address-checked", "title-ordered",
            "title-produced", "title-dispatched",
        ]
        for step in steps where kase.procedure.step(step) != nil { kase.perform(.step(step)) }
        #expect(try kase.standing().turn == .person)
        kase.perform(.step("title-missing"))
        #expect(try kase.standing().stage.code == "missing" && kase.standing().turn == .state)
        #expect(try kase.clocks.open(of: kase.history).map(\.clock) == ["title-search"])
        for (step, stage) in [
            ("title-received", "in-hand"), ("title-delivered", "in-hand"),
            ("title-returned", "returned"), ("title-lost", "lost"),
        ] {
            var found = kase
            #expect(try found.refusal(.step(step)) == nil, "\(step)")
            found.perform(.step(step))
            #expect(try found.standing().stage.code == stage)
        }
    }

    @Test(arguments: withCard) func `a returned title is sent again once the address is confirmed`(
        code: String
    ) throws {
        var kase = try PureCase(code)
        kase.perform(.decide("granted"))
        let steps = [
            "family-here", "fee-waived", "biometrics-taken", "address-checked", "title-ordered",
            "title-produced", "title-dispatched", "title-returned",
        ]
        for step in steps where kase.procedure.step(step) != nil { kase.perform(.step(step)) }
        #expect(try kase.standing().stage.code == "returned")
        #expect(try kase.refusal(.step("title-dispatched")) == .stepNotNow)
        kase.perform(.step("address-given"))
        #expect(try kase.standing().stage.code == "returned")
        kase.perform(.step("title-dispatched"))
        #expect(try kase.standing().stage.code == "on-its-way")
        #expect(try kase.clocks.open(of: kase.history).map(\.clock) == ["title-arrival"])
    }
}

private let withCard = [
    "residence-permit", "renewal", "cplp", "family-reunification", "legacy-ei",
]
