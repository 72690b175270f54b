import FoundationEssentials

/// SQLite keys its tables by `INTEGER PRIMARY KEY` and no other spelling.
func sqliteDialect(_ statement: String) -> String {
    statement.replacing("BIGINT PRIMARY KEY", with: "INTEGER PRIMARY KEY")
}
