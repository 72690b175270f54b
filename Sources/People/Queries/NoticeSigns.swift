import Kernel
import Storage

/// What became known of one message after it was handed over, oldest first.
struct NoticeSign: Sendable, Equatable {
    enum What: Sendable, Equatable {
        /// A carrier's report, in its words.
        case reported(DeliveryReport.State, detail: String)
        /// The time of the channel went by without a sign, and the next one was tried.
        case silent
        /// It reached its person in another way.
        case reached
    }

    /// Nil for what hangs on no channel.
    let channel: ChannelKind?
    let at: Moment
    let what: What

    static func all(of message: ID<Message>, in db: Reader) throws -> [NoticeSign] {
        let reports = try db.all(
            """
            SELECT c.kind, r.happened, r.state, r.detail FROM delivery_report r
            JOIN contact_channel c ON c.id = r.channel WHERE r.message = \(message)
            """
        ).compactMap { row -> NoticeSign? in
            let (kind, word): (String, String) = (try row[0], try row[2])
            guard let state = DeliveryReport.State(rawValue: word) else { return nil }
            return NoticeSign(
                channel: ChannelKind(rawValue: kind), at: try row[1],
                what: .reported(
                    state, detail: try CarrierWords.opened(try row[3], of: message, db.keys)))
        }
        let silences = try db.all(
            """
            SELECT c.kind, s.at FROM notice_silence s
            JOIN contact_channel c ON c.id = s.channel WHERE s.message = \(message)
            """
        ).map { row -> NoticeSign in
            let kind: String = try row[0]
            return NoticeSign(
                channel: ChannelKind(rawValue: kind), at: try row[1], what: .silent)
        }
        let reached = try db.all(
            "SELECT at FROM notice_proof WHERE message = \(message) AND way = 'reached'"
        ).map { NoticeSign(channel: nil, at: try $0[0], what: .reached) }
        return (reports + silences + reached).sorted { $0.at < $1.at }
    }
}
