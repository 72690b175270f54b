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
        id = try row[0]
        kase = try row[1]
        member = try row[2]
        code = try row[3]
        digest = try row[4]
        name = try row[5]
        kind = try row[6]
        bytes = try row[7]
        validUntil = try row[8]
        receivedAt = try row[9]
        sender = try row[10]
        senderName = try row[11]
    }

    /// Those of a case, oldest first.
    static func all(of kase: CaseID, in db: Reader) throws -> [WaitingDocument] {
        try db.all("SELECT \(columns) FROM waiting_document WHERE kase = \(kase) ORDER BY id")
            .map(WaitingDocument.init)
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
