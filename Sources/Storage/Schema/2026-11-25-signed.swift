/// What a checkpoint signed of a subject is looked up before the next one signs it again.
let storageSigned = Migration(
    "Storage", "2026-11-25-signed",
    ["CREATE INDEX checkpoint_head_subject ON checkpoint_head (subject, seq)"])
