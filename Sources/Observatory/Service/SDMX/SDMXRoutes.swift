import Kernel
import SDMX
import Storage
import Web

/// The web services of SDMX over the series of the room: the REST interface of 2.1 (1.5) and of 3.0 (2.1). Anyone may
/// read; nobody is known at these doors.
struct SDMXRoutes: Sendable {
    let database: Database
    /// The most observations that one answer sends.
    var observationsMax = observationsUsual

    var all: [Route] { (older + newer).map(\.traceless) }

    /// A path with any number of its last parts left out, as the standard allows.
    private func doors(
        _ base: String, _ parts: [String], from least: Int, _ summary: String, gives: String,
        _ handle: @escaping Route.Handler
    ) -> [Route] {
        (least...parts.count).map { count in
            let tail = parts.prefix(count).map { "/{" + $0 + "}" }.joined()
            return .get(base + tail, may: .everyone, summary, gives: Negotiation.prefix + gives) {
                exchange in
                try await handle(exchange)
            }
        }
    }

    private var older: [Route] {
        let base = ServiceGeneration.older.base
        return doors(
            base + "/data", ["flow", "key", "provider"], from: 1, "SDMX 2.1: data of a dataflow.",
            gives: DataFormat.generic21.rawValue
        ) { exchange in
            try await guarded(exchange, .older) { try await data(exchange, .older) }
        }
            + doors(
                base + "/availableconstraint", ["flow", "key", "provider", "component"], from: 1,
                "SDMX 2.1: which data a dataflow has.", gives: StructureFormat.ml21.rawValue
            ) { exchange in
                try await guarded(exchange, .older) {
                    try await availability(exchange, .older)
                }
            }
            + doors(
                base, ["resource", "agency", "id", "version", "item"], from: 1,
                "SDMX 2.1: structures, such as dataflow, datastructure, codelist.",
                gives: StructureFormat.ml21.rawValue
            ) { exchange in
                try await guarded(exchange, .older) { try await structure(exchange, .older) }
            }
    }

    private var newer: [Route] {
        let base = ServiceGeneration.newer.base
        let flow = ["context", "agency", "id", "version", "key"]
        return doors(
            base + "/data", flow, from: 3, "SDMX 3.0: data of a dataflow.",
            gives: DataFormat.json20.rawValue
        ) { exchange in
            try await guarded(exchange, .newer) { try await data(exchange, .newer) }
        }
            + doors(
                base + "/availability", flow + ["component"], from: 3,
                "SDMX 3.0: which data a dataflow has.", gives: StructureFormat.json20.rawValue
            ) { exchange in
                try await guarded(exchange, .newer) {
                    try await availability(exchange, .newer)
                }
            }
            + doors(
                base + "/structure", ["resource", "agency", "id", "version", "item"], from: 0,
                "SDMX 3.0: structures, such as dataflow, datastructure, codelist.",
                gives: StructureFormat.json20.rawValue
            ) { exchange in
                try await guarded(exchange, .newer) { try await structure(exchange, .newer) }
            }
            + notBuilt("schema", ["context", "agency", "id", "version"])
            + notBuilt("metadata", ["type", "agency", "id", "version"])
    }

    /// What the standard has and this service not says so.
    private func notBuilt(_ resource: String, _ parts: [String]) -> [Route] {
        doors(
            ServiceGeneration.newer.base + "/" + resource, parts, from: 3,
            "SDMX 3.0: \(resource), which is not built and says so.",
            gives: StructureFormat.json20.rawValue
        ) { exchange in
            try await guarded(exchange, .newer) {
                throw ServiceError.notBuilt("The resource \(resource)")
            }
        }
    }

    /// What is refused is said as the standard says it; a fault stays one.
    private func guarded(
        _ exchange: Exchange, _ generation: ServiceGeneration,
        _ answer: () async throws -> Reply
    ) async rethrows -> Reply {
        do {
            return try await answer()
        } catch let error as ServiceError {
            let syntax = Negotiation.syntax(exchange.headers["accept"] ?? "", generation)
            return error.reply(syntax, generation, at: exchange.now)
        }
    }

