import Storage

extension Cases {
    /// Lets PostgreSQL count anew what it plans by: after so much was written at once it would find out in a minute by
    /// itself, and ask wrongly until then. SQLite plans without.
    func countForPlans() async throws {
        guard database.engine == .postgres else { return }
        try await database.write { db in
            _ = try db.run(
                """
                ANALYZE kase, case_member, case_name, case_clock, case_document, person_key, case_take,
                    case_decider, case_tally, case_import, request_item, consultation
                """)
        }
    }
}
