import Formats
import Kernel

/// A plan read from its table: every row is checked, and what is wrong with each is collected.
struct PlanTableReader: Sendable {
    /// The codes that there are, by scheme; a scheme without a list takes any.
    let known: [LinkScheme: Set<String>]
    private(set) var header: PlanHeader?
    private(set) var claims: [PlanClaim] = []
    private(set) var nodes: [NodeText] = []
    private(set) var problems: [FormatProblem] = []
    private var places: [String: Int] = [:]

    init(known: [LinkScheme: Set<String>]) { self.known = known }

    /// Nil where the file names no plan.
    var document: PlanDocument? {
        header.map { PlanDocument(header: $0, claims: claims, nodes: nodes) }
    }

    mutating func read(_ lines: [PlanLine], file: String) {
        for line in lines {
            do { try take(line) } catch let error as FormatError {
                problems.append(FormatProblem(error))
            } catch {}
        }
        if header == nil, problems.isEmpty {
            problems.append(
                FormatProblem(
                    FormatError(
                        file: file, field: "kind",
                        message: "no row says what plan this is; its kind is plan")))
        }
    }

    private mutating func take(_ line: PlanLine) throws {
        switch line["kind"] {
        case "plan":
            guard header == nil else { throw line.error("kind", "a file holds one plan") }
            header = try PlanHeader(line)
        case "claim":
            claims.append(
                PlanClaim(
                    asOf: try line.string("code"), words: try line.string("title_en"),
                    note: line["note"], source: try line.string("source")))
        case "indicator":
            let indicator = try Indicator(line)
            let parent = try line.string("parent")
            guard let place = places[parent] else {
                throw line.error("parent", "no row above has the code '\(parent)'")
            }
            guard !nodes[place].indicators.contains(where: { $0.code == indicator.code }) else {
                throw line.error("code", "'\(indicator.code)' stands twice under '\(parent)'")
            }
            nodes[place].indicators.append(indicator)
        default:
            let node = try NodeText(line, known: known)
            if let parent = node.parent, places[parent] == nil {
                throw line.error("parent", "no row above has the code '\(parent)'")
            }
            guard places[node.code] == nil else {
                throw line.error("code", "'\(node.code)' stands twice; each node has its own")
            }
            places[node.code] = nodes.count
            nodes.append(node)
        }
    }
}

extension PlanHeader {
    init(_ line: PlanLine) throws {
        self.init(key: try line.string("code"))
        guard key.utf8.allSatisfy({ keySigns.contains($0) }), key.count <= 60 else {
            throw line.error("code", "the key of a plan has small letters, digits and hyphens")
        }
        (namePt, nameEn) = (line["title_pt"], line["title_en"])
        if namePt.isEmpty, nameEn.isEmpty { throw line.error("title_pt", "give a title") }
        (actPt, actEn) = (line["act"], line["act_en"])
        (validFrom, validUntil) = (line["starts"], line["ends"])
        (status, statusAsOf, statusSource) = (
            line["state"], line["state_as_of"], line["state_source"]
        )
        (source, notePt, noteEn) = (try line.string("source"), line["note"], line["note_en"])
        measureCount = try line.whole("measures", default: 0)
        kind = try line.choice("level", default: .national)
        (territory, follows) = (line["territory"], line["follows"])
        edition = try line.whole("edition", default: 1)
        stage = try line.choice("stage", default: .inForce)
    }
}

extension NodeText {
    init(_ line: PlanLine, known: [LinkScheme: Set<String>]) throws {
        var titles: [String: String] = [:]
        for (column, text) in line.fields where column.hasPrefix(titlePrefix) && !text.isEmpty {
            titles[String(column.dropFirst(titlePrefix.count))] = text
        }
        self.init(
            code: try line.string("code"), parent: line.optional("parent"),
            kind: try line.choice("kind"), titles: titles)
        if titles.isEmpty { throw line.error("title_pt", "this field is empty; give a value") }
        (starts, ends) = (try line.day("starts"), try line.day("ends"))
        if let starts, let ends, ends < starts {
            throw line.error("ends", "it ends before it starts")
        }
        (calendar, act, territory) = (line["calendar"], line["act"], line["territory"])
        (source, note) = (try line.string("source"), line["note"])
        isOfficial = try line.flag("official")
        for (column, role) in bodyColumns {
            bodies += try line.list(column).map { Body(role: role, name: $0) }
        }
        for scheme in LinkScheme.allCases { links += try NodeText.links(line, scheme, known) }
        (money, moneySource) = (try line.list("budget").map { try Money($0, line) }, "")
        moneySource = line["budget_source"]
        if !money.isEmpty, moneySource.isEmpty {
            throw line.error("budget_source", "money has a source; say where it stands")
        }
    }

