import Kernel
import SDMX
import Storage
import Web

/// Answers a query for data: read and written a few lines at a time, so that an answer of any length needs no memory.
struct DataAnswer: Sendable {
    let database: Database
    let agreed: Agreed<DataFormat>
    let observationsMax: Int
    /// The name of the file, for whoever keeps it; nil for a program that reads.
    var fileName: String?

    func reply(
        _ exchange: Exchange, _ makePlan: @Sendable @escaping (Reader) throws -> DataPlan
    ) async throws -> Reply {
        let plan = try await database.read(makePlan)
        guard plan.amount <= observationsMax else {
            throw ServiceError.tooLarge(plan.amount, most: observationsMax)
        }
        let freshness = freshness(plan, exchange)
        if let reply = freshness.notModified(exchange) { return reply }
        let (first, rest) = try await database.read { db in
            var chunks = DataChunks(plan)
            return (try chunks.next(in: db), chunks)
        }
        guard let first else { throw ServiceError.nothingFound }
        let type = Negotiation.prefix + agreed.mediaType
        let body = Reply.Content.stream(writing(plan, first, rest), type: type)
        var headers = freshness.headers
        if let fileName {
            headers.append(("content-disposition", "attachment; filename=\"\(fileName)\""))
        }
        return Reply(content: body, headers: headers)
    }

    /// What has begun goes on in the states that were chosen: nothing that comes in meanwhile is mixed in.
    private func writing(_ plan: DataPlan, _ first: DataChunk, _ rest: DataChunks) -> BodyWriting {
        let (database, agreed) = (self.database, agreed)
        return { send in
            var events = DataEvents(plan)
            var writer = try agreed.writer(of: plan, events.structure)
            var chunks = rest
            var chunk: DataChunk? = first
            while let current = chunk {
                for event in events.events(of: current) { try writer.append(event) }
                try await send(writer.drain())
                let state = chunks
                (chunk, chunks) = try await database.read { db in
                    var next = state
                    return (try next.next(in: db), next)
                }
            }
            try writer.finish()
            try await send(writer.drain())
        }
    }

    /// The answer depends on the states that it shows, on the words of the series, and on what was asked for.
    private func freshness(_ plan: DataPlan, _ exchange: Exchange) -> Freshness {
        let series = plan.flow.series
        let states = plan.parts.map { "\($0.state) \($0.choice)" }
        // Texts lie in a dictionary, which has no order of its own.
        let labels = plan.flow.dimensions.map { dimension in
            let names = dimension.names.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            return "\(dimension.id) \(dimension.codes.count) \(names)"
        }
        let query = exchange.query.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        let changed = plan.parts.map(\.state.knownSince).max() ?? series.updatedAt
        return Freshness(
            of: [exchange.path, "\(agreed)", "\(series)"] + query + states + labels,
            changed: changed,
            isImmutable: plan.isImmutable(at: exchange.now))
    }
}

extension MessageHeader {
    /// `prepared` is when the data came in, so that one state gives one message, byte for byte.
    static func ours(_ id: String, at prepared: String) -> MessageHeader {
        var header = MessageHeader()
        header.id = id
        header.prepared = prepared
        header.sender = ourAgency
        return header
    }

    static func of(_ plan: DataPlan) -> MessageHeader {
        let since = plan.parts.map(\.state.knownSince).max() ?? plan.flow.series.updatedAt
        var header = ours(plan.flow.name, at: since.description)
        header.names = plan.flow.names
        header.source = ["en": plan.flow.series.source].filter { !$0.value.isEmpty }
        return header
    }
}

extension Agreed<DataFormat> {
    /// As it is said beside the answer.
    var mediaType: String {
        guard format.syntax == .csv else { return format.rawValue }
        return format.rawValue + (csv.hasLabels ? ";labels=both" : "") + ";charset=utf-8"
    }
}
