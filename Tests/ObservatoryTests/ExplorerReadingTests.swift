import Kernel
import TestSupport
import Testing

@testable import Observatory

/// The pure rules behind the pages: classes, sums, differences, orders, choices, citations.
@Suite struct ExplorerReadingTests {
    @Test func `classes are of about one size and never part equal values`() {
        let even = ValueClasses(quantiles: (1...10).map(Double.init))
        #expect(even.bands.map(\.count) == [2, 2, 2, 2, 2])
        #expect(even.index(of: 1) == 0)
        #expect(even.index(of: 10) == 4)
        let tied = ValueClasses(quantiles: [0, 0, 0, 0, 0, 0, 0, 1, 2, 3])
        #expect(tied.bands.first?.count == 7)
        #expect(tied.bands.map(\.count).reduce(0, +) == 10)
        #expect(ValueClasses(quantiles: []).bands.isEmpty)
        #expect(ValueClasses(quantiles: [5]).bands == [.init(from: 5, to: 5, count: 1)])
    }

    @Test(arguments: 1...40)
    func `every value has a class, and the counts are all of them`(seed: Int) {
        var random = SeededRandom(UInt64(seed))
        let values = (0..<Int.random(in: 1...300, using: &random)).map { _ in
            Double(Int.random(in: 0...40, using: &random))
        }
        let classes = ValueClasses(quantiles: values)
        #expect(classes.bands.map(\.count).reduce(0, +) == values.count, "seed \(seed)")
        for (index, band) in classes.bands.enumerated() {
            #expect(values.count { classes.index(of: $0) == index } == band.count, "seed \(seed)")
        }
    }

    @Test func `codes that hold others are not added, and parts alone are`() {
        let shelf = ExplorerShelf.people
        let values = shelf.vintages[1].values.filter { $0.period == "2023" }
        func table(_ values: [SeriesValue], unit: String = "persons") -> CrossTable {
            CrossTable(
                values, dimensions: shelf.dimensions, rows: "geo", columns: "sex", unit: unit)
        }
        let whole = table(values)
        #expect(whole.rowTotals == nil)
        guard case .overlap(let codes) = whole.rowTotalRefusal else {
            Issue.record("the total of both sexes was added to them")
            return
        }
        #expect(codes.map(\.code) == ["T"])
        let parts = values.filter { !$0.dims.contains("sex=T") && !$0.dims.contains("geo=EU") }
        #expect(table(parts).rowTotals == [133, 430, 530])
        #expect(table(parts).columnTotals == [973, 120])
        #expect(table(parts, unit: "percent").rowTotalRefusal == .unit("percent"))
    }

    @Test func `periods are not added, and a gap is no zero`() {
        let shelf = ExplorerShelf.people
        let total = shelf.vintages[0].values.filter { $0.dims == "geo=PT|sex=T" }
        let years = CrossTable(
            total, dimensions: shelf.dimensions, rows: "geo", columns: CrossTable.period,
            unit: "persons")
        #expect(years.rowTotalRefusal == .periods)
        let gap = [
            ExplorerShelf.value("geo=PT|sex=F", "2020", nil),
            ExplorerShelf.value("geo=PT|sex=M", "2020", 3),
        ]
        let table = CrossTable(
            gap, dimensions: shelf.dimensions, rows: "geo", columns: "sex", unit: "persons")
        #expect(table.rowTotalRefusal == .gaps(1))
    }

    @Test func `what changed between two vintages is said value by value`() {
        let old = [
            ExplorerShelf.value("geo=PT", "2020", 1), ExplorerShelf.value("geo=PT", "2021", 2),
            ExplorerShelf.value("geo=PT", "2022", 3),
        ]
        let new = [
            ExplorerShelf.value("geo=PT", "2021", 2, flag: "P"),
            ExplorerShelf.value("geo=PT", "2022", 3), ExplorerShelf.value("geo=PT", "2023", 4),
        ]
        let difference = VintageDifference(before: old, after: new)
        #expect(difference.added.map(\.period) == ["2023"])
        #expect(difference.removed.map(\.period) == ["2020"])
        #expect(difference.changed.map(\.after.flag) == ["P"])
        #expect(difference.unchanged == 1)
    }