    private func structure(
        _ exchange: Exchange, _ generation: ServiceGeneration
    ) async throws -> Reply {
        let format = try Negotiation.structure(exchange.headers["accept"] ?? "", generation)
        let part = { (name: String) in exchange.parameters[name] ?? "" }
        let question = try StructureQuestion(
            type: part("resource"), agency: part("agency"), id: part("id"),
            version: part("version"),
            item: part("item"), query: exchange.query, generation)
        let answer = StructureAnswer(question: question, constraintKind: format.constraintKind)
        let artefacts = try await database.read { db in try answer.artefacts(in: db) }
        return try reply(artefacts, format, exchange)
    }

    private func reply(
        _ artefacts: [StructureArtefact], _ format: StructureFormat, _ exchange: Exchange
    ) throws -> Reply {
        let bytes = try format.message(
            artefacts, header: .ours("structures", at: exchange.now.utcDay.description))
        return Reply(
            content: .bytes(bytes, type: Negotiation.prefix + format.rawValue),
            headers: [("vary", "accept"), ("cache-control", "public, no-cache")])
    }

    private func question(
        _ exchange: Exchange, _ generation: ServiceGeneration, _ query: [String: String]
    ) throws -> DataQuestion {
        let part = { (name: String) in exchange.parameters[name] ?? "" }
        let parameters = DataParameters(generation: generation, query: query)
        if generation == .older {
            let flow = try FlowQuery(joined: part("flow"))
            return try parameters.question(flow: flow, key: part("key"))
        }
        guard ["dataflow", "*"].contains(part("context")) else {
            throw ["datastructure", "provisionagreement"].contains(part("context"))
                ? ServiceError.notBuilt("The context \(part("context"))")
                : ServiceError.syntax("There is no context \(part("context")).")
        }
        let flow = try FlowQuery(agency: part("agency"), id: part("id"), version: part("version"))
        return try parameters.question(flow: flow, key: part("key"))
    }

    private func availability(
        _ exchange: Exchange, _ generation: ServiceGeneration
    ) async throws -> Reply {
        let format = try Negotiation.structure(exchange.headers["accept"] ?? "", generation)
        let asked = try AvailabilityQuestion(exchange.query, exchange.parameters["component"] ?? "")
        let question = try question(
            exchange, generation,
            exchange.query.filter { !AvailabilityQuestion.names.contains($0.key) })
        let most = observationsMax
        let provider = exchange.parameters["provider"]
        let artefacts = try await database.read { db in
            let flow = try ServedFlow.one(question, provider: provider, in: db)
            return try asked.artefacts(of: flow, question, generation, format, most: most, in: db)
        }
        return try reply(artefacts, format, exchange)
    }

    private func data(
        _ exchange: Exchange, _ generation: ServiceGeneration
    ) async throws -> Reply {
        let question = try question(exchange, generation, exchange.query)
        let agreed = try Negotiation.data(exchange.headers["accept"] ?? "", generation)
        let provider = exchange.parameters["provider"]
        let answer = DataAnswer(
            database: database, agreed: agreed, observationsMax: observationsMax)
        return try await answer.reply(exchange) { db in
            let flow = try ServedFlow.one(question, provider: provider, in: db)
            return try DataPlan(flow, question, generation, in: db)
        }
    }
}

extension ServedFlow {
    /// The one flow that a query for data means.
    static func one(_ question: DataQuestion, provider: String?, in db: Reader) throws -> ServedFlow
    {
        let found = try FlowShelf.load(in: db).matching(question.flow)
        guard let place = found.first else { throw ServiceError.nothingFound }
        guard found.count == 1 else {
            throw ServiceError.meaning(
                "\(found.count) flows match: name one, with its agency and identifier.")
        }
        if let provider, !["", "all", "ALL"].contains(provider) {
            // `AGENCY,ID` and `ID`: whoever maintains the flow is its provider.
            guard provider.split(separator: ",").last.map(String.init) == place.reference.agency
            else {
                throw ServiceError.nothingFound
            }
        }
        return try place.flow(in: db)
    }
}

/// A table of all origins by all destinations over thirty years has about as many.
let observationsUsual = 2_000_000
