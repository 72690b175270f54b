import FoundationEssentials
import Kernel
import Languages
import Storage
import Web

/// Sends one message to one channel when the outbox says so; a second call for the same does nothing.
struct Push: Sendable {
    let people: People

    @Sendable func send(_ order: OutboxMessage) async throws {
        let ids = try JSONDecoder().decode(PushOrder.self, from: Data(order.body))
        let (message, channel) = (ID<Message>(ids.message), ID<Channel>(ids.channel))
        guard let delivery = try await delivery(of: message, to: channel) else { return }
        let attempt = try await tried(
            delivery, message, channel, isLast: order.attempts + 1 >= triesMax)
        let now = people.clock()
        try await people.database.write { db in try attempt.perform(at: now, in: db) }
    }

    private func tried(
        _ delivery: Delivery, _ message: ID<Message>, _ channel: ID<Channel>, isLast: Bool
    ) async throws -> RecordAttempt {
        do {
            let result = try await people.deliver(delivery)
            return RecordAttempt(message: message, channel: channel, result)
        } catch let trouble where isLast {
            let last = (trouble as? OutgoingTrouble)?.words ?? "a fault of ours"
            return RecordAttempt(
                message: message, channel: channel, result: .failed,
                proof: "gave up after \(triesMax) tries: \(last)")
        }
    }

    /// Nil where this was done before, or where the channel went bad while the order waited.
    private func delivery(
        of message: ID<Message>, to channel: ID<Channel>
    ) async throws -> Delivery? {
        let found = try await people.database.read { db -> (Message, Channel, Bool)? in
            guard let text = try Message.find(message, in: db),
                let way = try Channel.find(channel, in: db)
            else {
                return nil
            }
            let tried = try db.count(
                "SELECT COUNT(*) FROM contact_attempt WHERE message = \(message) AND channel = \(channel)"
            )
            return (text, way, tried > 0)
        }
        guard let (text, way, isDone) = found, !isDone else { return nil }
        if way.hasBounced {
            let now = people.clock()
            let attempt = RecordAttempt(
                message: message, channel: channel, result: .failed, proof: "channel closed")
            try await people.database.write { db in try attempt.perform(at: now, in: db) }
            return nil
        }
        return words(text, way)
    }

    /// The push says that something is there and where; what it says stays in the account.
    private func words(_ message: Message, _ channel: Channel) -> Delivery {
        let t = people.languages.translator(channel.language)
        let link = people.address + "/messages/\(message.id)"
        let urgent =
            message.legalEffect ? t("A time limit may depend on it. Read it soon.") + "\n" : ""
        let text =
            t("There is a new message for you in your account.") + "\n" + urgent
            + t("Read it here: {link}", ["link": link]) + "\n"
        return Delivery(
            kind: channel.kind == .phone ? .sms : .email, to: channel.address,
            subject: t("You have a new message"), text: text, language: channel.language,
            id: "\(message.id).\(channel.id)")
    }
}

/// With the outbox's growing pauses (10 s, doubled up to 6 hours) 23 hours.
let triesMax = 15

extension RecordAttempt {
    init(message: ID<Message>, channel: ID<Channel>, _ result: DeliveryResult) {
        switch result {
        case .sent(let proof):
            self.init(
                message: message, channel: channel, result: .sent, proof: proof, carrier: .server)
        case .spooled(let file):
            self.init(
                message: message, channel: channel, result: .sent, proof: file, carrier: .spool)
        case .refused(let reason):
            self.init(message: message, channel: channel, result: .bounced, proof: reason)
        case .unable(let reason):
            self.init(message: message, channel: channel, result: .failed, proof: reason)
        }
    }
}
