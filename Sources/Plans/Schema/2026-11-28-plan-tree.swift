import Storage

/// Plans of any depth: one table of nodes, with what hangs on each, and what was known before moved into it.
let planTreeSchema = [
    Migration("Plans", "2026-11-28-plan-tree", planTree + moveHeadings + moveMeasures)
]

private let planTree = [
    """
    ALTER TABLE plan ADD COLUMN kind TEXT NOT NULL DEFAULT 'national'
        CHECK (kind IN ('national', 'municipal', 'other'))
    """,
    "ALTER TABLE plan ADD COLUMN territory TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE plan ADD COLUMN valid_until TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE plan ADD COLUMN edition BIGINT NOT NULL DEFAULT 1",
    "ALTER TABLE plan ADD COLUMN follows TEXT NOT NULL DEFAULT ''",
    """
    ALTER TABLE plan ADD COLUMN stage TEXT NOT NULL DEFAULT 'in-force'
        CHECK (stage IN ('draft', 'consultation', 'in-force', 'ended'))
    """,
    """
    CREATE TABLE plan_code (
        scheme TEXT NOT NULL CHECK (scheme IN ('gcm', 'principle', 'action', 'sdg')), code TEXT NOT NULL,
        position BIGINT NOT NULL, title_pt TEXT NOT NULL, title_en TEXT NOT NULL, sdg TEXT NOT NULL,
        verified BIGINT NOT NULL CHECK (verified IN (0, 1)), source TEXT NOT NULL, PRIMARY KEY (scheme, code))
    """,
    """
    CREATE TABLE plan_node (
        id BIGINT PRIMARY KEY, plan TEXT NOT NULL REFERENCES plan (key), parent BIGINT REFERENCES plan_node (id),
        kind TEXT NOT NULL CHECK (kind IN ('axis', 'objective', 'area', 'programme', 'measure', 'activity')),
        code TEXT NOT NULL, position BIGINT NOT NULL, starts BIGINT, ends BIGINT, calendar TEXT NOT NULL,
        act TEXT NOT NULL, territory TEXT NOT NULL, money_source TEXT NOT NULL, source TEXT NOT NULL,
        note TEXT NOT NULL, official BIGINT NOT NULL CHECK (official IN (0, 1)), UNIQUE (plan, code),
        CHECK (ends IS NULL OR starts IS NULL OR ends >= starts))
    """,
    "CREATE INDEX plan_node_order ON plan_node (plan, position)",
    "CREATE INDEX plan_node_code ON plan_node (code)",
    """
    CREATE TABLE plan_text (
        node BIGINT NOT NULL REFERENCES plan_node (id), language TEXT NOT NULL, title TEXT NOT NULL,
        PRIMARY KEY (node, language))
    """,
    """
    CREATE TABLE plan_body (
        node BIGINT NOT NULL REFERENCES plan_node (id),
        role TEXT NOT NULL CHECK (role IN ('lead', 'involved', 'municipality', 'civil')), name TEXT NOT NULL,
        position BIGINT NOT NULL, PRIMARY KEY (node, role, name))
    """,
    """
    CREATE TABLE plan_actor (
        id BIGINT PRIMARY KEY, name TEXT NOT NULL UNIQUE, organisation BIGINT, mail TEXT NOT NULL)
    """,
    """
    CREATE TABLE plan_money (
        node BIGINT NOT NULL REFERENCES plan_node (id), year BIGINT NOT NULL, planned BIGINT, executed BIGINT,
        PRIMARY KEY (node, year), CHECK (planned IS NOT NULL OR executed IS NOT NULL))
    """,
    """
    CREATE TABLE plan_link (
        node BIGINT NOT NULL REFERENCES plan_node (id), scheme TEXT NOT NULL
        CHECK (scheme IN ('gcm', 'principle', 'action', 'sdg', 'plan', 'agreement', 'practice')),
        code TEXT NOT NULL, ours BIGINT NOT NULL CHECK (ours IN (0, 1)), position BIGINT NOT NULL,
        PRIMARY KEY (node, scheme, code))
    """,
    "CREATE INDEX plan_link_code ON plan_link (scheme, code)",
    """
    CREATE TABLE plan_indicator (
        id BIGINT PRIMARY KEY, node BIGINT NOT NULL REFERENCES plan_node (id), code TEXT NOT NULL,
        position BIGINT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('output', 'outcome', 'figure')),
        name_pt TEXT NOT NULL, name_en TEXT NOT NULL, definition TEXT NOT NULL, unit TEXT NOT NULL,
        baseline DOUBLE PRECISION, baseline_day BIGINT, baseline_gap TEXT NOT NULL, target DOUBLE PRECISION,
        target_day BIGINT, target_words TEXT NOT NULL, verification TEXT NOT NULL,
        direction TEXT NOT NULL CHECK (direction IN ('up', 'down', 'neither')),
        people BIGINT NOT NULL CHECK (people IN (0, 1)), split_by TEXT NOT NULL, why_not TEXT NOT NULL,
        figure TEXT NOT NULL, series TEXT NOT NULL, UNIQUE (node, code),
        CHECK ((baseline IS NULL) = (baseline_gap <> '')),
        CHECK (people = 0 OR why_not <> '' OR (split_by LIKE '%sex%' AND split_by LIKE '%age%')),
        CHECK (kind <> 'figure' OR figure <> '' OR series <> ''))
    """,
    """
    CREATE TABLE plan_waypoint (
        indicator BIGINT NOT NULL REFERENCES plan_indicator (id), day BIGINT NOT NULL,
        value DOUBLE PRECISION NOT NULL, PRIMARY KEY (indicator, day))
    """,
]

