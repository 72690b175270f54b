import Kernel
import TestSupport
import Testing

@testable import Cases

@Suite struct RecusalWordsTests {
    @Test func `names are compared by their words, and rather too many have no part in it`()
        throws
    {
        let recusal = try #require(
            Recusal(named: "Sra. María-José da Silva", supervisorsOnly: false))
        for name in ["Maria Lopes", "JOSE", "Rui Silva", "Silva"] {
            #expect(recusal.names(name), "\(name)")
        }
        for name in ["Ana da Costa", "Mariana", "J. Lopes", ""] {
            #expect(!recusal.names(name), "\(name)")
        }
        #expect(Recusal(kept: recusal.kept) == recusal)
        #expect(Recusal(named: " ", supervisorsOnly: false) == nil)
        let closed = try #require(Recusal(named: "", supervisorsOnly: true))
        #expect(Recusal(kept: closed.kept) == closed)
        #expect(closed.bars(bruno, at: lisbonCentre) && !closed.bars(carla, at: lisbonCentre))
        #expect(closed.bars(carla, at: portoCentre) && !closed.bars(head, at: portoCentre))
    }

    @Test func `what only some may know keeps whom it lets in, and nobody of a like number`() {
        for readers in [[], [bruno.account], [bruno.account, beatriz.account]] {
            let few = Recusal(readers: readers)
            #expect(Recusal(kept: few.kept) == few && few.readers == readers)
            #expect(few.bars(bruno, at: lisbonCentre) == readers.isEmpty)
            #expect(!few.bars(carla, at: lisbonCentre) && !few.names("Bruno"))
        }
        let other = Principal(
            account: AccountID(2), person: nil, name: "Dois", duties: bruno.duties)
        #expect(Recusal(readers: [bruno.account]).bars(other, at: lisbonCentre))
        #expect(Recusal(named: "Rui", supervisorsOnly: true)?.readers == nil)
    }
}

private let head = Principal(
    account: AccountID(62), person: nil, name: "Sofia",
    duties: [Duty(role: .supervisor, organisation: agency, location: nil, purpose: .status)])
