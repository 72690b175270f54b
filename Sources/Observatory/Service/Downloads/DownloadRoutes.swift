import Formats
import Kernel
import Languages
import SDMX
import Storage
import Web

/// A series as a file, from its page: all of it, or what the address picks (`?geo=PT,ES&from=2019&to=2023&vintage=…`).
struct DownloadRoutes: Sendable {
    let database: Database
    var observationsMax = observationsUsual

    var all: [Route] {
        [
            door("data.csv", "The values of a series as CSV", gives: "text/csv", csv),
            door(
                "data.json", "The values of a series as JSON-stat 2.0", gives: "application/json",
                jsonStat),
            door(
                "data.xml", "The values of a series as SDMX-ML 3.0",
                gives: Negotiation.prefix + DataFormat.ml30.rawValue
            ) { try await message($0, .ml30, "xml") },
            door(
                "data.sdmx.json", "The values of a series as SDMX-JSON 2.0",
                gives: Negotiation.prefix + DataFormat.json20.rawValue
            ) { try await message($0, .json20, "sdmx.json") },
        ]
    }

    private func door(
        _ name: String, _ summary: String, gives: String, _ handle: @escaping Route.Handler
    ) -> Route {
        Route.get("/observatory/{key}/" + name, may: .everyone, summary, gives: gives) { exchange in
            do {
                return try await handle(exchange)
            } catch let error as ServiceError {
                if error == .nothingFound { throw Refused.notFound }
                throw Refused(.invalid, "This selection cannot be read: {why}", ["why": error.text])
            }
        }.traceless
    }

    private func message(
        _ exchange: Exchange, _ format: DataFormat, _ suffix: String
    ) async throws -> Reply {
        let key = exchange.parameters["key"] ?? ""
        let answer = DataAnswer(
            database: database, agreed: Agreed(format: format), observationsMax: observationsMax,
            fileName: "\(fileSafe(key)).\(suffix)")
        let query = exchange.query
        return try await answer.reply(exchange) { db in try DataPlan(download: key, query, in: db) }
    }

    @Sendable private func csv(_ exchange: Exchange) async throws -> Reply {
        let (key, query) = (exchange.parameters["key"] ?? "", exchange.query)
        let plan = try await database.read { db in try DataPlan(download: key, query, in: db) }
        let freshness = Freshness(of: plan, exchange, "csv")
        if let reply = freshness.notModified(exchange) { return reply }
        let database = self.database
        var reply = Reply.download(type: "text/csv; charset=utf-8", name: "\(fileSafe(key)).csv") {
            send in
            var writer = CSVWriter(header: [
                "series", "dimensions", "period", "value", "flag", "note", "vintage",
            ])
            var chunks = DataChunks(plan)
            while true {
                let state = chunks
                let read = try await database.read { db in
                    var next = state
                    return (try next.next(in: db), next)
                }
                chunks = read.1
                guard let chunk = read.0 else { break }
                for (line, values) in chunk.lines {
                    for value in values { writer.append(plan.row(line, value, chunk.part)) }
                }
                try await send(writer.drain())
            }
            try await send(writer.drain())
        }
        reply.headers += freshness.headers
        return reply
    }

    @Sendable private func jsonStat(_ exchange: Exchange) async throws -> Reply {
        let (key, query) = (exchange.parameters["key"] ?? "", exchange.query)
        let plan = try await database.read { db in try DataPlan(download: key, query, in: db) }
        let freshness = Freshness(of: plan, exchange, "json-stat")
        if let reply = freshness.notModified(exchange) { return reply }
        guard plan.amount <= cubeMax else {
            throw ServiceError.tooLarge(plan.amount, most: cubeMax)
        }
        let isPortuguese = exchange.t.language.code == "pt"
        let bytes = try await database.read { db in
            try CubeAnswer(plan: plan, language: isPortuguese ? "pt" : "en").bytes(in: db)
        }
        var reply = Reply.download(bytes, type: "application/json", name: "\(fileSafe(key)).json")
        reply.headers += freshness.headers
        return reply
    }
}

extension DataPlan {
    /// What the address of a download means: dimensions by the names and codes of the room.
    init(download key: String, _ query: [String: String], in db: Reader) throws {
        guard let place = try FlowShelf.load(in: db).place(of: key) else {
            throw ServiceError.nothingFound
        }
        let flow = try place.flow(in: db)
        var question = DataQuestion()
        question.vintage = query["vintage"].flatMap { $0.isEmpty ? nil : String($0.prefix(200)) }
        var terms: [ComponentFilter.Term] = []
        for (name, comparison) in [("from", ComponentFilter.Comparison.atLeast), ("to", .atMost)] {
            guard let text = query[name], !text.isEmpty else { continue }
            guard TimeBound(text) != nil else { throw ServiceError.syntax("\(name) is no period.") }
            terms.append(.init(comparison: comparison, value: text))
        }
        if !terms.isEmpty { question.filters.append(ComponentFilter(timeID, groups: [terms])) }
        for dimension in flow.dimensions {
            guard let source = dimension.source, let text = query[source], !text.isEmpty else {
                continue
            }
            let codes = text.split(separator: ",").map(String.init)
            let groups = codes.map { code in
                [
                    ComponentFilter.Term(
                        comparison: .equal,
                        value: dimension.id(in: Dimensions([.init(name: source, value: code)])))
                ]
            }
            question.filters.append(ComponentFilter(dimension.id, groups: groups))
        }
        try self.init(flow, question, .newer, in: db)
        // A vintage that is not there is no empty file.
        if parts.isEmpty { throw ServiceError.nothingFound }
    }

    fileprivate func row(_ line: ServedLine, _ value: StoredValue, _ part: Part) -> [String] {
        [
            flow.series.key, line.dims, value.period, value.value.map { plain($0) } ?? "",
            value.flag,
            value.note, part.state.vintage,
        ]
    }
}

extension Freshness {
    /// Of a download.
    fileprivate init(of plan: DataPlan, _ exchange: Exchange, _ format: String) {
        let query = exchange.query.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        self.init(
            of: [exchange.path, format, exchange.t.language.code, "\(plan.flow.series)"] + query
                + plan.parts.map { "\($0.state)" },
            changed: plan.parts.map(\.state.knownSince).max() ?? plan.flow.series.updatedAt,
            isImmutable: plan.isImmutable(at: exchange.now))
    }
}

private func fileSafe(_ key: String) -> String {
    String(key.map { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) ? $0 : "_" })
}

/// A cube stands in memory whole, with every place between its dimensions.
private let cubeMax = 200_000
