extension Writer {
    /// Refuses a key with which the store was not made, before anything is written with it.
    ///
    /// A store keeps a keyed hash of a fixed text. One that has none yet takes it where every head holds with
    /// this key and is refused where none does; where only some do, it opens as it is, and the journal's
    /// verification names the others.
    func checkKey(hasHeads: Bool) throws {
        try run(
            "CREATE TABLE IF NOT EXISTS key_check (label TEXT PRIMARY KEY, value BYTEA NOT NULL)")
        let expected = keys.lookup(label, use: "check")
        if let row = try first("SELECT value FROM key_check WHERE label = \(label)") {
            let stored: [UInt8] = try row[0]
            if stored != expected { throw otherKey() }
            return
        }
        let seals = try hasHeads ? countSeals() : (held: 0, broken: 0)
        if seals.held == 0, seals.broken > 0 { throw otherKey() }
        guard seals.broken == 0 else { return }
        try run("INSERT INTO key_check (label, value) VALUES (\(label), \(expected))")
    }

    private func countSeals() throws -> (held: Int, broken: Int) {
        var seals = (held: 0, broken: 0)
        try each("SELECT subject, seq, hash, seal FROM journal_head") { row in
            let seal: [UInt8] = try row[3]
            if try JournalHead.seal(row[0], row[1], row[2], keys) == seal {
                seals.held += 1
            } else {
                seals.broken += 1
            }
        }
        return seals
    }

    private func otherKey() -> StorageError {
        .key(
            """
            \(keys.origin) is not the key with which the store of the compartment \
            \(keys.compartment) was made
            """)
    }
}

/// Any text will do that no other use of the keys hashes.
private let label = "cais key check"
