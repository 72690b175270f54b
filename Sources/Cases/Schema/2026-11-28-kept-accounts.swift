import Storage

/// Whose account something kept when the last of their files was erased: a night looks at it again.
let keptAccountsSchema = Migration(
    "Cases", "2026-11-28-kept-accounts",
    [
        """
        CREATE TABLE kept_account (
            person BIGINT PRIMARY KEY,
            since BIGINT NOT NULL
        )
        """
    ])
