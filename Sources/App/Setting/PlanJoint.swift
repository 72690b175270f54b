import Foundation
import Kernel
import Languages
import Logging
import People
import Plans
import Storage

extension House {
    /// Who owes reports on a plan hears of it once a day.
    func reminding(_ logger: Logger) -> NightService {
        let plans = self.plans
        return NightService(
            work: { now in try await plans.remindReporters(at: now) },
            name: "plans", secondsBetween: remindSeconds, clock: clock, logger: logger)
    }

    /// Carries a reminder from the outbox as mail.
    @Sendable func mailReporter(_ message: OutboxMessage) async throws {
        let letter = try JSONDecoder().decode(ReportLetter.self, from: Data(message.body))
        let words = letter.words(languages.translator(people.language), address: people.address)
        try await people.mail(
            to: letter.to, subject: words.subject, text: words.text, id: "\(message.id)")
    }
}

/// Once a day; whoever was told within the week is passed over.
private let remindSeconds: Int64 = 86_400
