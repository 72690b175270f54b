import Foundation
import Kernel
import Plans
import Reports
import Storage
import TestSupport
import Testing
import Web

@testable import App

/// The country is what the policy folder says: an invented one takes the place of the default.
struct CountryTests {
    /// A country that only exists here: one question set, one holiday, one title of its own.
    private func testland() throws -> String {
        let folder = try TestFolder.make() + "/testland"
        try FileManager.default.copyItem(atPath: projectFolder + "/policy/pt", toPath: folder)
        for part in ["plans", "questions", "calendars", "clocks", "sealed", "protection"] {
            try FileManager.default.removeItem(atPath: folder + "/" + part)
            try FileManager.default.createDirectory(
                atPath: folder + "/" + part, withIntermediateDirectories: true)
        }
        try write(folder + "/calendars/holidays.yaml", holidays)
        try write(folder + "/questions/testland-review.yaml", questions)
        // Its own law knows no more days for whoever is far away, and no age: those are the default country's.
        let procedures = folder + "/procedures/"
        for name in try FileManager.default.contentsOfDirectory(atPath: procedures) {
            let text = try String(contentsOfFile: procedures + name, encoding: .utf8)
            let plain = text.split(separator: "\n", omittingEmptySubsequences: false)
                .filter { !$0.contains(" dilation: ") && !$0.hasPrefix("comingOfAge:") }
                .joined(separator: "\n")
            try write(
                procedures + name,
                plain.replacing("en: Family reunification}", with: "en: Testland reunion}"))
        }
        return folder
    }

    private func write(_ path: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }

    @Test func `a house that is given another country's folder knows no rule of the default one`()
        async throws
    {
        let folder = try testland()
        let options = try Options(
            data: try TestFolder.make() + "/data", database: nil, home: projectFolder,
            policy: folder, environment: [:])
        _ = try await setup(options)
        #expect(try checkPolicy(options).isGood)
        let house = try await House.open(options)
        defer { house.compartments.close() }
        #expect(house.reports.sets.map(\.key) == ["testland-review"])
        #expect(try await house.plans.importAll(policy: options.policy, at: noon).isEmpty)
        let guide = try await Browser(try await house.site()).get(
            "/guides/family-reunification?lang=en")
        #expect(guide.status == 200 && guide.text.contains("Testland reunion"))
        let isOpen = try house.workingDays(from: noon.utcDay)
        let (theirs, ours) = (
            Day(year: 2026, month: 11, day: 24), Day(year: 2026, month: 12, day: 8)
        )
        #expect(isOpen(try #require(theirs)) == false, "the one holiday of the test's country")
        #expect(isOpen(try #require(ours)), "a holiday of the default country is none there")
    }

    @Test func `the environment names the country where no flag does, and the default is last`()
        throws
    {
        let folder = try testland()
        func policy(_ flag: String?, _ environment: [String: String]) throws -> String {
            try Options(
                data: "x", database: nil, home: projectFolder, policy: flag,
                environment: environment
            ).policy
        }
        #expect(try policy(nil, ["CAIS_POLICY": folder]) == folder)
        #expect(try policy(folder, ["CAIS_POLICY": "/elsewhere"]) == folder)
        #expect(try policy(nil, [:]) == projectFolder + "/policy/pt")
    }

    @Test func `a policy folder that is not there is said at once`() {
        #expect(throws: Trouble.self) {
            try Options(
                data: "x", database: nil, home: projectFolder, policy: "/no/such/country",
                environment: [:])
        }
    }
}

private let holidays = """
    checked: {from: 2026, to: 2026}
    holidays:
      - {name: Dia de Teste, fixed: 11-24, category: public, source: this test, verified: false}
    """

private let questions = """
    key: testland-review
    title:
      pt: "Perguntas de teste"
      en: "Test questions"
    date: "2026-01-01"
    place: "Testland"
    source: "invented for a test"
    licence: "invented for a test"
    retrieved: "2026-11-23"
    translation: ours
    suggestions: "none"
    questions:
      - id: a
        en: "Is this a test?"
        pt: "Isto é um teste?"
        parts: []
        figures: []
        series: []
        measures: []

    """
