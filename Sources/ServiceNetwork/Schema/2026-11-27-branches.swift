import Storage

/// Branches of partner bodies at our places, and what was asked of them: never the number that came of it.
let branchesSchema = Migration(
    "ServiceNetwork", "2026-11-27-branches",
    [
        """
        CREATE TABLE branch (
            id BIGINT PRIMARY KEY, kind TEXT NOT NULL, location BIGINT NOT NULL REFERENCES location (id),
            from_day BIGINT NOT NULL, ended_on BIGINT, source TEXT NOT NULL CHECK (source <> ''),
            demo BIGINT NOT NULL CHECK (demo IN (0, 1)), CHECK (ended_on >= from_day))
        """,
        "CREATE UNIQUE INDEX branch_standing ON branch (kind, location) WHERE ended_on IS NULL",
        // The content is sealed and goes when its time is over, or with the file; what is counted stays.
        """
        CREATE TABLE branch_request (
            id BIGINT PRIMARY KEY, branch BIGINT NOT NULL REFERENCES branch (id), kase BIGINT NOT NULL,
            position BIGINT NOT NULL CHECK (position >= 0), person BIGINT NOT NULL, reference TEXT NOT NULL,
            office BIGINT NOT NULL, content BYTEA, flow TEXT NOT NULL, version BIGINT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('asked', 'delivered', 'refused', 'withdrawn')), reason TEXT,
            asked_by BIGINT NOT NULL, asked_at BIGINT NOT NULL, read_at BIGINT, answered_at BIGINT, keep_until BIGINT NOT NULL,
            demo BIGINT NOT NULL CHECK (demo IN (0, 1)),
            CHECK ((state = 'asked') = (answered_at IS NULL)), CHECK ((state = 'refused') = (reason IS NOT NULL)))
        """,
        "CREATE UNIQUE INDEX branch_request_open ON branch_request (branch, kase, position) WHERE state = 'asked'",
        "CREATE INDEX branch_request_branch ON branch_request (branch, state, asked_at)",
        "CREATE INDEX branch_request_office ON branch_request (office, asked_at)",
        "CREATE INDEX branch_request_person ON branch_request (person)",
        "CREATE INDEX branch_request_kase ON branch_request (kase)",
    ])
