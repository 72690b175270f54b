import Cases
import Kernel
import Observatory
import Storage

/// Carries what contracts name from one compartment to another. App alone opens two databases, and this is the
/// only code that reads in one what it writes in another.
struct FlowMover: Sendable {
    /// What a compartment offers to contracts on a day.
    typealias Offer = @Sendable (Day, Reader) throws -> FlowTable

    let flows: [Flow]
    let compartments: Compartments
    let offers: [Compartment: Offer]
    let zone: Zone

    init(flows: [Flow], compartments: Compartments, zone: Zone) throws {
        self.flows = flows
        self.compartments = compartments
        self.zone = zone
        var offers: [Compartment: Offer] = [:]
        if compartments[.equality] != nil {
            offers[.equality] = { day, db in try Complaints.counts(before: day, zone, in: db) }
        }
        self.offers = offers
    }

    /// Runs every contract, each for itself: one that cannot move holds up no other. Then forgets what is past
    /// its time.
    func run(at now: Moment) async throws -> (moves: [FlowMove], forgotten: Int) {
        var moves: [FlowMove] = []
        for flow in flows {
            moves.append(FlowMove(flow: flow, outcome: await outcome(of: flow, at: now)))
        }
        return (moves, try await purge(at: now))
    }

    /// What is past its last day goes, whether or not its contract still stands.
    private func purge(at now: Moment) async throws -> Int {
        guard let general = compartments[.general] else { return 0 }
        let action = PurgeReceived(on: zone.day(of: now))
        return try await general.write { db in try action.perform(at: now, in: db) }
    }

    private func outcome(of flow: Flow, at now: Moment) async -> FlowMove.Outcome {
        // An example needs no database to be told from a contract.
        if flow.status == .designExample { return .refused(.example) }
        let closed = [flow.from, flow.to].filter { compartments[$0] == nil }
        guard closed.isEmpty, let from = compartments[flow.from], let to = compartments[flow.to]
        else { return .notOpen(closed) }
        guard let offer = offers[flow.from] else { return .nothingOffered(flow.from) }
        guard flow.to == .general else { return .nobodyReceives(flow.to) }
        do {
            return try await carry(flow, from, to, offer, at: now)
        } catch {
            return .failed(String(reflecting: error))
        }
    }

    private func carry(
        _ flow: Flow, _ from: Database, _ to: Database, _ offer: @escaping Offer, at now: Moment
    ) async throws -> FlowMove.Outcome {
        let today = zone.day(of: now)
        let table = try await from.read { db in try offer(today, db) }
        if let refusal = flow.refusal(on: today, offered: table.fields) { return .refused(refusal) }
        let delivery = Delivery(
            flow: flow.name, version: flow.version,
            rows: table.carried(by: flow).map { .init(values: $0.values, count: $0.count) },
            keepUntil: flow.keptUntil(from: today))
        let action = ReceiveDelivery(delivery)
        let missing = try await to.read { db in try action.missing(in: db).count }
        if missing == 0 { return .nothingNew }
        // The giving side writes first: a line too many after a crash is better than a move that none tells of.
        try await from.write { db in
            let facts = [
                "to": flow.to.name, "version": String(flow.version), "rows": String(missing),
                "fields": flow.fields.joined(separator: " "),
            ]
            try db.record(
                JournalEvent("flow.sent", subject: "flow/\(flow.name)", facts), by: .house, at: now)
        }
        return .moved(try await to.write { db in try action.perform(at: now, in: db) })
    }
}
