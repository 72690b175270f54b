import Kernel
import Storage

/// What was tried to bring one message to its person, for that person.
struct Attempt: Sendable {
    let channel: String
    let at: Moment
    let result: String
    let proof: String
    let carrier: RecordAttempt.Carrier?
    /// Of what was handed over (SHA-256); nil in older rows, and where nothing was.
    let contentHash: String?

    static func all(of message: ID<Message>, in db: Reader) throws -> [Attempt] {
        try db.all(
            """
            SELECT c.kind, t.at, t.result, t.proof, t.carrier, t.content_hash
            FROM contact_attempt t
            JOIN contact_channel c ON c.id = t.channel WHERE t.message = \(message) ORDER BY t.at, t.id
            """
        ).map {
            Attempt(
                channel: try $0[0], at: try $0[1], result: try $0[2],
                proof: try CarrierWords.opened(try $0[3], of: message, db.keys),
                carrier: try $0[4], contentHash: try $0[5])
        }
    }
}

/// A push that is still in the outbox.
struct WaitingPush: Sendable {
    let channel: ChannelKind
    /// How often a carrier was asked already.
    let tries: Int
    let due: Moment

    static func all(of message: Message, in db: Reader) throws -> [WaitingPush] {
        try Channel.all(of: message.person, in: db).compactMap { channel in
            let order = PushOrder(message: message.id.value, channel: channel.id.value)
            return try db.outboxWait(order.key).map {
                WaitingPush(channel: channel.kind, tries: $0.attempts, due: $0.due)
            }
        }
    }
}
