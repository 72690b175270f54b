import Storage

/// Evaluations with what is answered to them, revisions of plans, and the areas of municipal plans.
let planReviewSchema = [
    Migration(
        "Plans", "2026-11-28-plan-review",
        [
            """
            CREATE TABLE plan_evaluation (
                id BIGINT PRIMARY KEY, plan TEXT NOT NULL REFERENCES plan (key), name TEXT NOT NULL,
                evaluator TEXT NOT NULL, day BIGINT NOT NULL, source TEXT NOT NULL, account BIGINT NOT NULL,
                at BIGINT NOT NULL, UNIQUE (plan, name))
            """,
            """
            CREATE TABLE plan_finding (
                id BIGINT PRIMARY KEY, evaluation BIGINT NOT NULL REFERENCES plan_evaluation (id),
                criterion TEXT NOT NULL CHECK (criterion IN ('relevance', 'coherence', 'effectiveness', 'efficiency',
                    'impact', 'sustainability')),
                node BIGINT REFERENCES plan_node (id), words TEXT NOT NULL, at BIGINT NOT NULL)
            """,
            "CREATE INDEX plan_finding_of ON plan_finding (evaluation, at)",
            """
            CREATE TABLE plan_recommendation (
                id BIGINT PRIMARY KEY, evaluation BIGINT NOT NULL REFERENCES plan_evaluation (id), words TEXT NOT NULL,
                at BIGINT NOT NULL, decision TEXT NOT NULL CHECK (decision IN ('', 'accepted', 'partly', 'rejected')),
                response TEXT NOT NULL, due BIGINT, answered_by BIGINT, answered_at BIGINT, outcome TEXT NOT NULL,
                proof TEXT NOT NULL, followed_at BIGINT, CHECK (decision = '' OR response <> ''),
                CHECK (decision NOT IN ('accepted', 'partly') OR due IS NOT NULL),
                CHECK (followed_at IS NULL OR proof <> ''))
            """,
            "CREATE INDEX plan_recommendation_of ON plan_recommendation (evaluation, at)",
            """
            CREATE TABLE plan_area (
                code TEXT PRIMARY KEY, position BIGINT NOT NULL, title_pt TEXT NOT NULL, title_en TEXT NOT NULL,
                source TEXT NOT NULL)
            """,
            "ALTER TABLE plan ADD COLUMN consult_from BIGINT",
            "ALTER TABLE plan ADD COLUMN consult_until BIGINT",
            "CREATE INDEX plan_follows ON plan (follows)",
        ])
]
