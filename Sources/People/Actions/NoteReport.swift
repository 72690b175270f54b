import Kernel
import Storage

/// A gateway reports what became of a delivery: kept once for each of its states, and acted on.
struct NoteReport: Sendable {
    enum Outcome: Sendable {
        case taken
        /// The same was reported before.
        case known
        /// Nothing of ours was ever handed over for it.
        case unknown
    }

    let report: DeliveryReport
    let plan: NoticePlan
    /// Who is told what the post did with a letter.
    let carried: People.Carried

    func perform(at now: Moment, in db: Writer) throws -> Outcome {
        guard let message = try Message.find(report.message, in: db),
            let channel = try Channel.find(report.channel, in: db),
            channel.person == message.person, try wasHandedOver(in: db)
        else { return .unknown }
        let words = try CarrierWords.sealed(report.detail, of: message.id, db.keys)
        let isNew = try db.run(
            """
            INSERT INTO delivery_report (message, channel, state, happened, received, detail)
            VALUES (\(message.id), \(channel.id), \(report.state.rawValue), \(report.happened), \(now),
                \(words)) ON CONFLICT DO NOTHING
            """)
        if isNew == 0 { return .known }
        try act(on: message, channel, at: now, in: db)
        return .taken
    }

    /// A report of what nobody sent would let a stranger's number close somebody's channel.
    private func wasHandedOver(in db: Reader) throws -> Bool {
        try db.count(
            """
            SELECT COUNT(*) FROM contact_attempt WHERE message = \(report.message)
                AND channel = \(report.channel) AND result = 'sent' AND carrier IS NOT NULL
            """) > 0
    }

    private func act(
        on message: Message, _ channel: Channel, at now: Moment, in db: Writer
    ) throws {
        switch report.state {
        case .dispatched:
            try record("notice.dispatched", message, at: now, in: db)
            try tell(.dispatched, message, channel, at: now, in: db)
        case .delivered:
            try record("notice.delivered", message, at: now, in: db)
            if plan.way(channel.kind)?.deliveryProves ?? false {
                try NoticeProof.keep(.delivered, of: message.id, at: report.happened, in: db)
            }
            try tell(.delivered, message, channel, at: now, in: db)
        case .returned, .failed:
            try RecordAttempt(
                message: message.id, channel: channel.id, result: .bounced, proof: report.detail
            ).perform(at: now, in: db, plan)
            guard channel.kind == .post else { return }
            try NoteReturnedLetter.standAgain(message.id, at: now, in: db)
            try tell(.returned(reason: report.detail), message, channel, at: now, in: db)
        }
    }

    private func record(
        _ kind: String, _ message: Message, at now: Moment, in db: Writer
    ) throws {
        let facts = [
            "message": "\(message.id)", "channel": "\(report.channel)",
            "happened": "\(report.happened)", "detail": report.detail,
        ]
        try db.record(JournalEvent(kind, subject: message.subject, facts), by: .house, at: now)
    }

    /// Of a letter alone: what a telephone did proves nothing to the room that wrote.
    private func tell(
        _ course: NoticeCourse, _ message: Message, _ channel: Channel, at now: Moment,
        in db: Writer
    ) throws {
        guard channel.kind == .post else { return }
        let key: String? = try db.value("SELECT key FROM message WHERE id = \(message.id)")
        if let key { try carried(key, course, now, db) }
    }
}
