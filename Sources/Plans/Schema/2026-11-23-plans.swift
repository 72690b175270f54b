import Storage

/// Plans side by side; the status of a measure is not a column but its last report.
let plansSchema = [
    Migration(
        "Plans", "2026-11-23-plans",
        [
            """
            CREATE TABLE plan (
                key TEXT PRIMARY KEY, name_pt TEXT NOT NULL, name_en TEXT NOT NULL, act_pt TEXT NOT NULL,
                act_en TEXT NOT NULL, valid_from TEXT NOT NULL, status TEXT NOT NULL, status_as_of TEXT NOT NULL,
                status_source TEXT NOT NULL, source TEXT NOT NULL, note_pt TEXT NOT NULL, note_en TEXT NOT NULL,
                measure_count BIGINT NOT NULL, digest TEXT NOT NULL)
            """,
            """
            CREATE TABLE plan_claim (
                plan TEXT NOT NULL REFERENCES plan (key), as_of TEXT NOT NULL, words TEXT NOT NULL,
                note TEXT NOT NULL, source TEXT NOT NULL, PRIMARY KEY (plan, as_of))
            """,
            """
            CREATE TABLE plan_axis (
                plan TEXT NOT NULL REFERENCES plan (key), number BIGINT NOT NULL, title_pt TEXT NOT NULL,
                title_en TEXT NOT NULL, source TEXT NOT NULL, PRIMARY KEY (plan, number))
            """,
            """
            CREATE TABLE plan_objective (
                plan TEXT NOT NULL REFERENCES plan (key), number BIGINT NOT NULL, title_pt TEXT NOT NULL,
                title_en TEXT NOT NULL, sdg TEXT NOT NULL, verified BIGINT NOT NULL, source TEXT NOT NULL,
                PRIMARY KEY (plan, number))
            """,
            """
            CREATE TABLE measure (
                id BIGINT PRIMARY KEY, plan TEXT NOT NULL REFERENCES plan (key), ref TEXT NOT NULL,
                position BIGINT NOT NULL, title_pt TEXT NOT NULL, title_en TEXT NOT NULL,
                objective_source TEXT NOT NULL, axis BIGINT, responsible TEXT NOT NULL, involved TEXT NOT NULL,
                calendar TEXT NOT NULL, indicator TEXT NOT NULL, target TEXT NOT NULL, source TEXT NOT NULL,
                note TEXT NOT NULL, official BIGINT NOT NULL CHECK (official IN (0, 1)), UNIQUE (plan, ref),
                FOREIGN KEY (plan, axis) REFERENCES plan_axis (plan, number))
            """,
            """
            CREATE TABLE measure_objective (
                measure BIGINT NOT NULL REFERENCES measure (id), objective BIGINT NOT NULL,
                PRIMARY KEY (measure, objective))
            """,
            """
            CREATE TABLE measure_report (
                id BIGINT PRIMARY KEY, measure BIGINT NOT NULL REFERENCES measure (id), status TEXT NOT NULL
                CHECK (status IN ('not-started', 'started', 'done-claimed', 'done-reviewed', 'dropped')),
                text TEXT NOT NULL, by_account BIGINT NOT NULL, by_role TEXT NOT NULL, at BIGINT NOT NULL)
            """,
            "CREATE INDEX measure_report_of ON measure_report (measure, at, id)",
            """
            CREATE TABLE measure_evidence (
                id BIGINT PRIMARY KEY, measure BIGINT NOT NULL REFERENCES measure (id),
                report BIGINT NOT NULL REFERENCES measure_report (id),
                kind TEXT NOT NULL CHECK (kind IN ('link', 'text')), content TEXT NOT NULL,
                by_account BIGINT NOT NULL, at BIGINT NOT NULL)
            """,
            "CREATE INDEX measure_evidence_of ON measure_evidence (measure, at, id)",
            """
            CREATE TABLE measure_binding (
                measure BIGINT NOT NULL REFERENCES measure (id), figure TEXT NOT NULL,
                direction TEXT NOT NULL CHECK (direction IN ('up', 'down', 'neither')), note TEXT NOT NULL,
                PRIMARY KEY (measure, figure))
            """,
        ])
]
