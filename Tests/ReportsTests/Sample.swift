import Figures
import Kernel
import Storage
import TestSupport

@testable import Reports

/// The figures of the samples were published the day before the report.
let dayBefore = noon.adding(seconds: -86_400)

let setKey = "unece-regional-review-2024"

/// The real questions with figures of a test: one stated, one hidden, one empty, others not registered.
struct Sample {
    let database: Database
    let reports: Reports
    let figures: Figures

    init(_ engine: Engine, pending: Measured = .count(3)) async throws {
        let database = try await TestDatabase.make(
            engine, migrations: storageSchema + Figures.schema + Reports.schema)
        let figures = try Figures(
            database: database, zone: .utc,
            figures: [
                figure(
                    "observatory.pt-foreign-residents",
                    .value(1_044_606, people: 0, period: "2023"), .none),
                figure("cases.pending.family-reunification", pending, .standard),
                figure("network.claim.known", .value(nil, people: 0), .none),
            ])
        reports = try Reports(
            database: database, policy: projectFolder + "/policy/pt", base: "https://cais.test",
            publishedFigure: { try figures.published($0, in: $1) }, figure: { figures[$0] },
            measures: { _ in [measure("M-e", isReported: true), measure("M-i", isReported: false)]
            },
            pdf: { Array(("%PDF " + $0).utf8) }, docx: { Array($0.utf8) })
        self.database = database
        self.figures = figures
        try await database.write { db in _ = try figures.takeSnapshots(at: dayBefore, in: db) }
    }
}

private func figure(
    _ key: FigureKey, _ measured: Measured, _ protection: Figure.Protection
) -> Figure {
    Figure(
        key, title: { _ in "Title of \(key)" }, definition: { _ in "Definition of \(key)" },
        unit: { _ in "persons" },
        source: { _ in "Source of \(key), vintage 7" }, direction: .neither, protection: protection,
        query: "none", measure: { _, _ in measured })
}

private func measure(_ ref: String, isReported: Bool) -> ReportMeasure {
    ReportMeasure(
        ref: ref, title: { _ in "Measure \(ref)" },
        status: { _ in isReported ? "Started" : "Not reported" },
        isReported: isReported, isOfficial: false, link: "/plan/measures/\(ref)")
}
