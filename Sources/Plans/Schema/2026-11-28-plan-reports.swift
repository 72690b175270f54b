import Storage

/// What is reported, round by round, who approved what, and what was put right; the typed claims of before move in.
let planReportsSchema = [
    Migration("Plans", "2026-11-28-plan-reports", planReports + moveReports + dropTyped)
]

private let planReports = [
    """
    CREATE TABLE plan_round (
        id BIGINT PRIMARY KEY, plan TEXT NOT NULL REFERENCES plan (key), name TEXT NOT NULL,
        covers_from BIGINT NOT NULL, covers_until BIGINT NOT NULL, opens BIGINT NOT NULL, due BIGINT NOT NULL,
        closed_at BIGINT, by_account BIGINT NOT NULL, at BIGINT NOT NULL, UNIQUE (plan, name),
        CHECK (covers_until >= covers_from), CHECK (due >= opens))
    """,
    """
    CREATE TABLE plan_owed (
        round BIGINT NOT NULL REFERENCES plan_round (id), node BIGINT NOT NULL REFERENCES plan_node (id),
        voice TEXT NOT NULL CHECK (voice IN ('lead', 'municipality', 'civil')), body TEXT NOT NULL,
        excuse TEXT NOT NULL, excuse_by BIGINT, PRIMARY KEY (round, node, voice, body))
    """,
    """
    CREATE TABLE plan_reminder (
        round BIGINT NOT NULL REFERENCES plan_round (id), mail TEXT NOT NULL, at BIGINT NOT NULL,
        PRIMARY KEY (round, mail))
    """,
    """
    CREATE TABLE plan_report (
        id BIGINT PRIMARY KEY, node BIGINT NOT NULL REFERENCES plan_node (id),
        round BIGINT REFERENCES plan_round (id),
        voice TEXT NOT NULL CHECK (voice IN ('lead', 'municipality', 'civil', 'review')), body TEXT NOT NULL,
        account BIGINT NOT NULL, role TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'returned', 'validated', 'replaced')),
        claim TEXT NOT NULL CHECK (claim IN
            ('', 'not-started', 'started', 'output', 'outcome', 'review', 'discontinued')),
        day BIGINT NOT NULL, text TEXT NOT NULL, cause TEXT NOT NULL, decided_by BIGINT, decided_at BIGINT,
        at BIGINT NOT NULL, CHECK (state = 'draft' OR claim <> ''))
    """,
    "CREATE INDEX plan_report_node ON plan_report (node, at, id)",
    "CREATE INDEX plan_report_round ON plan_report (round, node)",
    "CREATE INDEX plan_report_state ON plan_report (state, at)",
    """
    CREATE UNIQUE INDEX plan_report_draft ON plan_report (node, account, COALESCE(round, 0))
        WHERE state IN ('draft', 'returned')
    """,
    """
    CREATE TABLE plan_proof (
        id BIGINT PRIMARY KEY, report BIGINT NOT NULL REFERENCES plan_report (id), position BIGINT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('link', 'document', 'figure')), content TEXT NOT NULL)
    """,
    "CREATE INDEX plan_proof_of ON plan_proof (report, position)",
    """
    CREATE TABLE plan_value (
        report BIGINT NOT NULL REFERENCES plan_report (id),
        indicator BIGINT NOT NULL REFERENCES plan_indicator (id), value DOUBLE PRECISION NOT NULL,
        PRIMARY KEY (report, indicator))
    """,
    """
    CREATE TABLE plan_step (
        id BIGINT PRIMARY KEY, report BIGINT NOT NULL REFERENCES plan_report (id),
        act TEXT NOT NULL CHECK (act IN ('submitted', 'returned', 'validated')), account BIGINT NOT NULL,
        role TEXT NOT NULL, at BIGINT NOT NULL, digest TEXT NOT NULL, seen TEXT NOT NULL, words TEXT NOT NULL)
    """,
    "CREATE INDEX plan_step_of ON plan_step (report, at, id)",
    """
    CREATE TABLE plan_erratum (
        id BIGINT PRIMARY KEY, report BIGINT NOT NULL REFERENCES plan_report (id),
        field TEXT NOT NULL CHECK (field IN ('claim', 'text', 'day')), was TEXT NOT NULL, becomes TEXT NOT NULL,
        why TEXT NOT NULL CHECK (why <> ''), account BIGINT NOT NULL, at BIGINT NOT NULL, seal TEXT NOT NULL)
    """,
    "CREATE INDEX plan_erratum_of ON plan_erratum (report, at, id)",
    """
    CREATE TABLE plan_answer (
        report BIGINT PRIMARY KEY REFERENCES plan_report (id), words TEXT NOT NULL CHECK (words <> ''),
        account BIGINT NOT NULL, at BIGINT NOT NULL)
    """,
    """
    CREATE TABLE plan_question (
        id BIGINT PRIMARY KEY, node BIGINT NOT NULL REFERENCES plan_node (id), body TEXT NOT NULL,
        words TEXT NOT NULL, account BIGINT NOT NULL, at BIGINT NOT NULL, answer TEXT NOT NULL,
        answered_by BIGINT, answered_at BIGINT)
    """,
    "CREATE INDEX plan_question_node ON plan_question (node, at)",
]

/// What was claimed before approvals were kept stood as a public claim, and goes on standing.
private let moveReports = [
    """
    INSERT INTO plan_report (id, node, round, voice, body, account, role, state, claim, day, text, cause, decided_by,
        decided_at, at)
    SELECT id, measure, NULL, CASE status WHEN 'done-reviewed' THEN 'review' ELSE 'lead' END, '', by_account, by_role,
        'validated', CASE status WHEN 'done-claimed' THEN 'output' WHEN 'done-reviewed' THEN 'review'
            WHEN 'dropped' THEN 'discontinued' ELSE status END,
        at / 86400000000, text, '', NULL, at, at
    FROM measure_report
    """,
    """
    INSERT INTO plan_proof (id, report, position, kind, content)
    SELECT id, report, 0, CASE kind WHEN 'link' THEN 'link' ELSE 'document' END, content FROM measure_evidence
    """,
]

private let dropTyped = [
    "DROP TABLE measure_evidence", "DROP TABLE measure_report", "DROP TABLE measure_binding",
    "DROP TABLE measure_objective", "DROP TABLE measure", "DROP TABLE plan_axis",
    "DROP TABLE plan_objective",
]
