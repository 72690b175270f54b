import Kernel
import Storage
import TestSupport
import Testing

@testable import Plans

@Suite struct MoveTests {
    @Test(arguments: Engine.underTest)
    func `a store of before keeps its plan, its claims and their evidence`(
        engine: Engine
    ) async throws {
        let database = try await TestDatabase.make(
            engine, migrations: storageSchema + plansSchema)
        try await database.write { db in
            for statement in old { try db.run(SQL(stringLiteral: statement)) }
        }
        try await database.migrate(storageSchema + Plans.schema)
        let (nodes, codes) = try await database.read { db in
            (try PlanNode.all(plan: "p", in: db), try PlanCode.all(in: db))
        }
        #expect(nodes.map(\.code) == ["E1", "M-a", "M-b"])
        #expect(codes.map(\.code) == ["5"])
        let measure = try #require(nodes.dropFirst().first)
        #expect(measure.id == MeasureID(7_000_000_000))
        #expect(measure.text.parent == "E1" && measure.text.titles == ["pt": "Medida"])
        #expect(measure.text.names(.lead) == ["Justice"])
        #expect(measure.text.links.map(\.isOurs) == [true])
        #expect(measure.text.indicators.map(\.code) == ["words", "cases.x"])
        #expect(measure.text.indicators.map(\.kind) == [.output, .figure])
        let (first, second) = try await database.read { db in
            (
                try nodes[1].standing(on: noon.utcDay, in: db),
                try nodes[2].standing(on: noon.utcDay, in: db)
            )
        }
        #expect(first.status == .reviewed)
        #expect(second.status == .discontinued && second.reason == "No money")
        let proofs = try await database.read { db in
            try PlanReport.of(nodes[1].id, in: db).flatMap(\.text.proofs)
        }
        #expect(proofs.contains(Proof(kind: .link, content: "https://example.org/x")))
    }
}

private let old = [
    """
    INSERT INTO plan VALUES ('p', 'P', 'P', 'A', 'A', '2019-01-01', '', '', '', 's', '', '', 3, 'd')
    """,
    "INSERT INTO plan_axis VALUES ('p', 1, 'Eixo', 'Axis', 's')",
    "INSERT INTO plan_objective VALUES ('p', 5, 'Cinco', 'Five', '10.7', 1, 's')",
    """
    INSERT INTO measure VALUES (7000000000, 'p', 'M-a', 0, 'Medida', '', 'ours', 1, 'Justice', '', '2020', 'Courses',
        'Ten', 's', '', 0)
    """,
    """
    INSERT INTO measure VALUES (7000000001, 'p', 'M-b', 1, 'Outra', 'Other', 'ours', NULL, '', '', '', '', '', 's', '', 0)
    """,
    "INSERT INTO measure_objective VALUES (7000000000, 5)",
    "INSERT INTO measure_binding VALUES (7000000000, 'cases.x', 'down', 'tied')",
    "INSERT INTO measure_report VALUES (1, 7000000000, 'done-claimed', 't', 5, 'focal-point', 1700000000000000)",
    "INSERT INTO measure_report VALUES (2, 7000000000, 'done-reviewed', 't', 6, 'coordinator', 1700000001000000)",
    "INSERT INTO measure_report VALUES (3, 7000000001, 'dropped', 'No money', 5, 'focal-point', 1700000000000000)",
    "INSERT INTO measure_evidence VALUES (1, 7000000000, 1, 'link', 'https://example.org/x', 5, 1700000000000000)",
    "INSERT INTO measure_evidence VALUES (2, 7000000000, 2, 'text', 'Visit', 6, 1700000001000000)",
]
