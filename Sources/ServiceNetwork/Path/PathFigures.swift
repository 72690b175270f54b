import Figures
import Kernel
import Languages
import Storage

/// What came of the steps of integration paths, by kind and outcome. Each number passes the guard; no sum stands beside
/// them from which a hidden one could be told.
enum PathFigures {
    static let all = PathKind.allCases.flatMap { kind in
        PathOutcome.allCases.map { figure(kind, $0) }
    }

    private static func figure(_ kind: PathKind, _ outcome: PathOutcome) -> Figure {
        Figure(
            FigureKey("network.path.\(kind.rawValue).\(outcome.rawValue)"),
            title: { t in
                t(
                    "Steps of integration paths, {kind}: {outcome}",
                    ["kind": kind.words(t), "outcome": outcome.words(t)])
            },
            definition: { t in
                t(
                    "Steps of this kind that a body closed with this outcome, of paths whose people did not take their consent back. Hidden where they are of few paths."
                )
            },
            unit: { t in t("steps") },
            source: { t in t("The integration paths of this installation") },
            direction: outcome == .reached ? .up : .neither,
            query:
                "SELECT COUNT(*) FROM path_step JOIN integration_path ON integration_path.id = path WHERE kind = '\(kind.rawValue)' AND outcome = '\(outcome.rawValue)' AND ended_at IS NULL",
            measure: { db, _ in try measured(PathSeal.outcome(kind, outcome, db.keys), in: db) })
    }

    /// Steps, and of how many people: of those whose path is in no account each path counts as one.
    private static func measured(_ outcome: [UInt8], in db: Reader) throws -> Measured {
        let row = try db.first(
            """
            SELECT COUNT(*), COUNT(DISTINCT p.holder_hash),
                COUNT(DISTINCT CASE WHEN p.holder_hash IS NULL THEN p.id END),
                COALESCE(MAX(p.demo), 0)
            FROM path_step AS s JOIN integration_path AS p ON p.id = s.path
            JOIN network_consent AS c ON c.id = p.consent
            WHERE s.outcome_hash = \(outcome) AND s.taken_back_at IS NULL AND p.ended_at IS NULL
                AND c.withdrawn_at IS NULL
            """)
        guard let row else { return .count(0) }
        let (steps, holders, others, demo): (Int, Int, Int, Int) =
            (try row[0], try row[1], try row[2], try row[3])
        return .value(Double(steps), people: holders + others, isDemo: demo > 0)
    }
}
