import Storage

/// What a file states of its applicant and groups are compared by: the group of the nationality, and the sex, which
/// nobody has to state. It has no part in any decision.
let caseTraitsSchema = Migration(
    "Cases", "2026-11-26-case-traits",
    [
        """
        CREATE TABLE case_trait (
            kase BIGINT PRIMARY KEY REFERENCES kase (id), nationality TEXT, sex TEXT)
        """
    ],
    only: [
        .postgres: [
            """
            ALTER TABLE case_trait ALTER CONSTRAINT case_trait_kase_fkey
                DEFERRABLE INITIALLY DEFERRED
            """
        ]
    ])
