import Storage

/// What was written about a file is found by it, where the file is erased.
let peopleSubjects = Migration(
    "People", "2026-11-26-subjects", ["CREATE INDEX message_subject ON message (subject)"])
