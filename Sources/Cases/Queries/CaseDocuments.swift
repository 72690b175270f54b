import Kernel
import Storage

/// A document that is in the file.
struct CaseDocument: Sendable, Equatable {
    let id: CaseDocumentID
    let member: CaseMemberID?
    let code: String
    let digest: String
    let name: String
    let kind: String
    let bytes: Int
    let receivedAt: Moment
    /// The last day that it bears, as somebody stated it.
    let validUntil: Day?
    /// When the house first had it, where it came over from another file; nil where it was handed in for this one.
    let reusedSince: Moment?

    /// When the house first had it.
    var heldSince: Moment { reusedSince ?? receivedAt }

    static let columns: SQL = """
        d.id, d.member, d.code, d.digest, d.name, d.kind, d.bytes, d.received_at, d.valid_until,
        d.held_since
        """
    /// How many `columns` there are: where a question asks for more, they stand behind.
    static let columnsCount = 10

    init(row: Row) throws {
        id = try row[0]
        member = try row[1]
        code = try row[2]
        digest = try row[3]
        name = try row[4]
        kind = try row[5]
        bytes = try row[6]
        receivedAt = try row[7]
        validUntil = try row[8]
        reusedSince = try row[9]
    }

    static func all(of kase: CaseID, in db: Reader) throws -> [CaseDocument] {
        try db.all(
            """
            SELECT \(columns) FROM case_document d WHERE d.kase = \(kase)
            ORDER BY d.received_at, d.id
            """
        ).map(CaseDocument.init)
    }

    /// One document of a case that was found for its reader before.
    static func find(_ id: CaseDocumentID, of kase: Case, in db: Reader) throws -> CaseDocument {
        let row = try db.first(
            "SELECT \(columns) FROM case_document d WHERE d.id = \(id) AND d.kase = \(kase.id)")
        guard let row else { throw Refused.notFound }
        return try CaseDocument(row: row)
    }
}

extension CaseHouse {
    /// Until when a document is good, under what a procedure says of its kind.
    func validity(of document: CaseDocument, _ kind: DocumentKind?) -> DocumentValidity {
        DocumentValidity(
            stated: document.validUntil, heldSince: zone.day(of: document.heldSince),
            rule: kind?.validMonths)
    }
}
