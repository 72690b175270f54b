extension PostgresConnection {
    /// A cursor: a few hundred rows at a time stand in memory.
    func stream(_ sql: SQL, each: (Row) throws -> Void) throws {
        let name = "cursor_\(depth)"
        try execute("DECLARE \(SQL(stringLiteral: name)) NO SCROLL CURSOR FOR \(sql)")
        depth += 1
        defer { depth -= 1 }
        let fetch = SQL(stringLiteral: "FETCH \(cursorRows) FROM \(name)")
        do {
            while true {
                let answer = try execute(fetch)
                for row in answer.rows { try each(row) }
                if answer.count < cursorRows { break }
            }
        } catch {
            if failure == nil { try execute(SQL(stringLiteral: "CLOSE \(name)")) }
            throw error
        }
        try execute(SQL(stringLiteral: "CLOSE \(name)"))
    }
}

/// Rows of a streamed question that stand in memory at once.
private let cursorRows = 500
