import Storage

/// Referrals: what a person needs, written once, and each body to which it was sent.
let referralSchema: [Migration] = [
    Migration(
        "ServiceNetwork", "2026-11-27-referrals",
        [
            // Who can be sent something: a body whose accounts carry its number, or a small one that gets links.
            """
            CREATE TABLE referral_receiver (
                id BIGINT PRIMARY KEY, organisation BIGINT NOT NULL, location BIGINT REFERENCES location (id),
                name TEXT NOT NULL, folded TEXT NOT NULL UNIQUE,
                way TEXT NOT NULL CHECK (way IN ('account', 'link')), demo BIGINT NOT NULL CHECK (demo IN (0, 1)))
            """,
            "CREATE INDEX referral_receiver_organisation ON referral_receiver (organisation)",
            // The content is who it is about and what they told, sealed; nothing once the consent was withdrawn.
            """
            CREATE TABLE referral (
                id BIGINT PRIMARY KEY, need TEXT NOT NULL, language TEXT NOT NULL,
                municipality TEXT NOT NULL REFERENCES municipality (code),
                urgency TEXT NOT NULL CHECK (urgency IN ('today', 'week', 'ordinary')), content BYTEA,
                person_hash BYTEA, made_by BIGINT NOT NULL, made_for BIGINT NOT NULL, made_at_place BIGINT,
                helps BIGINT NOT NULL CHECK (helps IN (0, 1)), made_at BIGINT NOT NULL,
                demo BIGINT NOT NULL CHECK (demo IN (0, 1)))
            """,
            "CREATE INDEX referral_person ON referral (person_hash)",
            "CREATE INDEX referral_maker ON referral (made_by)",
            "CREATE INDEX referral_made_for ON referral (made_for, helps)",
            "CREATE INDEX referral_need ON referral (need)",
            """
            CREATE TABLE referral_sending (
                id BIGINT PRIMARY KEY, referral BIGINT NOT NULL REFERENCES referral (id),
                receiver BIGINT NOT NULL REFERENCES referral_receiver (id), facts TEXT NOT NULL,
                asked_at BIGINT NOT NULL, consent BIGINT UNIQUE REFERENCES network_consent (id), sent_at BIGINT,
                due BIGINT, answer TEXT CHECK (answer IN ('accepted', 'declined')), answered_at BIGINT,
                reason TEXT, words BYTEA,
                outcome TEXT CHECK (outcome IN ('served', 'not-reached', 'not-eligible', 'referred-on')),
                outcome_on BIGINT, outcome_at BIGINT, recalled_at BIGINT, link_hash BYTEA UNIQUE, link_ends BIGINT,
                CHECK ((consent IS NULL) = (sent_at IS NULL)), CHECK ((sent_at IS NULL) = (due IS NULL)),
                CHECK (answer IS NULL OR sent_at IS NOT NULL), CHECK ((answer IS NULL) = (answered_at IS NULL)),
                CHECK (answer IS NULL OR recalled_at IS NULL),
                CHECK ((reason IS NULL) = (COALESCE(answer, '') <> 'declined')),
                CHECK (outcome IS NULL OR COALESCE(answer, '') = 'accepted'),
                CHECK ((outcome IS NULL) = (outcome_on IS NULL)), CHECK ((outcome IS NULL) = (outcome_at IS NULL)),
                CHECK ((link_hash IS NULL) = (link_ends IS NULL)))
            """,
            // One body at a time: the next is asked once the one before has declined or was told that it is over.
            """
            CREATE UNIQUE INDEX referral_sending_waiting ON referral_sending (referral)
                WHERE answer IS NULL AND recalled_at IS NULL
            """,
            "CREATE INDEX referral_sending_referral ON referral_sending (referral)",
            "CREATE INDEX referral_sending_receiver ON referral_sending (receiver, sent_at)",
            // What a person shows at a desk; only its keyed hash is stored.
            """
            CREATE TABLE referral_code (
                code_hash BYTEA PRIMARY KEY, person_hash BYTEA NOT NULL, ends_at BIGINT NOT NULL)
            """,
            "CREATE INDEX referral_code_person ON referral_code (person_hash)",
        ])
]
