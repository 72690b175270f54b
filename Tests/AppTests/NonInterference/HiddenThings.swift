import Kernel
import Storage
import Web

@testable import App

/// What only the second house has, by the names under which routes ask for it.
struct HiddenThings: Sendable {
    let reference: String
    /// For `{name}`, or for a whole route and name.
    let values: [String: String]
    /// Two people of two files, one of them hidden.
    let pair: String

    static func find(
        _ reference: String, in house: House, isWhole: Bool = true
    ) async throws -> HiddenThings {
        let kase: SQL = "(SELECT id FROM kase WHERE reference = \(reference))"
        let person: SQL = "(SELECT applicant FROM kase WHERE reference = \(reference))"
        let letter: SQL = "SELECT id FROM letter WHERE kase = \(kase) ORDER BY id"
        let message: SQL = "SELECT id FROM message WHERE person = \(person) ORDER BY id DESC"
        let session: SQL = """
            SELECT session.id FROM session JOIN account ON account.id = account
            WHERE account.person = \(person) ORDER BY session.id DESC
            """
        let queries: [String: SQL] = [
            "document": "SELECT id FROM case_document WHERE kase = \(kase) ORDER BY id",
            "request":
                "SELECT id FROM unfinished_request WHERE applicant = \(person) ORDER BY id DESC",
            "run": "SELECT run FROM bulk_item WHERE kase = \(kase)",
            "/letters/{id} id": letter, "/letters/{id}/pdf id": letter,
            "/messages/{id} id": message, "/messages/{id}/opening id": message,
            "/outreach/{id}/closure id": message,
            "/account/sessions/{id}/end id": session,
        ]
        return try await house.database.read { db in
            var values = ["reference": reference]
            for (name, query) in queries {
                let id: Int64? = try db.first(query).map { try $0[0] as Int64 }
                guard let id else {
                    if isWhole { throw Trouble("\(reference) has nothing for \(name)") }
                    continue
                }
                values[name] = String(id)
            }
            let pair = try db.first(
                """
                SELECT one, other FROM member_match
                WHERE one IN (SELECT id FROM case_member WHERE kase = \(kase))
                    OR other IN (SELECT id FROM case_member WHERE kase = \(kase)) ORDER BY one, other
                """)
            guard let pair else {
                if isWhole { throw Trouble("nobody of \(reference) is taken for another") }
                return HiddenThings(reference: reference, values: values, pair: "1-2")
            }
            let (one, other): (Int64, Int64) = (try pair[0], try pair[1])
            return HiddenThings(reference: reference, values: values, pair: "\(one)-\(other)")
        }
    }

    /// The route with what is hidden in it; nil where it asks for nothing of it.
    func address(_ route: Route, _ things: Things) throws -> String? {
        let isAsked = route.parameters.contains { name in
            values[name] != nil || values["\(route.path) \(name)"] != nil
        }
        guard isAsked else { return nil }
        return try things.replacing(values).filled(route.path)
            .mapError { Trouble("no real \($0.name) for \(route.path)") }.get()
    }

    /// Deeds that name what is hidden in their form.
    func deeds(_ office: LocationID) -> [(path: String, form: [String: String])] {
        let settled = ["pair": pair, "reason": "Vi o passaporte."]
        return [
            ("/desk/duplicates/merges", settled), ("/desk/duplicates/differences", settled),
            ("/desk/duplicates/reversals", settled),
            ("/desk/bulk", ["chosen": reference, "act": "take", "step": "try"]),
            ("/desk/bulk", ["chosen": reference, "act": "release", "step": "try"]),
            ("/desk/bulk", ["chosen": reference, "act": "release", "step": "do"]),
            ("/bookings", ["case": reference, "start": "1"]),
            ("/desk/board/goals", ["office": "\(office)", "target": "3", "day": "2027-03-01"]),
            ("/complaints/status", ["reference": reference, "code": "0000-0000-0000"]),
        ]
    }
}
