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

/// What is known of the notices to a person about a subject.
public struct NoticeHistory: Sendable {
    /// What became of each, oldest first; a carrier's report on the day on which it came, from which periods are
    /// counted.
    public let traces: [NoticeTrace]
    /// The keys of those that went out as a letter and are not back: one of us sent it, or a gateway took it.
    public let byPost: [String]
}

extension People {
    /// Of a person by all their numbers, first that under which the subject names them: their notices lie under it, or
    /// in the account that opens it.
    public func course(
        of numbers: [PersonID], about subject: String, in db: Reader
    ) throws -> NoticeHistory {
        guard let named = numbers.first else { return NoticeHistory(traces: [], byPost: []) }
        var (traces, byPost): ([NoticeTrace], [String]) = ([], [])
        for row in try db.all(People.course(named, numbers, subject)) {
            let (key, way, word): (String, String, String) = (try row[0], try row[1], try row[2])
            if word == "posted" { byPost.append(key) }
            guard let what = NoticeTrace.What(rawValue: word) else { continue }
            traces.append(
                NoticeTrace(
                    key: key, way: ChannelKind(rawValue: way), what: what, at: try row[3],
                    detail: try CarrierWords.opened(try row[4], of: try row[5], db.keys)))
        }
        return NoticeHistory(traces: traces, byPost: byPost)
    }

    /// What was posted stands in the order of its messages.
    private static func course(
        _ named: PersonID, _ numbers: [PersonID], _ subject: String
    ) -> SQL {
        """
        SELECT notice, way, what, at, detail, message FROM (WITH told AS (
            SELECT id, key FROM message
            WHERE person IN (\(named), (\(reader(of: named, numbers)))) AND subject = \(subject))
        SELECT m.key AS notice, c.kind AS way,
            CASE WHEN t.carrier = 'spool' THEN 'spooled' ELSE t.result END AS what, t.at AS at,
            t.proof AS detail, m.id AS message
        FROM told m JOIN contact_attempt t ON t.message = m.id
        JOIN contact_channel c ON c.id = t.channel
        UNION ALL
        SELECT m.key, c.kind, r.state, r.received, r.detail, m.id
        FROM told m JOIN delivery_report r ON r.message = m.id
        JOIN contact_channel c ON c.id = r.channel
        UNION ALL
        SELECT m.key, c.kind, 'silent', s.at, '', m.id
        FROM told m JOIN notice_silence s ON s.message = m.id
        JOIN contact_channel c ON c.id = s.channel
        UNION ALL
        SELECT m.key, '', p.way, p.at, '', m.id
        FROM told m JOIN notice_proof p ON p.message = m.id WHERE p.way = 'reached'
        UNION ALL
        SELECT m.key, '', 'posted', m.id, '', m.id FROM told m WHERE \(wasPosted)
        ) AS course ORDER BY at
        """
    }

    private static let wasPosted: SQL = """
        (EXISTS (SELECT 1 FROM outreach o WHERE o.message = m.id AND o.outcome = 'letter')
            OR EXISTS (SELECT 1 FROM contact_attempt t
                JOIN contact_channel c ON c.id = t.channel AND c.kind = 'post'
                WHERE t.message = m.id AND t.result = 'sent' AND t.carrier = 'server'
                    AND NOT EXISTS (SELECT 1 FROM contact_attempt b
                        WHERE b.message = m.id AND b.channel = t.channel
                            AND b.result = 'bounced')))
        """
}
