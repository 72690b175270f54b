import Languages
import Statistics
import Storage
import Web

/// Progress, stagnation and regression by objective and country: each with its uncertainty, or with why nothing is said.
struct ProgressPages: Sendable {
    let database: Database
    let atlas: Atlas
    let wanted: WantedIndicators
    private let made = LastMade<ProgressBoard>()

    init(database: Database, atlas: Atlas, wanted: WantedIndicators) {
        (self.database, self.atlas, self.wanted) = (database, atlas, wanted)
    }

    var routes: [Route] {
        [
            .get(
                "/observatory/progress", may: .everyone,
                "Progress by objective and country, with its uncertainty", show),
            .get(
                "/observatory/progress/board.csv", may: .everyone,
                "The assessments that the board shows, as CSV", gives: "text/csv", download),
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let board = try await board()
        let question = ProgressQuestion(exchange.query, atlas.countries, page: exchange.listPage)
        let view = ProgressView(
            t: t, atlas: atlas, wanted: wanted, board: board, question: question,
            rows: question.rows(of: board, names(t)))
        return .page(t("Progress board"), width: .desk, view.html)
    }

    @Sendable private func download(_ exchange: Exchange) async throws -> Reply {
        let board = try await board()
        let question = ProgressQuestion(exchange.query, atlas.countries, page: 1)
        let rows = question.rows(of: board, names(exchange.t))
        return .download(
            progressFile(rows), type: "text/csv; charset=utf-8", name: "progress.csv")
    }

    /// Made anew only where a series behind it changed.
    private func board() async throws -> ProgressBoard {
        let (wanted, made) = (wanted, made)
        let (version, kept, lines) = try await database.read { db in
            let version = try BoardLine.version(of: wanted, in: db)
            let kept = made.value(of: version)
            return (version, kept, kept == nil ? try BoardLine.all(wanted, in: db) : [])
        }
        if let kept { return kept }
        let board = ProgressBoard(lines)
        made.keep(board, of: version)
        return board
    }

    /// The place of each country in the order of its name.
    private func names(_ t: Translator) -> [String: Int] {
        let sorted = atlas.countries.all.map { ($0.alpha3, folded($0.name(t))) }
            .sorted { $0.1 < $1.1 }
        return Dictionary(
            sorted.enumerated().map { ($1.0, $0) }, uniquingKeysWith: { first, _ in first })
    }
}

/// What is looked for on the board: `objective=20&who=unece&class=progress&indicator=KEY`.
struct ProgressQuestion {
    let objective: Int?
    /// A group, or the alpha-2 of a country; empty for all.
    let who: String
    let places: Set<String>?
    let standing: String?
    let page: Int
    let parameters: [String: String]

    init(_ query: [String: String], _ countries: Countries, page: Int) {
        func text(_ name: String) -> String? {
            query[name].flatMap { $0.isEmpty ? nil : String($0.prefix(40)) }
        }
        objective = text("objective").flatMap { Int($0) }
        who = text("who") ?? ""
        places = who.isEmpty ? nil : Set(countries.chosen(who).map(\.alpha3))
        standing = text("class").flatMap { ProgressQuestion.classes.contains($0) ? $0 : nil }
        self.page = page
        parameters = query.filter { ["objective", "who", "class", "page"].contains($0.key) }
    }

    static let classes = ["progress", "stagnation", "regression", "cannot_be_assessed"]

    var isEmpty: Bool { objective == nil && places == nil && standing == nil }

    /// By objective, then indicator, then the name of the country.
    func rows(of board: ProgressBoard, _ order: [String: Int]) -> [BoardRow] {
        let found = board.rows.enumerated().filter { _, row in
            (objective.map(row.indicator.objectives.contains) ?? true)
                && (places?.contains(row.place) ?? true)
                && (standing.map { $0 == row.ours.progress.code } ?? true)
        }
        // Rows of one indicator follow one another already.
        var groups: [[BoardRow]] = []
        for (_, row) in found {
            if groups.last?.last?.indicator == row.indicator {
                groups[groups.count - 1].append(row)
            } else {
                groups.append([row])
            }
        }
        return groups.flatMap { group in
            group.sorted { (order[$0.place] ?? .max) < (order[$1.place] ?? .max) }
        }
    }
}
