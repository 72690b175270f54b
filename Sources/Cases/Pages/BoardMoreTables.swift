import Kernel
import Languages
import Statistics
import Web

/// What a board calls things that its sums know by number or code.
struct BoardNames {
    let offices: [String: String]
    let language: (String) -> String

    init(offices: [String: String], language: @escaping (String) -> String) {
        self.offices = offices
        self.language = language
    }

    init(_ offices: [Choice], _ house: CaseHouse) {
        self.init(
            offices: Dictionary(offices.map { ($0.value, $0.label) }) { first, _ in first }
        ) { code in
            let found = house.neighbours.translator(code).language
            return found.code == code ? found.nativeName : code
        }
    }

    func office(_ id: LocationID) -> String { offices[id.description] ?? id.description }
}

/// The tables of a board that come from sums of a year, and the goals.
extension BoardTables {
    func more(_ list: BoardList) -> BoardTable {
        switch list {
        case .goals: goals
        case .equity: equity
        case .effort: effort
        default: apart
        }
    }

    private var goals: BoardTable {
        BoardTable(
            title: t("Goals, and whether they will be met"),
            note: t(
                "What is expected is the course of the last whole weeks, carried on; in eight of ten such courses the number lies between the two in brackets. No season, holiday or new colleague is in it."
            ),
            columns: [
                Column(t("Office")), Column(t("Open now"), numeric: true), Column(t("Goal")),
                Column(t("Expected")), Column(t("Will it be met?")),
            ],
            rows: board.goals.map { line -> [BoardTable.Cell] in
                [
                    .text(names.office(line.office)), .count(line.open),
                    .text(
                        t(
                            "at most {n} by {date}",
                            ["n": t.number(line.goal.target), "date": t.date(line.goal.day)])),
                    .text(line.outlook.expected.map(expected) ?? "–"),
                    .text(verdict(line.outlook.verdict)),
                ]
            })
    }

    private func expected(_ expected: GoalOutlook.Expected) -> String {
        t(
            "{middle} ({least} to {most})",
            [
                "middle": t.number(expected.middle), "least": t.number(expected.least),
                "most": t.number(expected.most),
            ])
    }

    private func verdict(_ verdict: GoalOutlook.Verdict) -> String {
        switch verdict {
        case .met: t("met")
        case .missed: t("missed")
        case .willBeMet: t("yes, as things go")
        case .willBeMissed: t("no, as things go")
        case .open: t("cannot be told: it may go either way")
        case .tooEarly: t("cannot be told before four whole weeks")
        }
    }

    private var equity: BoardTable {
        let rows = Dictionary(grouping: board.measures.groups) { [$0.kind.rawValue, $0.procedure] }
            .sorted { $0.key.lexicographicallyPrecedes($1.key) }
            .flatMap { comparison(of: $0.value.sorted { $0.name < $1.name }) }
        return BoardTable(
            title: t("Groups of people compared"),
            note: t(
                "Decisions since {date}. Groups of fewer than {n} people are not shown, nor is one from which such a group could be found by subtraction. The nationality is compared where the file states it, and the sex where somebody chose to say it. A difference is a question, not an answer.",
                ["date": t.date(board.measures.since), "n": t.number(policy.board.cellMin)]),
            columns: [
                Column(t("Procedure")), Column(t("Group")), Column(t("Decided"), numeric: true),
                Column(t("Half took")), Column(t("Nine of ten took at most")),
                Column(t("Granted"), numeric: true),
            ],
            rows: rows)
    }

