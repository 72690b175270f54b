import Formats
import Kernel
import Languages
import Storage
import Web

/// Husbands and wives, brothers and sisters of whom one is decided and the other waits, or ended otherwise.
struct ApartPages: Sendable {
    let cases: Cases

    var routes: [Route] {
        [
            .get(
                "/desk/apart", may: .role(.supervisor),
                "Spouses and siblings of one's offices who are decided apart", list)
        ]
            + cases.takenLists(
                "apart", may: .role(.supervisor), "Families decided apart, as a file",
                columns: [
                    "procedure", "kin", "one", "one_decided", "one_outcome", "other",
                    "other_decided", "other_outcome",
                ]
            ) { [house = cases.house] principal, now, limit, db in
                try DecidedApart.all(
                    for: principal.asSupervisor, at: now, limit: limit, in: db
                ).map { pair in
                    TakenRow(
                        fields: [.string(pair.procedure), .string(pair.kin.rawValue)]
                            + ApartPages.fields(pair.one, house)
                            + ApartPages.fields(pair.other, house),
                        files: [pair.one.reference, pair.other.reference])
                }
            }
    }

    private static func fields(_ side: DecidedApart.Side, _ house: CaseHouse) -> [JSON] {
        [
            .string(side.reference.text), JSON(side.decidedAt.map { house.zone.day(of: $0) }),
            side.outcome.map { .string($0) } ?? .null,
        ]
    }

    @Sendable private func list(_ exchange: Exchange) async throws -> Reply {
        let (t, now, house) = (exchange.t, exchange.now, cases.house)
        let supervisor = try exchange.signedIn().asSupervisor
        let found = try await cases.database.read { db in
            try DecidedApart.all(for: supervisor, at: now, in: db)
        }
        let words = ApartWords(t: t, house: house)
        let rows = found.map { pair -> [HTML] in
            [
                rowLink(pair.one.reference.text, to: "/desk/cases/\(pair.one.reference)"),
                "\(pair.one.holder): \(words.state(pair.one, pair.procedure))",
                rowLink(pair.other.reference.text, to: "/desk/cases/\(pair.other.reference)"),
                "\(pair.other.holder): \(words.state(pair.other, pair.procedure))",
                "\(words.kin(pair.kin))",
            ]
        }
        let title = t("Families decided apart")
        let table =
            rows.isEmpty
            ? emptyState(
                title: t("Nothing here"),
                words: t("No family in files of your offices is decided apart."))
            : sortableTable(
                t, caption: t.plural("{n} pair", "{n} pairs", rows.count),
                columns: [
                    Column(t("One file")), Column(t("State")), Column(t("Other file")),
                    Column(t("State")), Column(t("They are")),
                ], rows: rows)
        return .page(
            title, width: .desk,
            """
            \(breadcrumbs(t, [NavItem(t("Queue"), path: "/desk"), NavItem(t("Board"), path: "/desk/board"), NavItem(title, path: "/desk/apart", current: true)]))
            <h1>\(title)</h1>
            <p class="lead">\(t("Of these one is decided and the other has waited more than {n} days since, or they ended otherwise. Look whether they belong together.", ["n": t.number(apartDays)]))</p>
            \(table)\(cutNote(t, shown: found.count, of: apartMax))\(takenListForms("apart", isEmpty: found.isEmpty, exchange))
            """)
    }
}

/// A pair in words.
struct ApartWords {
    let t: Translator
    let house: CaseHouse

    func kin(_ kin: Kin) -> String {
        switch kin {
        case .spouse: t("husband and wife, or partners")
        case .sibling: t("brothers and sisters")
        }
    }

    func state(_ side: DecidedApart.Side, _ procedure: String) -> String {
        guard let outcome = side.outcome, let decided = side.decidedAt else {
            return t("waits")
        }
        let title = house.policy.procedure(procedure)?.outcome(outcome)?.title(t) ?? outcome
        let day = t.date(house.zone.day(of: decided))
        return t("{outcome}, {date}", ["outcome": title, "date": day])
    }

    /// On the page of one of the two.
    func note(_ pair: DecidedApart, on reference: Reference) -> HTML {
        let other = pair.one.reference == reference ? pair.other : pair.one
        return """
            <p>\(tag(t("decided apart"), .care)) \(kin(pair.kin)): \
            <a href="/desk/cases/\(other.reference)">\(other.reference)</a>, \(other.holder): \
            \(state(other, pair.procedure))</p>
            """
    }
}
