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

    func node(_ code: String, plan: String = "pnipgm") async throws -> PlanNode {
        let found = try await database.read { db in
            try PlanNode.find(code, plan: plan, in: db)
        }
        return try #require(found)
    }

    func standing(
        _ code: String, plan: String = "pnipgm", on day: Day = noon.utcDay
    ) async throws -> Standing {
        let node = try await node(code, plan: plan)
        return try await database.read { db in try node.standing(on: day, in: db) }
    }

    /// Sends a report; with `approvedBy` it is approved too.
    @discardableResult
    func report(
        _ code: String, _ claim: ReportClaim?, text: String = "", proof: String = "",
        by person: Principal = helena, approvedBy: Principal? = nil, plan: String = "pnipgm",
        round: ID<PlanRound>? = nil, at now: Moment = noon
    ) async throws -> ID<PlanReport> {
        let node = try await node(code, plan: plan)
        var words = ReportText(claim: claim, day: now.utcDay)
        words.text = text
        words.proofs = [Proof(proof)].compactMap(\.self)
        let action = SendReport(node: node.id, round: round, text: words)
        let id = try await database.write { db in try action.perform(by: person, at: now, in: db) }
        if let approvedBy { try await decide(id, true, by: approvedBy, at: now) }
        return id
    }

    func decide(
        _ id: ID<PlanReport>, _ isApproved: Bool, words: String = "", by person: Principal = ivo,
        digest: String? = nil, at now: Moment = noon
    ) async throws {
        try await database.write { db in
            let seen = try PlanReport.find(id, in: db)?.digest(in: db) ?? ""
            try DecideReport(
                report: id, isApproved: isApproved, digest: digest ?? seen, words: words
            ).perform(by: person, at: now, in: db)
        }
    }

    func reports(_ code: String, plan: String = "pnipgm") async throws -> [PlanReport] {
        let node = try await node(code, plan: plan)
        return try await database.read { db in try PlanReport.of(node.id, in: db) }
    }

    /// A small invented plan with bodies, indicators and voices; it stands in no demonstration.
    func invented() async throws {
        let table = try PlanFiles.lines(Array(inventedPlan.utf8), name: "plan.csv")
        var reader = PlanTableReader(known: [:])
        reader.read(table, file: "plan.csv")
        #expect(reader.problems == [])
        let document = try #require(reader.document)
        try await database.write { db in
            _ = try ImportPlan(document: document, content: inventedPlan).perform(
                by: .house, at: noon, in: db)
        }
    }
}

/// Synthetic: no plan of any State.
let inventedPlan = """
    kind,code,parent,title_pt,title_en,responsible,municipality,civil,starts,ends,gcm,source,indicator,baseline,baseline_gap,people,split_by,why_not
    plan,trial,,Plano de ensaio,Trial plan,,,,2026-01-01,,,a test,,,,,,
    axis,A,,Eixo de ensaio,Trial axis,,,,,,,a test,,,,,,
    measure,A1,A,Medida de ensaio,Trial measure,Body One,Town of Trial,Trial Union,2026-01-01,2026-06-30,5,a test,,,,,,
    indicator,made,A1,Cursos,Courses,,,,,,,,output,0,,,,
    indicator,learnt,A1,Pessoas que aprenderam,People who learnt,,,,,,,,outcome,12,,yes,sex;age,
    measure,A2,A,Outra medida de ensaio,Another trial measure,Body Two,,,,,5*,a test,,,,,,
    indicator,none,A2,Sem base,Without base,,,,,,,,outcome,,nobody counted,,,
    activity,A1.1,A1,Atividade de ensaio,Trial activity,Body One,,,,,,a test,,,,,,

    """

/// A count of people, under the standard protection: 3 is hidden, 123 is rounded.
private func figure(_ key: FigureKey, _ count: Int) -> Figure {
    Figure(
        key, title: { _ in "Title of \(key)" }, definition: { _ in "a test" },
        unit: { _ in "files" },
        source: { _ in "a test" }, direction: .down, query: "none",
        measure: { _, _ in .count(count) })
}
