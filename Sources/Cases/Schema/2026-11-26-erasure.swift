import Storage

/// What stays of an erased file beside its row: what sums are counted anew from, and the codes of its papers, so that
/// whoever holds one learns that the file is gone and nothing else.
let erasureSchema = Migration(
    "Cases", "2026-11-26-erasure",
    [
        // birth: the first day on which somebody of that age group was born, never the applicant's own.
        """
        CREATE TABLE erased_file (
            kase BIGINT PRIMARY KEY REFERENCES kase (id), at BIGINT NOT NULL, birth BIGINT,
            papers BIGINT NOT NULL CHECK (papers >= 0))
        """,
        """
        CREATE TABLE erased_code (
            code TEXT PRIMARY KEY, kase BIGINT NOT NULL REFERENCES kase (id))
        """,
        "CREATE INDEX erased_code_kase ON erased_code (kase)",
        // Files whose time may be over, oldest decision first.
        """
        CREATE INDEX kase_kept ON kase (procedure, decided_at, id)
            WHERE turn = 'none'
        """,
    ],
    only: [
        .postgres: ["erased_file", "erased_code"].map { table in
            // As of all who point to a case (see late checks).
            """
            ALTER TABLE \(table) ALTER CONSTRAINT \(table)_kase_fkey DEFERRABLE INITIALLY DEFERRED
            """
        }
    ])