    /// The groups of one procedure by age, or by language: one row of counts for the control of disclosure.
    private func comparison(of groups: [BoardMeasures.Group]) -> [[BoardTable.Cell]] {
        let rule = DisclosureRule(threshold: policy.board.cellMin)
        let protected = rule.protect(groups.map(\.all))
        return zip(groups, protected.cells).map { group, cell -> [BoardTable.Cell] in
            let title = policy.procedure(group.procedure)?.title(t) ?? group.procedure
            let name = groupName(group)
            guard let count = cell.value, count > 0 else {
                return [
                    .text(title), .text(name), .text(t("too few to show")), .text("–"), .text("–"),
                    .text("–"),
                ]
            }
            return [
                .text(title), .text(name), .text(t.number(count)),
                .text(group.band(share: 50).map(self.title) ?? "–"),
                .text(group.band(share: 90).map(self.title) ?? "–"),
                .text(granted(group, rule)),
            ]
        }
    }

    private func groupName(_ group: BoardMeasures.Group) -> String {
        switch group.kind {
        case .age: return t("{years} years old", ["years": group.name])
        case .nationality:
            let known = policy.board.nationalityGroups.first { $0.code == group.name }
            return t("nationality: {group}", ["group": known?.title(t) ?? t("other States")])
        case .sex:
            let fields = policy.procedure(group.procedure)?.form.sections.flatMap(\.fields) ?? []
            let option = fields.first { $0.code == sexField }?.options
                .first { $0.code == group.name }
            return t("sex: {group}", ["group": option?.title(t) ?? group.name])
        default: return t("reads {language}", ["language": names.language(group.name)])
        }
    }

    /// A share only where it tells nothing of few: neither those granted nor the others are.
    private func granted(_ group: BoardMeasures.Group, _ rule: DisclosureRule) -> String {
        let others = group.all - group.granted
        if rule.isTooSmall(group.granted) || rule.isTooSmall(others) { return "–" }
        return "\(group.granted * 100 / group.all)%"
    }

    private var effort: BoardTable {
        BoardTable(
            title: t("Papers and visits of a case"),
            note: t(
                "Of files decided since {date}, until the decision. Papers that the house held already are not counted.",
                ["date": t.date(board.measures.since)]),
            columns: [
                Column(t("Procedure")), Column(t("Decided"), numeric: true),
                Column(t("Papers, half at most"), numeric: true),
                Column(t("Papers, nine of ten at most"), numeric: true),
                Column(t("Visits, half at most"), numeric: true),
                Column(t("Visits, nine of ten at most"), numeric: true),
            ],
            rows: board.measures.efforts.sorted { $0.procedure < $1.procedure }.map {
                effort -> [BoardTable.Cell] in
                let (papers, visits) = (effort.papers, effort.visits)
                return [
                    .text(policy.procedure(effort.procedure)?.title(t) ?? effort.procedure),
                    .count(papers.all), .text(atMost(papers, 50)), .text(atMost(papers, 90)),
                    .text(atMost(visits, 50)), .text(atMost(visits, 90)),
                ]
            })
    }

    private func atMost(_ spans: Spans, _ percent: Int) -> String {
        // Spans count begun ones; papers and visits are whole.
        spans.weeks(share: percent).map { t.number($0 - 1) } ?? "–"
    }

    private var apart: BoardTable {
        let lines = [
            (t("from handing in"), board.measures.apart),
            (t("from the decision"), board.measures.apartSinceDecision),
        ]
        return BoardTable(
            title: t("How long families were apart"),
            note: t(
                "Of families that came together since {date}. Those who still wait are in none of these numbers: the longer they wait, the better these look.",
                ["date": t.date(board.measures.since)]),
            columns: [
                Column(t("Counted")), Column(t("Families"), numeric: true),
                Column(t("Half, within months"), numeric: true),
                Column(t("Nine of ten, within months"), numeric: true),
            ],
            rows: lines.filter { $0.1.all > 0 }.map { words, spans -> [BoardTable.Cell] in
                [
                    .text(words), .count(spans.all),
                    .text(spans.weeks(share: 50).map { t.number($0) } ?? "–"),
                    .text(spans.weeks(share: 90).map { t.number($0) } ?? "–"),
                ]
            })
    }
}
