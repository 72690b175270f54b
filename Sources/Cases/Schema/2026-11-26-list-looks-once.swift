import Storage

/// A list that is taken along is one look at each of its files by one account on one day, however often it is taken:
/// who really opened a file is not pushed out of sight.
let listLooksOnceSchema = Migration(
    "Cases", "2026-11-26-list-looks-once",
    [
        "ALTER TABLE looked ADD COLUMN day BIGINT",
        """
        CREATE UNIQUE INDEX looked_list_once ON looked (kase, account, day) WHERE how = 'list'
        """,
    ])
