import Kernel
import Storage

/// A document that was handed in and that nobody could look through yet.
struct WaitingDocument: Sendable, Equatable {
    let id: CaseDocumentID
    let kase: CaseID
    let member: CaseMemberID?
    let code: String
    let digest: String
    let name: String
    let kind: String
    let bytes: Int
    let validUntil: Day?
    let receivedAt: Moment
    /// Whose account handed it in, and the name it goes by: the person's own, or of whoever held their mandate.
    let sender: AccountID
    let senderName: String

    private static let columns: SQL = """
        id, kase, member, code, digest, name, kind, bytes, valid_until, received_at, received_from, sender
        """

    private init(row: Row) throws {
        id = try row["id"]
        kase = try row["kase"]
        member = try row["member"]
        code = try row["code"]
        digest = try row["digest"]
        name = try row["name"]
        kind = try row["kind"]
        bytes = try row["bytes"]
        validUntil = try row["valid_until"]
        receivedAt = try row["received_at"]
        sender = try row["received_from"]
        senderName = try row["sender"]
    }

    /// Those of a case, oldest first.
    static func all(of kase: CaseID, in db: Reader) throws -> [WaitingDocument] {
        try db.all("SELECT \(columns) FROM waiting_document WHERE kase = \(kase) ORDER BY id")
            .map(WaitingDocument.init)
    }

    /// The documents of a case and those that wait for it, in one question: only these have a sender's name.
    static func aheadWithDocuments(
        of kase: CaseID, in db: Reader
    ) throws -> Ahead<(documents: [CaseDocument], waiting: [WaitingDocument])> {
        try db.ahead(
            """
            SELECT \(CaseDocument.columns), d.kase, d.received_from, NULL AS sender
            FROM case_document d WHERE d.kase = \(kase)
            UNION ALL
            SELECT id, member, code, digest, name, kind, bytes, received_at, valid_until, NULL,
                kase, received_from, sender
            FROM waiting_document WHERE kase = \(kase)
            ORDER BY received_at, id
            """
        ) { rows in
            var (documents, waiting): ([CaseDocument], [WaitingDocument]) = ([], [])
            for row in rows {
                let sender: String? = try row["sender"]
                if sender == nil {
                    documents.append(try CaseDocument(row: row))
                } else {
                    waiting.append(try WaitingDocument(row: row))
                }
            }
            return (documents, waiting.sorted { $0.id < $1.id })
        }
    }

    /// The next one of all cases after an identifier; nil at the end.
    static func next(after id: CaseDocumentID, in db: Reader) throws -> WaitingDocument? {
        try db.first(
            "SELECT \(columns) FROM waiting_document WHERE id > \(id) ORDER BY id LIMIT 1"
        ).map(WaitingDocument.init)
    }

    static func find(_ id: CaseDocumentID, in db: Reader) throws -> WaitingDocument? {
        try db.first("SELECT \(columns) FROM waiting_document WHERE id = \(id)")
            .map(WaitingDocument.init)
    }
}