    @Test func `countries are ranked only without break, other definition or imputed value`() throws
    {
        let atlas = try Atlas(home: projectFolder)
        func line(_ code: String, _ flags: [String: String] = [:]) throws -> ComparedLine {
            let country = try #require(atlas.countries[code])
            let values = (2020...2023).map { year in
                ExplorerShelf.value(
                    "geo=\(code)", "\(year)", Double(year - 2000 + code.count),
                    flag: flags["\(year)"] ?? "")
            }
            return ComparedLine(country: country, values: values, breaks: [])
        }
        let fair = Comparison([try line("PT"), try line("ES")], from: "2020", to: nil)
        #expect(fair.refusals.isEmpty)
        #expect(fair.rows.map(\.rank) == [1, 1])
        let broken = Comparison(
            [try line("PT"), try line("ES", ["2022": "B"])], from: "2020", to: nil)
        let spain = try #require(atlas.countries["ES"])
        #expect(broken.refusals == [.broken(spain, period: "2022")])
        #expect(broken.rows.allSatisfy { $0.rank == nil })
        #expect(broken.rows.last?.change == nil)
        let after = Comparison(
            [try line("PT"), try line("ES", ["2022": "B"])], from: "2022", to: nil)
        #expect(after.refusals.isEmpty)
        let other = Comparison([try line("PT"), try line("ES", ["2023": "D"])], from: nil, to: nil)
        #expect(other.refusals == [.definition(spain)])
        let imputed = Comparison(
            [try line("PT"), try line("ES", ["2023": "I"])], from: nil, to: nil)
        #expect(imputed.refusals == [.imputed(spain)])
        #expect(Comparison([try line("PT")], from: nil, to: nil).refusals == [.tooFew])
    }

    @Test func `a country is found by whichever code a source writes`() throws {
        let countries = try Atlas(home: projectFolder).countries
        for code in ["GR", "EL", "GRC", "300"] { #expect(countries[code]?.alpha2 == "GR") }
        for code in ["AF", "004", "4"] { #expect(countries[code]?.alpha2 == "AF") }
        #expect(countries["XX"] == nil)
        #expect(countries.chosen("eu").count == 27)
        #expect(countries.chosen("cplp").count == 9)
        #expect(countries.chosen("PT,ES,PT,XX").map(\.alpha2) == ["PT", "ES"])
        let unece = countries.members(of: .unece)
        #expect(unece.count == 56)
        #expect(unece.allSatisfy { $0.tile != nil && $0.region != nil })
        #expect(Set(unece.compactMap { $0.tile.map { "\($0.row) \($0.column)" } }).count == 56)
        #expect(countries.chosen("m49-039").contains { $0.alpha2 == "PT" })
    }

    @Test func `two Lagoas and two Calhetas are told apart, and 30 municipalities have no outline`()
        throws
    {
        let towns = try Atlas(home: projectFolder).municipalities
        #expect(towns.all.count == 308)
        #expect(Set(towns.all.map(\.fullName)).count == 308)
        #expect(towns.paths.count == 278)
        #expect(towns.all.count { towns.paths[$0.code] == nil } == 30)
    }

    @Test func `a citation closes its braces and keeps the vintage in its address`() throws {
        let day = try #require(Day(iso: "2026-11-28"))
        let citation = Citation(
            key: "people", title: "People & {more}_100%", publisher: "Office", vintage: "2024",
            licence: "CC BY 4.0", address: "https://cais.example/observatory/people?vintage=2024",
            read: day)
        let text = citation.bibTeX
        #expect(text.contains("People \\& \\{more\\}\\_100\\%"))
        #expect(text.contains("vintage=2024"))
        #expect(text.hasPrefix("@misc{people,"))
        #expect(String(decoding: citation.csl, as: UTF8.self).contains("\"dataset\""))
    }
}
