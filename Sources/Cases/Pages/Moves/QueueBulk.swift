import Kernel
import Languages
import Storage
import Web

extension DeskPages {
    /// What can be done with the chosen cases of a page of the queue: only what somebody may, with papers that its
    /// procedures know.
    func bulkBar(_ exchange: Exchange, _ result: DeskQueue.Result) async throws -> HTML {
        let principal = try exchange.signedIn()
        let cases = result.lines.map(\.kase)
        let offices = Set(cases.map(\.office)).filter(principal.supervises).sorted()
        let house = self.cases.house
        var found: [CaseOfficer] = []
        if !offices.isEmpty {
            found = try await self.cases.database.read { db in
                try offices.flatMap { try house.neighbours.officers($0, db) }
            }
        }
        var (seen, known) = (Set<AccountID>(), Set<String>())
        let officers = found.filter { seen.insert($0.account).inserted }
        let papers = Set(cases.map(\.procedure)).sorted()
            .compactMap(house.policy.procedure).flatMap(\.documents)
            .filter { known.insert($0.code).inserted }
        return BulkForm.bar(
            exchange.t, officers: officers, papers: papers, mayGive: !offices.isEmpty)
    }

    /// The list in the form of what is done with the chosen ones; it works without script.
    func choosing(_ exchange: Exchange, _ table: HTML, _ bar: HTML) -> HTML {
        let t = exchange.t
        let law: HTML = """
            <p><a href="/desk/procedures">\(t("Versions of the procedures"))</a> · \
            <a href="/desk/runs">\(t("What was done with several cases"))</a></p>
            """
        return postForm(to: "/desk/bulk", fields: exchange.formFields, table + bar) + law
    }
}
