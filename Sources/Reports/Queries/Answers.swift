import Storage

/// The texts of the reporting officer.
enum Answer {
    /// The newest text of each question; an emptied one counts as none.
    static func newest(_ set: String, language: String, in db: Reader) throws -> [String: String] {
        var texts: [String: String] = [:]
        try db.each(
            """
            SELECT question, text FROM report_answer
            WHERE set_key = \(set) AND language = \(language) ORDER BY at, id
            """
        ) { row in
            let text: String = try row[1]
            texts[try row[0]] = text.isEmpty ? nil : text
        }
        return texts
    }
}
