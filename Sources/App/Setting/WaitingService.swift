import Appointments
import Kernel
import Logging
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
}

/// A freed time does not lie idle; a minute without anybody waiting costs three short questions.
private let keepSeconds: Int64 = 60
