import Storage

/// How many codes went by text message to a block of numbers on a day: texts cost, and some numbers are paid for them.
let peopleTextBlocks = Migration(
    "People", "2026-11-26-text-blocks",
    [
        """
        CREATE TABLE text_block (
            block_hash BYTEA NOT NULL, day BIGINT NOT NULL, texts BIGINT NOT NULL CHECK (texts > 0),
            PRIMARY KEY (block_hash, day))
        """
    ])
