import Kernel
import Storage
import Testing
import Web

@testable import App

/// The end of Ana's story: what the decision leaves of her visit.
struct DecidedVisitTests {
    @Test func `after the decision Ana sees her visit, and its time is free for others`()
        async throws
    {
        let installed = try await DemoStore.shared.copy()
        let house = try await House.open(installed.options)
        defer { house.compartments.close() }
        let reference = installed.story.reference
        let (ana, bruno) = (Browser(try await house.site()), Browser(try await house.site()))
        try await ana.signIn("ana")
        try await bruno.signIn("bruno")
        let before = try await Booked(house, reference)
        #expect(before.state == "booked" && before.slots == 3)

        let decision = [
            "outcome": "granted", "ground": "conditions-met", "reasons": "Tudo em ordem.",
            "despite": "does-not-apply",
        ]
        let answer = try await bruno.post(
            "/desk/cases/\(reference)/decision", decision, csrf: try await bruno.csrf())
        #expect(answer.status == 303)
        let after = try await Booked(house, reference)
        #expect(after.state == "cancelled" && after.slots == 0)
        #expect(after.reason == "decided" && after.actor == "bruno")

        let list = try await ana.get("/bookings")
        #expect(list.text.contains("href=\"/bookings/\(before.id)\""))
        #expect(!list.text.contains("/bookings/new?case=\(reference)"))
        let visit = try await ana.get("/bookings/\(before.id)")
        #expect(visit.status == 200 && visit.text.contains("Lia Zibreira"))
        #expect(try await ana.get("/bookings/new?case=\(reference)").status == 422)
    }

    @Test func `a visit for the biometric data is booked after the grant, and noted once`()
        async throws
    {
        let installed = try await DemoStore.shared.copy()
        let house = try await House.open(installed.options)
        defer { house.compartments.close() }
        let reference = installed.story.reference
        let (ana, bruno) = (Browser(try await house.site()), Browser(try await house.site()))
        try await ana.signIn("ana")
        try await bruno.signIn("bruno")
        let decision = [
            "outcome": "granted", "ground": "conditions-met", "reasons": "Tudo em ordem.",
            "despite": "does-not-apply",
        ]
        let acts: [(String, [String: String])] = [
            ("decision", decision), ("steps", ["step": "family-here"]),
            ("steps", ["step": "fee-waived", "note-fee-waived": "Isento."]),
        ]
        for (noun, form) in acts {
            let answer = try await bruno.post(
                "/desk/cases/\(reference)/\(noun)", form, csrf: try await bruno.csrf())
            #expect(answer.status == 303, "\(noun)")
        }
        #expect(try await ana.get("/bookings").text.contains("/bookings/new?case=\(reference)"))
        #expect(try await ana.get("/bookings/new?case=\(reference)").status == 200)
        let came = try await bruno.post(
            "/desk/cases/\(reference)/visits", [:], csrf: try await bruno.csrf())
        #expect(came.status == 303)
        #expect(try await ana.get("/bookings/new?case=\(reference)").status == 422)
    }

    /// Ana's one visit, as the store has it.
    private struct Booked {
        let id: Int64
        let state: String
        let slots: Int
        /// Why it was given back, and who did that.
        let reason: String?
        let actor: String?

        init(_ house: House, _ reference: String) async throws {
            self = try await house.database.read { db in
                let row = try #require(
                    try db.first(
                        "SELECT id, state, case_id FROM visit WHERE reference = \(reference)"))
                let (id, kase): (Int64, CaseID) = (try row[0], try row[2])
                let line = try db.journal(of: "case/\(kase)").last { $0.kind == "visit.cancelled" }
                let actor: String? = try line.flatMap { line in
                    try db.value("SELECT login FROM account WHERE id = \(line.actor)")
                }
                return Booked(
                    id: id, state: try row[1],
                    slots: try db.count("SELECT COUNT(*) FROM slot WHERE taken_by = \(id)"),
                    reason: line?.fields["reason"], actor: actor)
            }
        }

        private init(id: Int64, state: String, slots: Int, reason: String?, actor: String?) {
            (self.id, self.state, self.slots) = (id, state, slots)
            (self.reason, self.actor) = (reason, actor)
        }
    }
}
