import FoundationEssentials
import Kernel
import Languages
import Storage
import Web

/// Sends a code, or the word that one was given or used, to one channel when the outbox says so. It is no notice: a
/// code stands in no account, and what it opens is told where nobody can sign in.
struct AccessPost: Sendable {
    let people: People

    @Sendable func send(_ message: OutboxMessage) async throws {
        let order = try JSONDecoder().decode(AccessOrder.self, from: Data(message.body))
        let channel = ID<Channel>(order.channel)
        let found = try await people.database.read { db -> Told? in
            if let found = try Channel.find(channel, in: db), !found.address.isEmpty {
                return Told(kind: found.kind, address: found.address, language: found.language)
            }
            // What opens an account goes to no address that was taken away.
            return try order.code == nil ? FormerChannel.find(channel, in: db) : nil
        }
        guard let found else { return }
        let t = people.languages.translator(found.language)
        let delivery = Delivery(
            kind: found.kind == .phone ? .sms : .email, to: found.address,
            subject: subject(order.words, t), text: text(order, t), language: found.language,
            id: "\(message.id).\(channel)")
        // Refused or not carried: the person asks again, or goes to a desk.
        _ = try await people.deliver(delivery)
    }

    /// Looks up the name that somebody typed, and sends what they asked for.
    @Sendable func answer(_ message: OutboxMessage) async throws {
        let order = try JSONDecoder().decode(RecoveryOrder.self, from: Data(message.body))
        try await people.database.write { db in try order.perform(in: db) }
    }

    private func subject(_ words: AccessOrder.Words, _ t: Translator) -> String {
        switch words {
        case .recovery, .check, .deskCode: t("Your code")
        case .changed: t("The addresses of your account were changed")
        case .given, .recovered: t("Your account was opened in another way")
        case .numberGiven, .tied, .untied: t("Who may open your file")
        }
    }

    private func text(_ order: AccessOrder, _ t: Translator) -> String {
        let minutes = t.number(Int(AccessCode.channelSecondsMax / 60))
        let hours = t.number(Int(AccessCode.deskSecondsMax / 3_600))
        let values = ["code": order.code ?? "", "minutes": minutes, "hours": hours]
        switch order.words {
        case .recovery:
            return t(
                "Your code to get back into your account: {code}. It counts once, for {minutes} minutes. If you did not ask for it, do nothing.",
                values) + "\n"
        case .check:
            return t(
                "Your code to show that this address is yours: {code}. It counts once, for {minutes} minutes.",
                values) + "\n"
        case .deskCode:
            return t(
                "At a desk somebody showed your document. The code to get back into your account: {code}. It counts once, for {hours} hours. If it was not you, go to an office at once.",
                values) + "\n"
        case .changed:
            return t(
                "An address of your account was added, checked or removed. If it was not you, go to an office at once."
            ) + "\n"
        case .given:
            return t(
                "At a desk somebody showed your document and got a code for your account. If it was not you, go to an office at once."
            ) + "\n"
        case .recovered:
            return t(
                "Your account got a new password with a code. If it was not you, go to an office at once."
            ) + "\n"
        case .numberGiven:
            return t(
                "At a desk somebody showed your document and got a code for your file. If it was not you, go to an office at once."
            ) + "\n"
        case .tied:
            return t(
                "An account opens your file now, with a code from a desk. If it was not you, go to an office at once."
            ) + "\n"
        case .untied:
            return t(
                "An account that opened your file opens it no more. If you did not want this, go to an office."
            ) + "\n"
        }
    }
}