    private static func links(
        _ line: PlanLine, _ scheme: LinkScheme, _ known: [LinkScheme: Set<String>]
    ) throws -> [Link] {
        try line.list(scheme.rawValue).map { part in
            let isOurs = part.hasSuffix("*")
            let code = isOurs ? String(part.dropLast()) : part
            if let list = known[scheme], !list.isEmpty, !list.contains(code) {
                throw line.error(scheme.rawValue, "there is no '\(code)'")
            }
            return Link(scheme: scheme, code: code, isOurs: isOurs)
        }
    }
}

private let bodyColumns: [(String, BodyRole)] = [
    ("responsible", .lead), ("involved", .involved), ("municipality", .municipality),
    ("civil", .civil),
]
private let keySigns = Set("abcdefghijklmnopqrstuvwxyz0123456789-".utf8)

extension NodeText.Money {
    init(_ text: String, _ line: PlanLine) throws {
        let wrong = line.error("budget", "'\(text)' is no budget; write it as 2026:1000.00/250.00")
        let halves = text.split(separator: ":", omittingEmptySubsequences: false)
        guard halves.count == 2, let year = Int(halves[0]), (1990...2100).contains(year) else {
            throw wrong
        }
        let sums = halves[1].split(separator: "/", omittingEmptySubsequences: false)
        guard sums.count == 2 else { throw wrong }
        func cents(_ text: Substring) throws -> Int? {
            if text.isEmpty { return nil }
            let parts = text.split(separator: ".", omittingEmptySubsequences: false)
            guard parts.count <= 2, let whole = Int(parts[0]),
                (0..<1_000_000_000_000).contains(whole)
            else { throw wrong }
            guard parts.count == 2 else { return whole * 100 }
            guard parts[1].count == 2, let rest = Int(parts[1]), rest >= 0 else { throw wrong }
            return whole * 100 + rest
        }
        let (planned, executed) = (try cents(sums[0]), try cents(sums[1]))
        guard planned != nil || executed != nil else { throw wrong }
        self.init(year: year, planned: planned, executed: executed)
    }
}

extension Indicator {
    init(_ line: PlanLine) throws {
        self.init(code: try line.string("code"), kind: try line.choice("indicator"))
        (namePt, nameEn) = (line["title_pt"], line["title_en"])
        (definition, unit) = (line["definition"], line["unit"])
        (baseline, baselineDay) = (try line.number("baseline"), try line.day("baseline_day"))
        baselineGap = line["baseline_gap"]
        (target, targetDay) = (try line.number("target"), try line.day("target_day"))
        targetWords = line["target_words"]
        trajectory = try line.list("trajectory").map { part in
            let halves = part.split(separator: "=", maxSplits: 1)
            guard halves.count == 2, let day = Day(iso: String(halves[0])) else {
                throw line.error("trajectory", "write it as 2026-12-31=120; 2027-12-31=150")
            }
            return Waypoint(day: day, value: try line.number(String(halves[1]), "trajectory"))
        }
        guard Set(trajectory.map(\.day)).count == trajectory.count else {
            throw line.error("trajectory", "a day stands here twice")
        }
        verification = line["verification"]
        direction = try line.choice("direction", default: .neither)
        (isAboutPeople, splitBy) = (try line.flag("people"), try line.list("split_by"))
        (whyNot, figure, series) = (line["why_not"], line["figure"], line["series"])
        if let problem { throw line.error(problem.column, problem.words) }
    }
}