/// Axes become nodes; the objectives of the first plan are those of the Compact.
private let moveHeadings = [
    """
    INSERT INTO plan_code (scheme, code, position, title_pt, title_en, sdg, verified, source)
    SELECT 'gcm', CAST(number AS TEXT), number, title_pt, title_en, sdg, verified, source FROM plan_objective
    WHERE plan = (SELECT MIN(plan) FROM plan_objective)
    """,
    """
    INSERT INTO plan_node (id, plan, parent, kind, code, position, starts, ends, calendar, act, territory,
        money_source, source, note, official)
    SELECT ROW_NUMBER() OVER (ORDER BY plan, number), plan, NULL, 'axis', 'E' || CAST(number AS TEXT),
        number - 10000, NULL, NULL, '', '', '', '', source, '', 0 FROM plan_axis
    """,
    """
    INSERT INTO plan_text (node, language, title)
    SELECT n.id, 'pt', a.title_pt FROM plan_axis a
    JOIN plan_node n ON n.plan = a.plan AND n.code = 'E' || CAST(a.number AS TEXT)
    """,
    """
    INSERT INTO plan_text (node, language, title)
    SELECT n.id, 'en', a.title_en FROM plan_axis a
    JOIN plan_node n ON n.plan = a.plan AND n.code = 'E' || CAST(a.number AS TEXT)
    """,
]

private let moveMeasures = [
    """
    INSERT INTO plan_node (id, plan, parent, kind, code, position, starts, ends, calendar, act, territory,
        money_source, source, note, official)
    SELECT m.id, m.plan, n.id, 'measure', m.ref, m.position, NULL, NULL, m.calendar, '', '', '', m.source, m.note,
        m.official
    FROM measure m LEFT JOIN plan_node n ON n.plan = m.plan AND n.code = 'E' || CAST(m.axis AS TEXT)
    """,
    """
    INSERT INTO plan_text (node, language, title) SELECT id, 'pt', title_pt FROM measure WHERE title_pt <> ''
    """,
    """
    INSERT INTO plan_text (node, language, title) SELECT id, 'en', title_en FROM measure WHERE title_en <> ''
    """,
    """
    INSERT INTO plan_body (node, role, name, position)
    SELECT id, 'lead', responsible, 0 FROM measure WHERE responsible <> ''
    """,
    """
    INSERT INTO plan_body (node, role, name, position)
    SELECT id, 'involved', involved, 0 FROM measure WHERE involved <> ''
    """,
    """
    INSERT INTO plan_link (node, scheme, code, ours, position)
    SELECT o.measure, 'gcm', CAST(o.objective AS TEXT), CASE m.objective_source WHEN 'ours' THEN 1 ELSE 0 END,
        o.objective
    FROM measure_objective o JOIN measure m ON m.id = o.measure
    """,
    """
    INSERT INTO plan_indicator (id, node, code, position, kind, name_pt, name_en, definition, unit, baseline,
        baseline_day, baseline_gap, target, target_day, target_words, verification, direction, people, split_by,
        why_not, figure, series)
    SELECT ROW_NUMBER() OVER (ORDER BY measure, figure), measure, figure, 1, 'figure', '', '', note, '', NULL, NULL,
        'bound before baselines were kept', NULL, NULL, '', '', direction, 0, '', '', figure, ''
    FROM measure_binding
    """,
    """
    INSERT INTO plan_indicator (id, node, code, position, kind, name_pt, name_en, definition, unit, baseline,
        baseline_day, baseline_gap, target, target_day, target_words, verification, direction, people, split_by,
        why_not, figure, series)
    SELECT 1000000 + ROW_NUMBER() OVER (ORDER BY id), id, 'words', 0, 'output',
        CASE indicator WHEN '' THEN target ELSE indicator END, '', '', '', NULL, NULL, 'the plan states none', NULL,
        NULL, target, source, 'neither', 0, '', '', '', ''
    FROM measure WHERE indicator <> '' OR target <> ''
    """,
]
