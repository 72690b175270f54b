public import Kernel
import Languages
import Storage

extension Appointments {
    /// Every minute: what is free within the days of an announced round is kept for it, and what has closed is drawn; asked
    /// again it changes nothing. A round that cannot be drawn waits for its supervisors.
    public func drawRounds(at now: Moment) async throws {
        let asks = self.asks
        for round in try await database.read(VisitRound.announced) {
            do {
                try await database.write { db in
                    if now < round.plan.closes {
                        _ = try round.holdSupply(at: now, in: db, asks)
                    } else {
                        try RunRound(round: round).perform(by: .house, at: now, in: db, asks)
                    }
                }
            } catch is RoundRefusal {}
        }
    }
}
