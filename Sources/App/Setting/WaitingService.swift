import Appointments
import Cases
import Foundation
import Kernel
import Logging
import Storage
import Web

extension House {
    /// Rounds whose list has closed are drawn, times that nobody answered for go on to the next household, what is free to
    /// those who wait, and people are told.
    func waitingList(_ logger: Logger) -> NightService {
        let appointments = self.appointments
        return NightService(
            work: { now in
                // A round that cannot be drawn keeps nobody on the list waiting.
                do { try await appointments.drawRounds(at: now) } catch {
                    logger.error("rounds", metadata: ["error": "\(String(reflecting: error))"])
                }
                try await appointments.keepList(at: now)
            },
            name: "waiting-list", secondsBetween: keepSeconds, clock: clock, logger: logger)
    }

    /// A case came to a stage that needs a visit: where there is no time for it, it waits on the list.
    @Sendable func needVisit(_ message: OutboxMessage) async throws {
        let need = try JSONDecoder().decode(VisitNeed.self, from: Data(message.body))
        let (appointments, now) = (self.appointments, clock())
        try await database.write { db in
            try appointments.needsVisit(need.kase, in: db, at: now)
        }
    }
}

extension Neighbours {
    /// What the cases tell the waiting list, and hear of it.
    mutating func wait(with visits: Box<Appointments>) {
        visitNeeded = { try VisitNeed(kase: $0).post(at: $2, in: $1) }
        visitWait = { kase, now, db in
            try visits.get().wait(of: kase, at: now, in: db).map {
                VisitWait(isHeld: $0.isHeld, link: $0.link)
            }
        }
    }
}

/// What the outbox carries from the cases to the appointments.
struct VisitNeed: Codable, Sendable {
    static let kind = "visit.needed"

    let kase: CaseID

    /// Two of one case at one moment are one.
    func post(at now: Moment, in db: Writer) throws {
        try db.post(
            VisitNeed.kind, key: "\(VisitNeed.kind)/\(kase)/\(now.microseconds)",
            body: Array(try JSONEncoder().encode(self)), due: now, at: now)
    }
}

/// A freed time does not lie idle; a minute without anybody waiting costs three short questions.
private let keepSeconds: Int64 = 60
