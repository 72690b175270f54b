import Storage

/// Who works at an office is asked where work is handed over.
let peopleOfficers = Migration(
    "People", "2026-11-26-officers", ["CREATE INDEX duty_location ON duty (location)"])
