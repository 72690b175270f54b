import Formats
import Foundation
import Kernel
import Storage
import TestSupport
import Testing

@testable import Observatory

/// Every trap that we met in real files of statistics, by its name.
@Suite struct TrapTests {
    @Test
    func `a population in thousands becomes persons, and agrees with the file that counts persons`()
        async throws
    {
        let thousands = try await read(
            "un-desa/pop_totals_2020.csv",
            """
              columns: {country_code: dimension geo, year: period, pop: value}
              numbers: {decimal: ".", factor: 1000}
            """)
        let persons = try await read(
            "un-desa/stock_totals_2020.csv",
            """
              columns: {country_code: dimension geo, year: period, pop: value}
              numbers: {decimal: "."}
            """)
        guard let thousands, let persons else { return }
        let first = try #require(thousands.value("geo=108", "1990"))
        let second = try #require(persons.value("geo=108", "1990"))
        #expect(second == 5_438_959)
        #expect(abs(first - second) < 1000)
    }

    @Test func `M49 with and without leading zeros is one code`() async throws {
        let text = "code,year,v\n4,2020,1\n004,2021,2\n620,2020,3\n"
        let file = try table(
            text, "  columns: {code: dimension geo, year: period, v: value}", scheme: "m49")
        #expect(file.problems.isEmpty)
        #expect(file.parts.first?.content.lines == ["geo=004", "geo=620"])
        let places = file.parts.first?.dimensions.first?.codes.map(\.place)
        #expect(places == ["AFG", "PRT"])
    }

    @Test func `NUTS 11A and PT11A are one region`() async throws {
        let text = "code,year,v\n11A,2020,1\nPT11A,2021,2\n0101,2020,7\n"
        let file = try table(
            text, "  columns: {code: dimension geo, year: period, v: value}", scheme: "nuts")
        #expect(file.parts.first?.content.lines == ["geo=0101", "geo=PT11A"])
    }

    @Test
    func `two Lagoa and two Calheta are not told apart by their name, and the row is refused`()
        async throws
    {
        let text = "name,year,v\nLisboa,2021,1\nLagoa,2021,23725\nCalheta,2021,3437\n"
        let file = try table(
            text, "  columns: {name: dimension geo, year: period, v: value}",
            codes: [
                ("1106", "Lisboa"), ("0806", "Lagoa"), ("4201", "Lagoa"), ("3101", "Calheta"),
                ("4501", "Calheta"),
            ])
        #expect(file.problems.map(\.line) == [3, 4])
        #expect(file.problems.first?.why.contains("0806 and 4201") == true)
        #expect(file.problems.last?.why.contains("3101 and 4501") == true)
    }

    @Test
    func `a point between thousands is refused beside plain numbers until the mapping says so`()
        async throws
    {
        let text = "year,v\n2020,661607\n2021,698.887\n"
        let columns = "  columns: {year: period, v: value}\n"
        let unsaid = try table(text, columns)
        #expect(unsaid.problems.map(\.line) == [3])
        #expect(unsaid.problems.first?.why.contains("thousands") == true)
        let said = try table(text, columns + "  numbers: {thousands: \".\"}")
        #expect(said.problems.isEmpty)
        #expect(said.value("", "2020") == 661_607)
        #expect(said.value("", "2021") == 698_887)
    }

    @Test func `the table of RIFA 2021 with its points and percent signs is read as its pages say`()
        async throws
    {
        let file = try await read(
            "portugal/aima-rifa-rma/RIFA2021/RIFA2021_-_populacao-estrangeira-residente_evolucao.csv",
            """
              columns: {ANO: period, TOTAL: value}
              numbers: {thousands: " ."}
            """)
        guard let file else { return }
        #expect(file.problems.isEmpty)
        #expect(file.value("", "2021") == 698_887)
        #expect(file.value("", "2020") == 662_095)
    }

