public import Kernel
public import Storage

/// One thing that became of a notice on its way, for the room that wrote it.
public struct NoticeTrace: Sendable, Equatable {
    public enum What: String, Sendable {
        /// Put into the account, or taken by a carrier.
        case sent
        /// It lies in a file of ours: nobody carries it.
        case spooled
        case bounced, failed
        /// Its person opened it.
        case read
        case dispatched, delivered, returned
        /// The time of the way went by without a sign.
        case silent
        /// Somebody of ours brought it, or its person opened what it tells of.
        case reached
    }

    /// The key under which it was written.
    public let key: String
    /// Nil for what hangs on no channel.
    public let way: ChannelKind?
    public let what: What
    public let at: Moment
    /// What a carrier said.
    public let detail: String
}

extension People {
    /// What became of every notice to a person about a subject, oldest first; a carrier's report on the day on which it
    /// came, from which periods are counted.
    public func trail(
        of person: PersonID, about subject: String, in db: Reader
    ) throws -> [NoticeTrace] {
        let people = [person, try reader(of: person, in: db)]
        let mine: SQL = "m.person IN \(list: people) AND m.subject = \(subject)"
        return try db.all(
            """
            SELECT m.key AS notice, c.kind AS way,
                CASE WHEN t.carrier = 'spool' THEN 'spooled' ELSE t.result END AS what, t.at AS at,
                t.proof AS detail, m.id AS message
            FROM message m JOIN contact_attempt t ON t.message = m.id
            JOIN contact_channel c ON c.id = t.channel WHERE \(mine)
            UNION ALL
            SELECT m.key, c.kind, r.state, r.received, r.detail, m.id
            FROM message m JOIN delivery_report r ON r.message = m.id
            JOIN contact_channel c ON c.id = r.channel WHERE \(mine)
            UNION ALL
            SELECT m.key, c.kind, 'silent', s.at, '', m.id
            FROM message m JOIN notice_silence s ON s.message = m.id
            JOIN contact_channel c ON c.id = s.channel WHERE \(mine)
            UNION ALL
            SELECT m.key, '', p.way, p.at, '', m.id
            FROM message m JOIN notice_proof p ON p.message = m.id
            WHERE p.way = 'reached' AND \(mine)
            ORDER BY at
            """
        ).compactMap { row -> NoticeTrace? in
            let (way, word): (String, String) = (try row[1], try row[2])
            guard let what = NoticeTrace.What(rawValue: word) else { return nil }
            return NoticeTrace(
                key: try row[0], way: ChannelKind(rawValue: way), what: what, at: try row[3],
                detail: try CarrierWords.opened(try row[4], of: try row[5], db.keys))
        }
    }
}
