import Allocation
import Foundation
import Kernel
import Storage
import TestSupport
import Testing

@testable import Appointments

/// The rule of the policy folder, read as it is.
func queueRules() throws -> QueueRules {
    let path = projectFolder + "/policy/pt/queue/order.yaml"
    return try QueueRules(
        yaml: try String(contentsOfFile: path, encoding: .utf8), file: "order.yaml")
}

/// The room with that rule, and what it told.
extension Sample {
    static func queueAsks() throws -> Asks {
        var asks = Sample.asks
        asks.day.rules = try queueRules()
        return asks
    }

    func walkIn(
        _ service: String = "residence", _ priority: TicketPriority = .none, at now: Moment
    ) async throws -> Ticket {
        let rules = try queueRules()
        return try await database.write { db in
            try TakeTicket(
                office: lisbonCentre, service: service, priority: priority, language: "ne",
                zone: .utc
            ).perform(by: .house, at: now, in: db, rules)
        }
    }

    func checkIn(_ visit: VisitID, _ who: Principal, at now: Moment) async throws -> Ticket {
        let visit = try await self.visit(visit, for: who)
        return try await database.write { db in
            try CheckIn(visit: visit, priority: .none, language: "pt", zone: .utc)
                .perform(by: who, at: now, in: db)
        }
    }

    func call(
        _ desk: Int64, at now: Moment, by principal: Principal = bruno, asks: Asks? = nil
    ) async throws {
        let asks = try asks ?? Sample.queueAsks()
        try await database.write { db in
            try CallNext(desk: DeskID(desk), office: lisbonCentre, zone: .utc)
                .perform(by: principal, at: now, in: db, asks)
        }
    }

    func move(
        _ desk: Int64, to state: TicketState, other: Int64? = nil, at now: Moment,
        by principal: Principal = bruno, asks: Asks? = nil
    ) async throws {
        let asks = try asks ?? Sample.queueAsks()
        try await database.write { db in
            let present = try Ticket.atDesk(DeskID(desk), on: now.utcDay, in: db)
            try MoveTicket(
                ticket: try #require(present), to: state, zone: .utc,
                other: other.map { DeskID($0) }
            ).perform(by: principal, at: now, in: db, asks)
        }
    }

    func here(_ desk: Int64) async throws -> String? {
        try await database.read { db in
            try Ticket.atDesk(DeskID(desk), on: tomorrow, in: db)?.shown
        }
    }

    func ticket(_ code: Reference) async throws -> Ticket {
        try await database.read { db in try Ticket.find(code, in: db) }
    }

    func queue(at now: Moment) async throws -> OfficeQueue {
        let rules = try queueRules()
        return try await database.read { db in
            try OfficeQueue(lisbonCentre, .utc, rules, at: now, in: db)
        }
    }
}
