import Storage

/// What carriers say of a delivery later, which way gave no sign in its time, and what proves that a notice came.
let peopleNotices = Migration(
    "People", "2026-11-26-notices",
    [
        "ALTER TABLE contact_attempt ADD COLUMN content_hash TEXT",
        """
        CREATE TABLE delivery_report (
            message BIGINT NOT NULL REFERENCES message (id),
            channel BIGINT NOT NULL REFERENCES contact_channel (id),
            state TEXT NOT NULL CHECK (state IN ('dispatched', 'delivered', 'returned', 'failed')),
            happened BIGINT NOT NULL, received BIGINT NOT NULL, detail TEXT NOT NULL,
            PRIMARY KEY (message, channel, state))
        """,
        """
        CREATE TABLE notice_silence (
            message BIGINT NOT NULL REFERENCES message (id),
            channel BIGINT NOT NULL REFERENCES contact_channel (id), at BIGINT NOT NULL,
            PRIMARY KEY (message, channel))
        """,
        """
        CREATE TABLE notice_proof (
            message BIGINT PRIMARY KEY REFERENCES message (id),
            way TEXT NOT NULL CHECK (way IN ('delivered', 'reached')), at BIGINT NOT NULL)
        """,
    ])