    @Test
    func
        `the growth column of RMA 2023 is recomputed from its levels: it is wrong for 2002 to 2020, and a little after`()
        async throws
    {
        let path = "portugal/aima-rifa-rma/RMA2023/RMA2023_-_populacao-residente_evolucao.csv"
        let levels = try await read(path, "  columns: {ANO: period, TOTAL: value}")
        let growth = try await read(
            path,
            "  columns: {ANO: period, VARIAÇÃO %: value}\n  numbers: {percent: true, decimal: \",\"}"
        )
        guard let levels, let growth else { return }
        let wrong = GrowthCheck.differences(
            levels: levels.years(""), published: growth.years(""), tolerance: 0.06)
        #expect(wrong.map(\.year).min() == 2002)
        #expect(Set(2002...2020).isSubset(of: wrong.map(\.year)))
        let first = try #require(wrong.first)
        #expect(abs(first.recomputed - 17.84) < 0.01)
        #expect(first.published == 84.59)
        // Before any permit but residence titles was counted it agrees, and later nearly does.
        #expect(
            wrong.filter { $0.year > 2020 }.allSatisfy { abs($0.published - $0.recomputed) < 0.2 })
    }

    @Test func `UNHCR's 3 in place of a confidential count is marked as imputed`() async throws {
        let text = "geo,year,v\nabw,2010,3\nafg,2010,40\n"
        let file = try table(
            text,
            """
              columns: {geo: dimension geo, year: period, v: value}
              imputed: {value: 3, why: "UNHCR withholds 1 to 4; the copy writes 3"}
            """)
        let marked = file.parts.first?.content.values.filter(\.isImputed) ?? []
        #expect(marked.map(\.dims) == ["geo=abw"])
        #expect(marked.first?.note.contains("1 to 4") == true)
    }

    @Test func `a star is a confidential value, not a number`() throws {
        #expect(try NumberStyle().read("*") == NumberStyle.Reading(confidentiality: "C"))
        #expect(try NumberStyle().read("…") == NumberStyle.Reading(confidentiality: "C"))
        #expect(try NumberStyle().read("12 Pe") == NumberStyle.Reading(value: 12, flag: "p"))
        #expect(throws: NumberStyle.Refusal.self) { try NumberStyle().read("-") }
        #expect(try NumberStyle(dash: .zero).read("-").value == 0)
        #expect(try NumberStyle(dash: .nothing).read("-").value == nil)
    }

    @Test func `overlapping aggregates of the EU are refused in sums, with the codes that overlap`()
    {
        func code(_ code: String, _ label: String, parent: String? = nil) -> SeriesCode {
            SeriesCode(
                code: code, labelPt: label, labelEn: label, parent: parent,
                isAggregate: looksLikeAggregate(code, label))
        }
        let geo = SeriesDimension(
            id: "geo", titlePt: "", titleEn: "", role: .territory,
            codes: [
                code("EU27_2020", "European Union - 27 countries"), code("EU28", "EU28 countries"),
                code("PT", "Portugal"), code("ES", "Spain"), code("PT11", "Norte", parent: "PT"),
                code("PT111", "Alto Minho", parent: "PT11"),
            ])
        func holding(_ codes: String...) -> [String] {
            geo.holding(codes.compactMap { geo[$0] }).map(\.code)
        }
        #expect(holding("PT", "ES").isEmpty)
        #expect(holding("EU27_2020", "EU28") == ["EU27_2020", "EU28"])
        #expect(holding("PT", "EU27_2020") == ["EU27_2020"])
        #expect(holding("ES", "PT", "PT11") == ["PT"])
        // A region of a region is part of the country, also where the one between is not shown.
        #expect(holding("PT", "PT111", "ES") == ["PT"])
    }

    @Test
    func
        `label-only files of Eurostat are read in both label styles, and a view is no part of the name`()
        async throws
    {
        let folder = projectFolder + "/../shared/data/migration-stats/eurostat-sdmx-csv/"
        guard FileManager.default.fileExists(atPath: folder) else { return }
        let (observatory, database) = try await house(.sqlite)
        let labels = try await observatory.importSeries(
            folder + "mean_and_median_income_by_citizenship.csv", at: noon)
        let pairs = try await observatory.importSeries(
            folder + "asylum_applicants_total.csv", at: noon)
        #expect(labels.problems.isEmpty && pairs.problems.isEmpty)
        #expect(labels.accepted == 2_151)
        #expect(pairs.accepted == 1_080)
        let income = try await find(labels.series[0], database)
        #expect(income.dataflow == "ESTAT:ILC_DI15(1.0)")
        let asylum = try await find(pairs.series[0], database)
        let (ofIncome, ofAsylum) = try await database.read { db in
            (try income.dimensions(in: db), try asylum.dimensions(in: db))
        }
        let label = ofIncome.first { $0.id == "geo" }?["Portugal"]
        #expect(label?.place == "PRT")
        let code = ofAsylum.first { $0.id == "geo" }?["PT"]
        #expect(code?.labelEn == "Portugal")
        #expect(code?.place == "PRT")
    }

    @Test func `two sources that disagree on Portugal stand side by side under one concept`()
        async throws
    {
        let (observatory, database) = try await house(.sqlite)
        for name in ["net-migration-wpp.csv.gz", "net-migration-national.csv"] {
            let path = projectFolder + "/data/series/" + name
            guard FileManager.default.fileExists(atPath: path) else { return }
            #expect(try await observatory.importSeries(path, at: noon).problems.isEmpty)
        }
        let wpp = try await find("net-migration-wpp", database)
        let others = try await database.read { db in try wpp.sameConcept(in: db) }
        #expect(others.map(\.key) == ["net-migration-national"])
        var values: [Double?] = []
        for series in [wpp] + others {
            let selection = SeriesSelection(codes: ["geo": ["PRT"]], from: "2022", to: "2022")
            values += try await database.read { db in
                try series.values(selection, limit: 9, in: db).map(\.value)
            }
        }
        #expect(values == [69_000, 136_144])
    }
}
