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
        var attempt = try await tried(
            delivery, message, channel, isLast: order.attempts + 1 >= triesMax)
        if attempt.result == .sent { attempt.contentHash = noticeHash(delivery.content) }
        let (now, plan, noted) = (people.clock(), people.plan, attempt)
        try await people.database.write { db in try noted.perform(at: now, in: db, plan) }
    }

    /// The time of a channel to show a proof is over; a second call for the same does nothing.
    @Sendable func endWait(_ order: OutboxMessage) async throws {
        let ids = try JSONDecoder().decode(PushOrder.self, from: Data(order.body))
        let wait = AwaitProof(
            message: ID(ids.message), channel: ID(ids.channel), plan: people.plan)
        let now = people.clock()
        try await people.database.write { db in try wait.end(at: now, in: db) }
    }

    private func tried(
        _ delivery: Delivery, _ message: ID<Message>, _ channel: ID<Channel>, isLast: Bool
    ) async throws -> RecordAttempt {
        do {
            let result = try await people.deliver(delivery)
            return RecordAttempt(message: message, channel: channel, result)
        } catch let trouble where isLast {
            let last =
                (trouble as? OutgoingTrouble)?.words ?? (trouble as? GatewayTrouble)?.words
                ?? "a fault of ours"
            return RecordAttempt(
                message: message, channel: channel, result: .failed,
                proof: "gave up after \(triesMax) tries: \(last)")
        }
    }

    /// Nil where this was done before, or where the channel went bad while the order waited.
    private func delivery(
        of message: ID<Message>, to channel: ID<Channel>
    ) async throws -> Delivery? {
        let papers = people.papers
        let found = try await people.database.read { db -> PushFacts? in
            guard let text = try Message.find(message, in: db),
                let way = try Channel.find(channel, in: db)
            else {
                return nil
            }
            let tried = try db.count(
                "SELECT COUNT(*) FROM contact_attempt WHERE message = \(message) AND channel = \(channel)"
            )
            let key: String = try db.value("SELECT key FROM message WHERE id = \(message)") ?? ""
            let isProven = try NoticeProof.stands(message, in: db)
            return PushFacts(
                message: text, channel: way,
                isDone: tried > 0 || way.kind != .email && isProven,
                name: try db.value("SELECT name FROM person WHERE id = \(text.person)"),
                papers: way.kind == .post ? try papers(key, db) : [])
        }
        guard let found, !found.isDone else { return nil }
        if found.channel.hasBounced {
            let (now, plan) = (people.clock(), people.plan)
            let attempt = RecordAttempt(
                message: message, channel: channel, result: .failed, proof: "channel closed")
            try await people.database.write { db in try attempt.perform(at: now, in: db, plan) }
            return nil
        }
        return found.channel.kind == .post ? letter(found) : words(found.message, found.channel)
    }

    /// A letter has nothing to point to: it holds the words, and the papers that they tell of.
    private func letter(_ found: PushFacts) -> Delivery {
        Delivery(
            kind: .letter, to: found.channel.address, subject: found.message.title,
            text: found.message.letterText, language: found.channel.language,
            id: "\(found.message.id).\(found.channel.id)", name: found.name,
            papers: found.papers)
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

extension Message {
    /// The words with legal effect first, then those in the person's language.
    fileprivate var letterText: String {
        official.map { "\($0.title)\n\n\($0.body)\n\n\(title)\n\n\(body)" } ?? body
    }
}

/// What a push needs to know of its message and its channel.
private struct PushFacts: Sendable {
    let message: Message
    let channel: Channel
    /// Done before, or the person has it; a mail goes out all the same, it points to where it stands.
    let isDone: Bool
    let name: String?
    let papers: [NoticePaper]
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
