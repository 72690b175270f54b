import Storage

/// Sessions that are forgotten are found by the end of their time.
let peopleSessionAge = Migration(
    "People", "2026-11-25-session-age", ["CREATE INDEX session_expires ON session (expires)"])
