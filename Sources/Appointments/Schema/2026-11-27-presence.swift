import Storage

/// That somebody came to a visit, as an employer or a school may ask; each paper has a code.
let presenceSchema = Migration(
    "Appointments", "2026-11-27-presence",
    [
        """
        CREATE TABLE visit_presence (
            code TEXT PRIMARY KEY, visit BIGINT NOT NULL REFERENCES visit (id), name TEXT NOT NULL,
            began BIGINT NOT NULL, ended BIGINT NOT NULL, made_at BIGINT NOT NULL, UNIQUE (visit, name),
            CHECK (began <= ended))
        """
    ])
