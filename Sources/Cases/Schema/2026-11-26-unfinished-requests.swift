import Storage

/// Requests that somebody began and did not send: what was typed is sealed, and goes after some weeks.
let unfinishedRequestsSchema = Migration(
    "Cases", "2026-11-26-unfinished-requests",
    [
        """
        CREATE TABLE unfinished_request (
            id BIGINT PRIMARY KEY, applicant BIGINT NOT NULL, begun_by BIGINT NOT NULL, mandate TEXT,
            procedure TEXT NOT NULL, content BYTEA NOT NULL, saved_at BIGINT NOT NULL,
            expires BIGINT NOT NULL, CHECK (expires > saved_at))
        """,
        "CREATE INDEX unfinished_request_applicant ON unfinished_request (applicant, id)",
        "CREATE INDEX unfinished_request_begun_by ON unfinished_request (begun_by, id)",
        "CREATE INDEX unfinished_request_expires ON unfinished_request (expires, id)",
    ])
