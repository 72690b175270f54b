import Foundation
import Kernel
import Storage
import TestSupport
import Testing

@testable import Observatory

/// Growth that a report prints is checked against its levels, and both are kept.
@Suite struct GrowthTests {
    @Test
    func `an import of the table of RMA 2023 warns of its growth column and keeps both numbers`()
        async throws
    {
        let path =
            projectFolder
            + "/../shared/data/migration-stats/portugal/aima-rifa-rma/RMA2023/RMA2023_-_populacao-residente_evolucao.csv"
        guard FileManager.default.fileExists(atPath: path) else { return print("skipped 1 table") }
        let (observatory, database) = try await house(.sqlite)
        let mapping = try TestFolder.make() + "/rma.yml"
        try (about + "mapping:\n  columns: {ANO: period, TOTAL: value, VARIAÇÃO %: growth}\n")
            .write(toFile: mapping, atomically: true, encoding: .utf8)
        let dry = try await observatory.importSeries(
            path, mapping: mapping, dryRun: true, at: noon)
        #expect(dry.problems.isEmpty && !dry.stored)
        #expect(Set(2002...2020).isSubset(of: dry.growth.map(\.year)))
        #expect(dry.growth.first?.year == 2002)
        #expect(dry.growth.first?.published == 84.59)
        #expect(dry.growth.first?.recomputed == 17.84)
        #expect(dry.warnings.contains { $0.contains("84.59 % printed, 17.84 % recomputed") })
        let stored = try await observatory.importSeries(path, mapping: mapping, at: noon)
        #expect(stored.stored && stored.growth == dry.growth)
        let note = try await view("table", database).values.first { $0.period == "2002" }?.note
        #expect(note == "growth printed 84.59 %, its levels give 17.84 %")
    }

    @Test(arguments: [
        ("pt-foreign-residents-growth.csv", true),
        ("pt-foreign-residents-growth-rifa-2022.csv", false),
    ])
    func `of the files of the project that of RMA 2023 warns, and those before do not`(
        name: String, warns: Bool
    ) async throws {
        let (observatory, _) = try await house(.sqlite)
        let report = try await observatory.importSeries(
            projectFolder + "/data/series/" + name, dryRun: true, at: noon)
        #expect(report.problems.isEmpty)
        #expect(Set(2002...2020).isSubset(of: report.growth.map(\.year)) == warns)
        #expect(report.warnings.contains { $0.contains("both are kept") } == warns)
    }

    @Test func `levels without a year before say nothing of growth`() {
        #expect(GrowthCheck.differences(levels: [2020: 10], published: [2020: 5]).isEmpty)
        #expect(GrowthCheck.differences(levels: [2019: 0, 2020: 10], published: [2020: 5]).isEmpty)
        let rounded = GrowthCheck.differences(
            levels: [2019: 1_000, 2020: 1_054], published: [2020: 5.4])
        #expect(rounded.isEmpty)
    }
}
