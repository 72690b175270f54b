import Foundation
import Kernel
import Languages
import Logging
import People
import ServiceNetwork
import Storage

extension House {
    /// Whoever keeps what the directory says of a place is asked whether it still holds.
    func owners(_ logger: Logger) -> NightService {
        let network = self.network
        return NightService(
            work: { now in try await network.askOwners(at: now) }, name: "owners",
            secondsBetween: ownersSeconds, clock: clock, logger: logger)
    }

    /// The mail that asks, in the language of the State.
    @Sendable func mailOwner(_ message: OutboxMessage) async throws {
        let letter = try JSONDecoder().decode(OwnerLetter.self, from: Data(message.body))
        let words = letter.words(languages.translator(people.language), address: people.address)
        try await people.mail(
            to: letter.to, subject: words.subject, text: words.text, id: "\(message.id)")
    }
}

/// Once a day; who was asked within the week is passed over.
private let ownersSeconds: Int64 = 86_400
