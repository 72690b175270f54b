import Kernel
import Languages
import LegalTime
import Web

/// The lists of a supervisor's board; each is a table of the page and a file of its own.
enum BoardList: String, CaseIterable, Sendable {
    case backlog, flow
    case time = "time-to-decision"
    case silence
    case soon
    case officers, goals, equity, effort, apart
}

/// Makes the tables of a board.
struct BoardTables {
    let board: DeskBoard
    let policy: Policy
    let names: BoardNames
    let t: Translator
    let days: Int

    func table(_ list: BoardList) -> BoardTable {
        switch list {
        case .backlog: backlog
        case .flow: flow
        case .time: time
        case .silence: silence
        case .soon: soon
        case .officers: officers
        case .goals, .equity, .effort, .apart: more(list)
        }
    }

    private var backlog: BoardTable {
        let bands = AgeBand.allCases
        let groups = Dictionary(grouping: board.backlog) { [$0.procedure, $0.state] }
        let sums = groups.mapValues { $0.reduce(0) { $0 + $1.count } }
        let most = sums.values.max() ?? 0
        let rows = inOrder(groups.keys).map { key -> [BoardTable.Cell] in
            let counts: [BoardTable.Cell] = bands.map { band in
                .count((groups[key] ?? []).reduce(0) { $0 + ($1.band == band ? $1.count : 0) })
            }
            let procedure = policy.procedure(key[0])
            let names: [BoardTable.Cell] = [
                .text(procedure?.title(t) ?? key[0]),
                .text(procedure?.stage(key[1])?.title(t) ?? key[1]),
            ]
            return names + counts + [.bar(sums[key] ?? 0, of: most)]
        }
        let all = sums.values.reduce(0, +)
        return BoardTable(
            title: t.plural("{n} file is open", "{n} files are open", all),
            note: t(
                "Not decided, or granted and the card not in the hand: by procedure, stage and how long ago they were handed in."
            ),
            columns: [Column(t("Procedure")), Column(t("Stage"))]
                + bands.map { Column(title($0), numeric: true) }
                + [Column(t("All"), numeric: true)],
            rows: rows)
    }

    /// In the order of the policy: its procedures, and the stages of each.
    private func inOrder(_ keys: some Sequence<[String]>) -> [[String]] {
        let placed = keys.map { key -> (key: [String], place: [Int]) in
            let stages = policy.procedure(key[0])?.stages ?? []
            let stage = stages.firstIndex { $0.code == key[1] } ?? stages.count
            return (key, [policy.place(of: key[0]) ?? policy.procedures.count, stage])
        }
        return placed.sorted { $0.place.lexicographicallyPrecedes($1.place) }.map(\.key)
    }

    private var flow: BoardTable {
        let most = board.weeks.reduce(0) { max($0, $1.filed, $1.decided) }
        let (filed, decided) = board.weeks.reduce((0, 0)) { ($0.0 + $1.filed, $0.1 + $1.decided) }
        let values = ["filed": t.number(filed), "decided": t.number(decided)]
        return BoardTable(
            title: t("{filed} files came in, {decided} were decided", values),
            note: t("By week of the last {n}; the present one is not over.", ["n": weeks]),
            columns: [
                Column(t("Week of")), Column(t("Handed in"), numeric: true),
                Column(t("Decided"), numeric: true),
            ],
            rows: board.weeks.map {
                [.day($0.monday), .bar($0.filed, of: most), .bar($0.decided, of: most)]
            })
    }

    private var time: BoardTable {
        let spans = board.spans
        let counts = AgeBand.allCases.map { band in
            spans.counts.reduce(0) { $0 + (AgeBand.of(weeks: $1.key) == band ? $1.value : 0) }
        }
        let note: String
        if let half = spans.weeks(share: 50), let most = spans.weeks(share: 90) {
            note = t(
                "Of {n} decisions in {weeks} weeks half took at most {half} weeks, nine of ten at most {most}.",
                [
                    "n": t.number(spans.all), "weeks": weeks, "half": t.number(half),
                    "most": t.number(most),
                ])
        } else {
            note = t("Nothing was decided in the last {weeks} weeks.", ["weeks": weeks])
        }
        return BoardTable(
            title: t("How long decisions took"), note: note,
            columns: [
                Column(t("From handing in to decision")), Column(t("Decided"), numeric: true),
            ],
            rows: zip(AgeBand.allCases, counts).map { band, count in
                [.text(title(band)), .bar(count, of: counts.max() ?? 0)]
            })
    }

    private var silence: BoardTable {
        silences(
            board.passed, t("Silence that has had its effect"),
            t("Open files whose legal date passed without an act, the earliest first."))
    }

    private var soon: BoardTable {
        silences(
            board.soon, t("Silence that is about to have an effect"),
            t("Open files whose last day is within {n} days.", ["n": t.number(days)]))
    }

    private func silences(
        _ found: [DeskBoard.Silence], _ title: String, _ note: String
    ) -> BoardTable {
        // A clock has the same words in every file.
        var words: [[String]: [BoardTable.Cell]] = [:]
        let rows = found.map { line -> [BoardTable.Cell] in
            let kind = [line.procedure, line.clock, line.effect.rawValue]
            let named = words[kind] ?? names(of: line)
            words[kind] = named
            return [.link(line.reference.text, to: "/desk/cases/\(line.reference)")] + named
                + [.day(line.last), line.isVerified ? .text("") : .unverified]
        }
        return BoardTable(
            title: title, note: note,
            columns: [
                Column(t("Case")), Column(t("Procedure")), Column(t("Period")), Column(t("Effect")),
                Column(t("Last day")), Column(t("Source")),
            ],
            rows: rows)
    }

    private func names(of line: DeskBoard.Silence) -> [BoardTable.Cell] {
        let procedure = policy.procedure(line.procedure)
        let rule = procedure?.clocks.first { $0.name == line.clock }
        return [
            .text(procedure?.title(t) ?? line.procedure),
            .text(rule.map { ruleTitle($0, t) } ?? line.clock), .text(effectName(line.effect, t)),
        ]
    }

    private var officers: BoardTable {
        let most = board.officers.reduce(0) { max($0, $1.taken, $1.decided) }
        return BoardTable(
            title: t("Who has how much"),
            note: t(
                "Cases that each has now, and decisions of the last {n} weeks. A number says nothing of how hard they were.",
                ["n": weeks]),
            columns: [
                Column(t("Officer")), Column(t("Has now"), numeric: true),
                Column(t("Decided"), numeric: true),
            ],
            rows: board.officers.map { officer -> [BoardTable.Cell] in
                // Of decisions from before the names were kept, the account is known.
                let name = officer.name.isEmpty ? "\(officer.account)" : officer.name
                return [
                    .text(name), .bar(officer.taken, of: most), .bar(officer.decided, of: most),
                ]
            })
    }

    private var weeks: String { t.number(boardWeeks) }

    func title(_ band: AgeBand) -> String {
        let from = AgeBand(rawValue: band.rawValue - 1)?.below ?? 0
        guard let below = band.below else {
            return t("{n} weeks and more", ["n": t.number(from)])
        }
        return from == 0
            ? t("under {n} weeks", ["n": t.number(below)])
            : t("{from} to {to} weeks", ["from": t.number(from), "to": t.number(below - 1)])
    }
}
