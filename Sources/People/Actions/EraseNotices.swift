import Kernel
public import Storage

extension People {
    /// Erases the notices about a subject of the journal, whoever they went to, with what became of them and what waits to
    /// be pushed. A push that is on its way finds no message and ends.
    public func eraseNotices(about subject: String, in db: Writer) throws {
        let ids: [Int64] = try db.all("SELECT id FROM message WHERE subject = \(subject)").map {
            try $0[0]
        }
        try erase(messages: ids, in: db)
    }

    /// Messages with all that hangs on them.
    func erase(messages ids: [Int64], in db: Writer) throws {
        let children: [SQL] = [
            "contact_attempt", "outreach", "message_look", "delivery_report", "notice_silence",
            "notice_proof",
        ]
        for id in ids {
            try db.withdraw("people/\(id)/")
            for table in children { try db.run("DELETE FROM \(table) WHERE message = \(id)") }
            try db.run("DELETE FROM message WHERE id = \(id)")
        }
    }
}
