import Figures
import Kernel
import Storage
import TestSupport
import Testing

@testable import Plans

/// The real plan with two figures of a test behind it.
struct Sample {
    let database: Database
    let plans: Plans
    let figures: Figures

    init(_ engine: Engine, imported: Bool = true) async throws {
        let database = try await TestDatabase.make(
            engine, migrations: storageSchema + Figures.schema + Plans.schema)
        let figures = try Figures(
            database: database, zone: .utc,
            figures: [
                figure("cases.pending.family-reunification", 123), figure("network.claim.known", 3),
            ])
        plans = Plans(
            database: database, publishedFigure: { try figures.published($0, in: $1) },
            figure: { figures[$0] }, history: { try figures.history($0, in: $1) })
        self.database = database
        self.figures = figures
        // Published the day before: what is shown carries that day.
        try await database.write { db in
            _ = try figures.takeSnapshots(at: noon.adding(seconds: -86_400), in: db)
        }
        if imported { try await plans.importAll(policy: projectFolder + "/policy/pt", at: noon) }
    }

    func measure(_ ref: String) async throws -> Measure {
        let found = try await database.read { db in try Measure.find(ref, in: db) }
        return try #require(found)
    }

    func report(
        _ ref: String, _ status: MeasureStatus, text: String = "", evidence: String? = nil,
        by person: Principal = helena,
        at now: Moment = noon
    ) async throws {
        let action = ReportOnMeasure(
            ref: ref, status: status, text: text, evidence: Evidence(evidence))
        try await database.write { db in try action.perform(by: person, at: now, in: db) }
    }
}

/// A count of people, under the standard protection: 3 is hidden, 123 is rounded.
private func figure(_ key: FigureKey, _ count: Int) -> Figure {
    Figure(
        key, title: { _ in "Title of \(key)" }, definition: { _ in "a test" },
        unit: { _ in "files" },
        source: { _ in "a test" }, direction: .down, query: "none",
        measure: { _, _ in .count(count) })
}
