import Storage

/// One visit over several counters: its legs, and the desks that are another body's.
let chainsSchema = Migration(
    "Appointments", "2026-11-27-chains",
    [
        // A desk without a row is the agency's own.
        """
        CREATE TABLE desk_body (
            desk BIGINT PRIMARY KEY REFERENCES desk (id), organisation BIGINT NOT NULL)
        """,
        "CREATE INDEX desk_body_organisation ON desk_body (organisation)",
        // The word is what people say at that counter: no two counters of a visit have the same.
        """
        CREATE TABLE visit_leg (
            visit BIGINT NOT NULL REFERENCES visit (id), number BIGINT NOT NULL CHECK (number > 0),
            desk BIGINT NOT NULL REFERENCES desk (id), service TEXT NOT NULL, start BIGINT NOT NULL,
            minutes BIGINT NOT NULL CHECK (minutes > 0), word TEXT NOT NULL,
            PRIMARY KEY (visit, number), UNIQUE (visit, service))
        """,
        "CREATE INDEX visit_leg_desk ON visit_leg (desk, start)",
    ])
