import Kernel
import Languages
import Statistics
import Storage
import Web

/// What everybody may know: how many complaints wait, and the register of sanctions with the official fields and no
/// identity.
struct SanctionPages: Sendable {
    let room: SealedRoom

    var routes: [Route] {
        [
            .get(
                "/sanctions", may: .everyone, "Complaints that wait, and the register of sanctions",
                show)
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let (waiting, sanctions) = try await room.database.read { [house = room.house] db in
            (try Sanction.undecided(in: db), try Sanction.all(in: db, house))
        }
        let rows: [[HTML]] = sanctions.map { one in
            [
                "<span class=\"code\">\(one.number)</span>", "\(one.offender(t))", "\(one.facts)",
                "\(one.norm)", "\(one.sanction(t))", "\(t.date(one.day))", "\(one.appeal(t))",
            ]
        }
        let table =
            rows.isEmpty
            ? emptyState(
                title: t("No sanction is registered"),
                words: t("Final decisions of the body and of courts appear here."))
            : sortableTable(
                t, caption: t("Register of sanctions"),
                columns: [
                    Column(t("Number")), Column(t("Kind of offender")), Column(t("Facts")),
                    Column(t("Norm breached")), Column(t("Sanction")), Column(t("Final since")),
                    Column(t("Appeal")),
                ], rows: rows)
        return .page(
            t("Discrimination: what became of it"), width: .desk,
            """
            <h1>\(t("Discrimination: what became of it"))</h1>
            <p><b>\(t("Complaints not decided yet"))</b>: \(counted(waiting, t))</p>
            \(table)
            """)
    }

    private func counted(_ waiting: ProtectedCount, _ t: Translator) -> String {
        switch waiting {
        case .suppressed: t("fewer than {n}", ["n": t.number(waitingRule.threshold)])
        case .published(let count): t("about {n}", ["n": t.number(count)])
        }
    }
}

/// A final sanction as the register shows it: the official fields, and nothing that names anybody.
struct Sanction: Sendable, Equatable {
    /// Drawn from the key, so that it leads neither to the complaint's reference nor to its place in time.
    let number: Reference
    let answers: [String: String]
    let decision: LocalText
    let day: Day
    let facts: String
    let norm: String

    static func all(in db: Reader, _ house: SealedHouse) throws -> [Sanction] {
        // Three statements, however many there are: whoever asks is anybody.
        let over = try states(of: [Complaints.code, Complaints.sent], in: db)
            .filter { $0.state.endedAt != nil || ["none", "other"].contains($0.state.turn) }
            .map(\.id)
        return try SealedHistory.all(over, in: db).compactMap { id, history in
            try Sanction(id, history, db.keys, house)
        }.sorted { ($1.day, $1.number.text) < ($0.day, $0.number.text) }
    }

    /// Nil of what is no sanction, or not final, or was annulled.
    private init?(
        _ id: SealedCaseID, _ history: SealedHistory, _ keys: Keys, _ house: SealedHouse
    ) throws {
        let all = history.answers
        guard let decided = all["decision"], let day = Sanction.finalDay(all),
            let words = try house.procedure(history.filed.procedure).fields["decision"]?.options
                .first(where: { $0.code == decided })?.title
        else { return nil }
        number = Reference(
            kind: "RS",
            random: keys.lookup(id.description, use: "sanction-number").prefix(8)
                .reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
        answers = all
        decision = words
        self.day = day
        facts = all["publicFacts"] ?? ""
        norm = all["norm"] ?? ""
    }

    func sanction(_ t: Translator) -> String {
        let units = answers["fineUnitsNatural"] ?? answers["fineUnitsLegal"]
        return units.map { "\(decision(t)): \($0) IAS" } ?? decision(t)
    }

    func offender(_ t: Translator) -> String {
        answers["offenderKind"] == "legal" ? t("legal person") : t("natural person")
    }

    func appeal(_ t: Translator) -> String {
        switch Sanction.appeal(answers) {
        case "upheld": t("decision upheld")
        case "changed": t("decision changed")
        default: t("no appeal")
        }
    }

    /// Since when it is final; nil of what is no sanction, or not final, or was annulled.
    static func finalDay(_ answers: [String: String]) -> Day? {
        guard let decided = answers["decision"], decided != "unfounded",
            appeal(answers) != "annulled"
        else { return nil }
        return answers["finalOn"].flatMap { Day(iso: $0) }
    }

    /// What became of an appeal, as it was last told.
    private static func appeal(_ answers: [String: String]) -> String? {
        answers["appealNow"] ?? answers["appealResult"]
    }

    private static func states(
        of procedures: [String], in db: Reader
    ) throws -> [(id: SealedCaseID, state: SealedState)] {
        let kinds = procedures.map { SealedState.kind($0, db.keys) }
        return try db.all("SELECT id, state FROM sealed_case WHERE kind_hash IN \(list: kinds)")
            .map { row in
                let id: SealedCaseID = try row[0]
                return (id, try SealedState(try row[1], of: id, db.keys))
            }
    }

    /// How many complaints are not decided, in steps of five. None is hidden like few: the first one must not show.
    static func undecided(in db: Reader) throws -> ProtectedCount {
        let count = try states(of: [Complaints.code], in: db)
            .count { !["decided", "final", "closed"].contains($0.state.stage) }
        return count < waitingRule.threshold ? .suppressed : waitingRule.protect(count)
    }
}

/// As every figure of people in this house.
private let waitingRule = DisclosureRule(threshold: 5, roundingBase: 5)
