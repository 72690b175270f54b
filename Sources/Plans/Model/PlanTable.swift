import Formats
import Kernel

/// A plan as one table: a row for the plan, for each claim, each node and each indicator. CSV, workbook and JSON carry it.
///
/// Columns that a row does not use stay empty; a star behind a code marks a match that is ours.
enum PlanTable {
    static let fixed = [
        "kind", "code", "parent", "responsible", "involved", "municipality", "civil", "starts",
        "ends", "calendar", "act", "territory", "gcm", "principle", "action", "sdg", "plan",
        "agreement", "practice", "budget", "budget_source", "source", "note", "official",
        "indicator", "definition", "unit", "baseline", "baseline_day", "baseline_gap", "target",
        "target_day", "target_words", "trajectory", "verification", "direction", "people",
        "split_by", "why_not", "figure", "series", "act_en", "note_en", "state", "state_as_of",
        "state_source", "measures", "level", "edition", "follows", "stage",
    ]

    /// The rows of a plan, each with the columns it fills.
    static func rows(_ document: PlanDocument) -> [[String: String]] {
        var rows = [header(document.header)]
        rows += document.claims.map { claim in
            [
                "kind": "claim", "code": claim.asOf, "title_en": claim.words, "note": claim.note,
                "source": claim.source,
            ]
        }
        for node in document.nodes {
            rows.append(row(node))
            rows += node.indicators.map { row($0, of: node.code) }
        }
        return rows.map { row in row.filter { !$0.value.isEmpty } }
    }

    /// A node and its indicators as one set of named values, for comparing.
    static func rows(of node: NodeText) -> [String: String] {
        var values = row(node)
        for one in node.indicators {
            for (column, value) in row(one, of: node.code) where column != "parent" {
                values["\(one.code): \(column)"] = value
            }
        }
        return values.filter { !$0.value.isEmpty }
    }

    /// The columns in their order, titles by language after the code.
    static func columns(_ rows: [[String: String]]) -> [String] {
        let used = Set(rows.flatMap { $0.keys.filter { $0.hasPrefix(titlePrefix) } })
        let titles = used.union(["title_pt", "title_en"]).sorted()
        return Array(fixed.prefix(3)) + titles + fixed.dropFirst(3)
    }

    private static func header(_ p: PlanHeader) -> [String: String] {
        [
            "kind": "plan", "code": p.key, "title_pt": p.namePt, "title_en": p.nameEn,
            "starts": p.validFrom, "ends": p.validUntil, "act": p.actPt, "act_en": p.actEn,
            "note": p.notePt, "note_en": p.noteEn, "state": p.status,
            "state_as_of": p.statusAsOf, "state_source": p.statusSource, "source": p.source,
            "measures": p.measureCount == 0 ? "" : String(p.measureCount),
            "level": p.kind.rawValue, "territory": p.territory, "edition": String(p.edition),
            "follows": p.follows, "stage": p.stage.rawValue,
        ]
    }

    private static func row(_ n: NodeText) -> [String: String] {
        var row = [
            "kind": n.kind.rawValue, "code": n.code, "parent": n.parent ?? "",
            "starts": n.starts?.description ?? "", "ends": n.ends?.description ?? "",
            "calendar": n.calendar, "act": n.act, "territory": n.territory,
            "responsible": joinedList(n.names(.lead)), "involved": joinedList(n.names(.involved)),
            "municipality": joinedList(n.names(.municipality)),
            "civil": joinedList(n.names(.civil)), "budget": joinedList(n.money.map(text)),
            "budget_source": n.moneySource, "source": n.source, "note": n.note,
            "official": n.isOfficial ? "yes" : "",
        ]
        for (language, title) in n.titles { row[titlePrefix + language] = title }
        for scheme in LinkScheme.allCases {
            let links = n.links.filter { $0.scheme == scheme }
            row[scheme.rawValue] = joinedList(links.map { $0.code + ($0.isOurs ? "*" : "") })
        }
        return row
    }

    /// `2026:1000.00/250.00`: planned and executed, in euro; either may be missing.
    private static func text(_ money: NodeText.Money) -> String {
        "\(money.year):\(euro(money.planned))/\(euro(money.executed))"
    }

    private static func euro(_ cents: Int?) -> String {
        guard let cents else { return "" }
        let rest = cents % 100
        return "\(cents / 100).\(rest < 10 ? "0" : "")\(rest)"
    }

    private static func row(_ i: Indicator, of code: String) -> [String: String] {
        [
            "kind": "indicator", "code": i.code, "parent": code, "title_pt": i.namePt,
            "title_en": i.nameEn, "indicator": i.kind.rawValue, "definition": i.definition,
            "unit": i.unit, "baseline": number(i.baseline),
            "baseline_day": i.baselineDay?.description ?? "", "baseline_gap": i.baselineGap,
            "target": number(i.target), "target_day": i.targetDay?.description ?? "",
            "target_words": i.targetWords,
            "trajectory": joinedList(i.trajectory.map { "\($0.day)=\(number($0.value))" }),
            "verification": i.verification, "direction": i.direction.rawValue,
            "people": i.isAboutPeople ? "yes" : "", "split_by": joinedList(i.splitBy),
            "why_not": i.whyNot, "figure": i.figure, "series": i.series,
        ]
    }

    private static func number(_ value: Double?) -> String {
        guard let value else { return "" }
        return value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : "\(value)"
    }
}

let titlePrefix = "title_"
