import Formats
import Kernel
import Languages
import LegalTime
import Storage
import Web

/// Children of open files who come of age soon: to be decided before, or looked at.
struct AgePages: Sendable {
    let cases: Cases
    /// How many lines of the file are in memory at a time.
    var atATime = listFileBatch

    var routes: [Route] {
        [
            .get(
                "/desk/children", may: .role(.officer, .supervisor),
                "Children of open files of one's offices who come of age soon", list)
        ] + ListFile.Form.allCases.map(file)
    }

    /// All of them, however many there are, in the order of their numbers.
    private func file(_ form: ListFile.Form) -> Route {
        .post(
            "/desk/children.\(form.rawValue)", may: .role(.officer, .supervisor),
            "Children who come of age soon, as a file", gives: form.mediaType
        ) { [cases, atATime] exchange in
            let today = cases.house.zone.day(of: exchange.now)
            return try await cases.takeAlong(
                exchange, form, list: "children",
                columns: ["reference", "procedure", "name", "last_day"]
            ) { [house = cases.house] last, principal, db in
                let next = try ComingChild.next(
                    after: CaseMemberID(last.value), for: principal, on: today, limit: atATime,
                    in: db, house)
                let rows = next.children.map { child -> [JSON] in
                    [
                        .string(child.mention.reference.text), .string(child.procedure),
                        .string(child.mention.name), JSON(child.lastDay),
                    ]
                }
                return ListFile.Batch(
                    rows: rows, last: CaseID(next.last.value),
                    cases: Set(next.children.map(\.mention.kase)).sorted())
            }
        }
    }

    @Sendable private func list(_ exchange: Exchange) async throws -> Reply {
        let (principal, t, house) = (try exchange.signedIn(), exchange.t, cases.house)
        let today = house.zone.day(of: exchange.now)
        let found = try await cases.database.read { db in
            try ComingChild.all(for: principal, on: today, in: db, house)
        }
        let rows = found.map { child -> [HTML] in
            let left = child.lastDay.days(since: today)
            return [
                rowLink(child.mention.name, to: "/desk/cases/\(child.mention.reference)"),
                "\(child.mention.reference)",
                "\(house.policy.procedure(child.procedure)?.title(t) ?? child.procedure)",
                "\(t.date(child.lastDay))", "\(t.plural("{n} day", "{n} days", left))",
            ]
        }
        let table =
            rows.isEmpty
            ? emptyState(
                title: t("Nothing here"),
                words: t("No child in an open file of your offices comes of age soon."))
            : sortableTable(
                t, caption: t.plural("{n} child", "{n} children", rows.count),
                columns: [
                    Column(t("Name")), Column(t("Case")), Column(t("Request")),
                    Column(t("Last day as a child")), Column(t("Left")),
                ], rows: rows)
        return .page(
            t("Children who come of age soon"), width: .desk,
            """
            \(breadcrumbs(t, [NavItem(t("Queue"), path: "/desk"), NavItem(t("Children who come of age soon"), path: "/desk/children", current: true)]))
            <h1>\(t("Children who come of age soon"))</h1>\(table)\(cutNote(t, shown: found.count, of: comingMax))\(takenListForms("children", isEmpty: found.isEmpty, exchange))
            """)
    }
}

extension CaseParts {
    /// The last day on which each child of the file is one, with how it was counted; until the file is decided.
    var comingOfAge: HTML {
        view.children.html { child -> HTML in
            let words = ClockWords(
                t: t, date: child.date, today: view.today,
                calendar: house.calendar(of: view.kase), isOwn: isOwn)
            let rule = child.date.derivation.rule
            let mark: HTML
            if child.isOver(on: view.today) {
                mark = " \(tag(t("came of age"), .care))"
            } else if child.isNear(on: view.today) {
                mark = " \(tag(t("comes of age soon"), .care))"
            } else {
                mark = HTML()
            }
            return "<p class=\"name\">\(child.name): \(ruleTitle(rule, t))\(mark)</p>\(words.html)"
        }
    }
}

/// The lists of the desk beside the queue.
func deskLists(_ t: Translator) -> HTML {
    """
    <p><a href="/desk/duplicates">\(t("Perhaps one person in two files"))</a> · \
    <a href="/desk/children">\(t("Children who come of age soon"))</a> · \
    <a href="/desk/heard">\(t("Requests that were heard"))</a> · \
    <a href="/desk/court">\(t("Cases at courts"))</a> · \
    <a href="/desk/not-accepted">\(t("Papers that were not accepted"))</a></p>
    """
}
