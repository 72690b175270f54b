import Kernel
import LegalTime
import TestSupport
import Testing

@testable import Cases

/// A fee as its events tell it, whatever order they come in.
@Suite struct FeeFoldTests {
    private func granted(_ code: String = "residence-permit") throws -> PureCase {
        var kase = try PureCase(code)
        kase.perform(.decide("granted"))
        return kase
    }

    @Test func `a demand goes from asked to paid, and stages and clocks follow`() throws {
        var kase = try granted()
        func stands(_ word: String, _ stage: String, _ turn: Turn, _ clock: String) throws {
            let standing = try kase.standing()
            #expect(kase.history.feeWord == word && standing.stage.code == stage, "\(kase.done)")
            #expect(standing.turn == turn && standing.clock == clock, "\(kase.done)")
            #expect(try kase.clocks.open(of: kase.history).map(\.clock).contains(clock))
        }
        try stands("none", "fee-due", .state, "fee-demand")
        kase.perform(.fee(.demand))
        try stands("asked", "fee-due", .state, "fee-demand")
        kase.perform(.fee(.issue))
        try stands("open", "fee", .person, "payment")
        kase.perform(.fee(.expire))
        try stands("expired", "fee", .person, "payment")
        // Asked for again it is the office's turn, and no time runs against the person.
        kase.perform(.fee(.demand))
        try stands("asked", "fee-due", .state, "fee-demand")
        #expect(try !kase.clocks.open(of: kase.history).map(\.clock).contains("payment"))
        kase.perform(.fee(.refuse))
        try stands("refused", "fee-due", .state, "fee-demand")
        kase.perform(.fee(.demand))
        kase.perform(.fee(.issue))
        try stands("open", "fee", .person, "payment")
        kase.perform(.fee(.pay))
        #expect(try kase.standing().stage.code == "biometrics")
        #expect(kase.history.feeWord == "paid" && kase.history.fees.count == 3)
    }

    /// Ten working days after Monday 23 November 2026: 9 December, 1 and 8 December being holidays. Those of the office
    /// are not lengthened by its own demand; after one that expired they begin anew.
    @Test func `the clock of the office begins anew with another document, never with the first`()
        throws
    {
        var kase = try granted()
        func end(_ clock: String) throws -> Day? {
            try kase.clocks.clock(clock, of: kase.history)?.derivation.end
        }
        let first = try end("fee-demand")
        #expect(first == day("2026-12-09"))
        kase.wait(days: 2)
        kase.perform(.fee(.demand))
        #expect(try end("fee-demand") == first)
        kase.perform(.fee(.issue))
        let window = try #require(try end("payment"))
        kase.wait(days: 2)
        kase.perform(.fee(.expire))
        kase.perform(.fee(.demand))
        #expect(try end("fee-demand") == day("2026-12-15"))
        kase.wait(days: 1)
        kase.perform(.fee(.issue))
        let anew = try #require(try end("payment"))
        #expect(anew > window)
    }

    @Test func `what comes for a demand that does not wait for it changes nothing`() throws {
        var kase = try granted()
        kase.perform(.fee(.demand))
        for act in [PureFee.expire, .pay] {
            let before = kase.history.fees
            kase.perform(.fee(act))
            #expect(kase.history.fees == before)
        }
        kase = try granted()
        kase.perform(.fee(.demand))
        kase.perform(.fee(.refuse))
        kase.perform(.fee(.issue))
        #expect(kase.history.feeWord == "refused" && !kase.history.isDone("fee-asked"))
    }

    @Test func `money for a document that expired pays the fee, and closes the one after it`()
        throws
    {
        var kase = try granted()
        kase.perform(.fee(.demand))
        kase.perform(.fee(.issue))
        kase.perform(.fee(.expire))
        kase.perform(.fee(.demand))
        kase.perform(.fee(.pay))
        #expect(kase.history.fees.map(\.state) == [.paid, .closed])
        #expect(try kase.standing().stage.code == "biometrics")
        // The answer that was on its way for the second finds it closed.
        kase.perform(.fee(.issue))
        #expect(kase.history.fees.map(\.state) == [.paid, .closed])
        #expect(kase.history.steps.map(\.code) == ["fee-asked", "fee-paid"])
    }

    @Test func `money after it was paid or waived is kept as owed back, and moves nothing`()
        throws
    {
        for step in ["fee-paid", "fee-waived"] {
            var kase = try granted()
            kase.perform(.fee(.demand))
            kase.perform(.fee(.issue))
            kase.perform(.step(step))
            let before = try kase.clocks.projection(of: kase.history)
            kase.perform(.fee(.pay))
            #expect(kase.history.laterReceipts == ["P 1"])
            #expect(try kase.clocks.projection(of: kase.history) == before)
            #expect(kase.history.feeWord == "none")
        }
    }

    @Test func `what is noted by hand takes the place of a demand`() throws {
        var kase = try granted()
        kase.perform(.fee(.demand))
        kase.perform(.step("fee-asked"))
        #expect(kase.history.fees.map(\.state) == [.closed])
        #expect(try kase.standing().stage.code == "fee")
    }

    @Test func `no demand is made where no fee is due, or one waits or can be paid`() throws {
        var free = try granted()
        free.perform(.step("fee-waived"))
        #expect(try free.history.feeRefusal(free.procedure) == .notNow)
        var kase = try granted()
        #expect(try kase.history.feeRefusal(kase.procedure) == nil)
        #expect(try kase.history.feeRenewalRefusal(kase.procedure) == .nothingExpired)
        kase.perform(.fee(.demand))
        #expect(try kase.history.feeRefusal(kase.procedure) == .stillAsked)
        kase.perform(.fee(.issue))
        #expect(try kase.history.feeRenewalRefusal(kase.procedure) == .stillOpen)
        kase.perform(.fee(.expire))
        #expect(try kase.history.feeRenewalRefusal(kase.procedure) == nil)
        kase.perform(.fee(.pay))
        #expect(try kase.history.feeRefusal(kase.procedure) == .notNow)
    }

    @Test(arguments: [Int64(0), -1, 10_000_001]) func `an amount that is none is not asked for`(
        cents: Int64
    ) {
        let title = LocalText(pt: "Taxa", en: "Fee")
        let demand = FeeEvent.Demanded(
            number: 1, charges: [FeeCharge("stated", title, nil, cents: cents)],
            total: Money(cents: cents), basis: "Tabela")
        #expect(demand.refusal == .amountImplausible)
        #expect(sampleDemand(1).refusal == nil)
    }
}
