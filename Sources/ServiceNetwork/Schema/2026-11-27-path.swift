import Storage

/// Integration paths: who keeps one and whose it is, its steps with the bodies that take them, and what is noted of them.
let pathSchema: [Migration] = [
    Migration(
        "ServiceNetwork", "2026-11-27-path",
        [
            // Whose it is, whose step it is and what came of it stand as keyed hashes, every word sealed: who reads the
            // store alone does not learn that somebody goes to victim support.
            """
            CREATE TABLE integration_path (
                id BIGINT PRIMARY KEY, keeper BIGINT NOT NULL, holder_hash BYTEA, code_hash BYTEA,
                content BYTEA NOT NULL, consent BIGINT REFERENCES network_consent (id), drawn_at BIGINT NOT NULL,
                review_on BIGINT NOT NULL, ended_at BIGINT, demo BIGINT NOT NULL CHECK (demo IN (0, 1)),
                CHECK (holder_hash IS NULL OR code_hash IS NULL), CHECK (ended_at >= drawn_at))
            """,
            "CREATE INDEX integration_path_keeper ON integration_path (keeper)",
            "CREATE INDEX integration_path_holder ON integration_path (holder_hash)",
            "CREATE UNIQUE INDEX integration_path_code ON integration_path (code_hash)",
            """
            CREATE TABLE path_step (
                id BIGINT PRIMARY KEY, path BIGINT NOT NULL REFERENCES integration_path (id),
                body_hash BYTEA NOT NULL, content BYTEA NOT NULL, due_on BIGINT NOT NULL, agreed_at BIGINT,
                taken_back_at BIGINT, closed_at BIGINT, outcome_hash BYTEA,
                CHECK ((closed_at IS NULL) = (outcome_hash IS NULL)),
                CHECK (closed_at IS NULL OR agreed_at IS NOT NULL))
            """,
            "CREATE INDEX path_step_path ON path_step (path)",
            "CREATE INDEX path_step_body ON path_step (body_hash)",
            "CREATE INDEX path_step_outcome ON path_step (outcome_hash)",
            // Of a step, by its body; of the whole path, at a review.
            """
            CREATE TABLE path_note (
                id BIGINT PRIMARY KEY, path BIGINT NOT NULL REFERENCES integration_path (id),
                step BIGINT REFERENCES path_step (id), content BYTEA NOT NULL, noted_at BIGINT NOT NULL)
            """,
            "CREATE INDEX path_note_path ON path_note (path)",
            "CREATE INDEX path_note_step ON path_note (step)",
        ])
]
