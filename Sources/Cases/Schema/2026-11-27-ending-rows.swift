import Storage

/// Files that ended before there were rows of endings have none: the sweep of the legal dates makes them. It is told to
/// begin anew.
let endingRowsSchema = Migration("Cases", "2026-11-27-ending-rows", ["DELETE FROM date_sweep"])
