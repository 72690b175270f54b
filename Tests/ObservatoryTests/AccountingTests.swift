import Testing

@testable import Observatory

/// Stock and flows of a population: what is left over is said, what is missing is not zero.
@Suite struct AccountingTests {
    @Test func `the residual is what the stocks say and the flows do not`() throws {
        let account = PopulationAccount(
            year: 2021, opening: 1_000, closing: 1_100, births: 20, deaths: 10, immigration: 120,
            emigration: 40)
        #expect(account.residual == 10)
        #expect(account.missing.isEmpty)
    }

    @Test func `with a flow missing there is no residual, and the term is named`() {
        var account = PopulationAccount(
            year: 2021, opening: 1_000, closing: 1_100, births: 20, deaths: nil, immigration: 120)
        #expect(account.residual == nil)
        #expect(account.missing == [.deaths, .emigration])
        // Net migration of another source does not mend a half account of the flows.
        account.net = 80
        #expect(account.netMigration == nil)
        account.immigration = nil
        #expect(account.netMigration == 80)
    }

    @Test func `stocks of 1 January are joined by the flows of the year between them`() {
        let terms: [PopulationAccount.Term: [Int: Double]] = [
            .stock: [2020: 100, 2021: 110, 2023: 130], .births: [2020: 5, 2021: 50],
            .deaths: [2020: 1], .net: [2020: 6],
        ]
        let begin = PopulationAccount.accounts(of: terms, stocksBegin: true)
        #expect(begin.map(\.year) == [2020])
        #expect(begin.first?.residual == 0)
        let end = PopulationAccount.accounts(of: terms, stocksBegin: false)
        #expect(end.map(\.year) == [2021])
        #expect(end.first?.residual == nil)
    }
}
