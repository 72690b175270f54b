import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Cases

/// A fee is asked for, paid, asked for again, and never lost: with a payment service that is up, down, or not there.
@Suite struct FeeActionTests {
    @Test(arguments: Engine.underTest)
    func `a demand goes out, comes back with a reference, and is paid once`(
        engine: Engine
    ) async throws {
        let treasury = Treasury()
        let fixture = try await Fixture(engine, payments: treasury.provider)
        let kase = try await fixture.granted()
        treasury.issues("11854 1", until: after(2))
        try await fixture.demand(kase, at: noon)
        #expect(try await fixture.stored(kase).projection.state == "fee-due")
        try await fixture.drain(at: after(1))
        #expect(treasury.orders.withLock { $0.map(\.total.cents) } == [44_020])
        let asked = try await fixture.stored(kase).projection
        #expect(asked.state == "fee" && asked.turn == .person)
        #expect(fixture.told.notices.withLock { $0.last } == "Documento de pagamento emitido")
        await #expect(throws: FeeRefusal.stillOpen) {
            try await fixture.demand(kase, at: after(1))
        }
        await #expect(throws: FeeRefusal.wrongAmount) {
            _ = try await fixture.pay(kase, 1, receipt: "P 1", at: after(1), cents: 44_019)
        }
        for number in [0, 2] {
            await #expect(throws: FeeRefusal.unknownDemand) {
                _ = try await fixture.pay(kase, number, receipt: "P 1", at: after(1))
            }
        }
        await #expect(throws: FeeRefusal.receiptMissing) {
            _ = try await fixture.pay(kase, 1, receipt: "", at: after(1))
        }
        #expect(try await fixture.pay(kase, 1, receipt: "P 1", at: after(1)) == .noted)
        let kinds = try await fixture.kinds(of: kase)
        #expect(try await fixture.pay(kase, 1, receipt: "P 1", at: after(1)) == .known)
        #expect(try await fixture.kinds(of: kase) == kinds)
        #expect(try await fixture.stored(kase).projection.state == "biometrics")
        #expect(try await fixture.pay(kase, 1, receipt: "P 2", at: after(1)) == .again)
        let history = try await fixture.database.read { db in try kase.history(in: db) }
        #expect(history.feeReceipts == ["P 1", "P 2"] && history.laterReceipts == ["P 2"])
        #expect(
            kinds.filter { $0.hasPrefix("case.fee") } == [
                FeeEvent.demandedKind, FeeEvent.issuedKind, FeeEvent.paidKind,
            ])
        #expect(try await fixture.differences().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `a service that is down is asked again, and nothing expires meanwhile`(
        engine: Engine
    ) async throws {
        let treasury = Treasury()
        let fixture = try await Fixture(engine, payments: treasury.provider)
        let kase = try await fixture.granted()
        try await fixture.demand(kase, at: noon)
        try await fixture.drain(at: noon)
        let key = FeeErrand(kase.id, 1).key
        let wait = try await fixture.database.read { db in try db.outboxWait(key) }
        #expect(wait?.attempts == 1)
        #expect(try await fixture.fees(of: kase).map(\.state) == [.asked])
        treasury.issues("11854 1", until: after(2))
        try await fixture.drain(at: after(1))
        #expect(try await fixture.fees(of: kase).map(\.state) == [.open])
        // Its time is over, and nobody says whether it was paid: it is not called expired.
        try await fixture.drain(at: after(3))
        #expect(try await fixture.fees(of: kase).map(\.state) == [.open])
        treasury.says(.open)
        try await fixture.drain(at: after(4))
        #expect(try await fixture.fees(of: kase).map(\.state) == [.open])
        treasury.says(.expired)
        try await fixture.drain(at: after(5))
        #expect(try await fixture.fees(of: kase).map(\.state) == [.expired])
        #expect(fixture.told.bodies.withLock { $0.last?.contains("não perde o lugar") } == true)
        #expect(try await fixture.differences().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `after an expiry the person gets another document of the same, and an old one still pays`(
        engine: Engine
    ) async throws {
        let treasury = Treasury()
        let fixture = try await Fixture(engine, payments: treasury.provider)
        let kase = try await fixture.granted()
        treasury.issues("11854 1", until: after(2))
        treasury.says(.expired)
        try await fixture.demand(kase, at: noon)
        try await fixture.drain(at: after(1))
        await #expect(throws: FeeRefusal.stillOpen) {
            try await fixture.renew(kase, at: after(1), by: ana)
        }
        try await fixture.drain(at: after(3))
        await #expect(throws: Refused.notFound) {
            try await fixture.renew(kase, at: after(3), by: yusuf)
        }
        await #expect(throws: Refused.notFound) {
            try await fixture.renew(kase, at: after(3), by: beatriz)
        }
        try await fixture.renew(kase, at: after(3), by: ana)
        let waiting = try await fixture.stored(kase).projection
        #expect(waiting.state == "fee-due" && waiting.turn == .state)
        treasury.issues("11854 2", until: after(5))
        try await fixture.drain(at: after(4))
        let fees = try await fixture.fees(of: kase)
        #expect(fees.map(\.state) == [.expired, .open])
        #expect(fees[0].asked.charges == fees[1].asked.charges)
        #expect(fees[0].asked.total == fees[1].asked.total)
        #expect(try await fixture.pay(kase, 1, receipt: "P 1", at: after(4)) == .noted)
        #expect(try await fixture.fees(of: kase).map(\.state) == [.paid, .closed])
        // The check of the second, which is closed, asks nobody and changes nothing.
        let kinds = try await fixture.kinds(of: kase)
        try await fixture.drain(at: after(6))
        #expect(try await fixture.kinds(of: kase) == kinds)
        #expect(try await fixture.differences().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `a check that finds it paid notes the payment that nobody told`(
        engine: Engine
    ) async throws {
        let treasury = Treasury()
        let fixture = try await Fixture(engine, payments: treasury.provider)
        let kase = try await fixture.granted()
        treasury.issues("11854 1", until: after(2))
        treasury.says(.paid(receipt: "P 1", total: Money(cents: 44_020)))
        try await fixture.demand(kase, at: noon)
        try await fixture.drain(at: after(1))
        try await fixture.drain(at: after(3))
        #expect(try await fixture.stored(kase).projection.state == "biometrics")
        #expect(try await fixture.pay(kase, 1, receipt: "P 1", at: after(3)) == .known)
    }

    @Test(arguments: Engine.underTest)
    func `what the office notes by hand takes the place of a demand, and nobody is asked`(
        engine: Engine
    ) async throws {
        let treasury = Treasury()
        let fixture = try await Fixture(engine, payments: treasury.provider)
        let kase = try await fixture.granted()
        treasury.issues("11854 1", until: after(2))
        try await fixture.demand(kase, at: noon)
        let step = TakeStep(reference: kase.reference, step: "fee-waived", note: "Isenta.")
        try await fixture.database.write { [house = fixture.house] db in
            try step.perform(by: bruno, at: noon, in: db, house)
        }
        try await fixture.drain(at: after(1))
        #expect(treasury.orders.withLock { $0.isEmpty })
        #expect(try await fixture.fees(of: kase).map(\.state) == [.closed])
        #expect(try await fixture.stored(kase).projection.state == "biometrics")
    }

    @Test(arguments: Engine.underTest)
    func `a demand is refused without its amount, its place, its stage, its right or its service`(
        engine: Engine
    ) async throws {
        let treasury = Treasury()
        let fixture = try await Fixture(engine, payments: treasury.provider)
        let kase = try await fixture.granted()
        let kinds = try await fixture.kinds(of: kase)
        // The sources disagree about a renewal: there is no sum to take.
        await #expect(throws: FeeRefusal.amountImplausible) {
            try await fixture.demand(kase, at: noon, cents: nil)
        }
        await #expect(throws: FeeRefusal.basisMissing) {
            try await fixture.demand(kase, at: noon, basis: nil)
        }
        await #expect(throws: FeeRefusal.amountImplausible) {
            try await fixture.demand(kase, at: noon, cents: 0)
        }
        for nobody in [ana, yusuf, beatriz] {
            await #expect(throws: Refused.notFound) {
                try await fixture.demand(kase, at: noon, by: nobody)
            }
        }
        #expect(try await fixture.kinds(of: kase) == kinds)
        let free = try await fixture.granted()
        try await fixture.step("fee-waived", of: free, at: noon, note: "Isenta.")
        await #expect(throws: FeeRefusal.notNow) { try await fixture.demand(free, at: noon) }
        treasury.answer.withLock { $0 = .refused("O valor não existe.") }
        try await fixture.demand(kase, at: noon)
        await #expect(throws: FeeRefusal.stillAsked) { try await fixture.demand(kase, at: noon) }
        try await fixture.drain(at: noon)
        #expect(try await fixture.fees(of: kase).map(\.reason) == ["O valor não existe."])
        // Refused, it is the office's turn, and it may ask for another amount.
        try await fixture.demand(kase, at: after(1), cents: 30_720)
        let without = try await Fixture(engine)
        let other = try await without.granted()
        await #expect(throws: FeeRefusal.noProvider) { try await without.demand(other, at: noon) }
    }

    /// The table of 2023 holds for a file of that year: 226.77 less a quarter, as it came in online.
    @Test(arguments: Engine.underTest)
    func `the sum of the table of the day of filing is asked for, with its lines`(
        engine: Engine
    ) async throws {
        let treasury = Treasury()
        let fixture = try await Fixture(engine, payments: treasury.provider)
        let filed = Moment(day("2025-11-03"), hour: 12)
        let kase = try await fixture.fileAlone("residence-permit", at: filed)
        try await fixture.decide("granted", ["conditions-met"], of: kase, at: noon)
        try await fixture.demand(kase, at: noon, cents: nil, basis: nil)
        let asked = try #require(try await fixture.fees(of: kase).first?.asked)
        #expect(asked.charges.map(\.cents) == [12_195, 10_482, -5_669])
        #expect(asked.total == Money(cents: 17_008))
        #expect(asked.basis == "Tabela da Portaria n.º 307/2023")
        #expect(Set(asked.charges.map(\.member)).count == 1)
    }

    @Test(arguments: Engine.underTest)
    func `an invented file has the demonstration's own documents, and a real one never`(
        engine: Engine
    ) async throws {
        let treasury = Treasury()
        let fixture = try await Fixture(engine, payments: treasury.provider)
        let invented = try await fixture.granted(by: olena)
        try await fixture.demand(invented, at: noon)
        try await fixture.drain(at: noon)
        #expect(treasury.orders.withLock { $0.isEmpty })
        let fee = try #require(try await fixture.fees(of: invented).first)
        #expect(fee.issued?.reference.hasPrefix("DEMO ") == true)
        let real = try await fixture.granted()
        try await fixture.demand(real, at: noon)
        try await fixture.drain(at: noon)
        #expect(treasury.orders.withLock { $0.count } == 1)
    }
}
