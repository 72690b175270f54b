import Kernel
import Storage

/// A document joins a case. Its bytes are stored before the transaction; here its row and its line are.
struct AddDocument {
    let reference: Reference
    let code: String
    let member: CaseMemberID?
    let file: StoredFile
    /// The last day that it bears, where somebody read one.
    var validUntil: Day?
    /// Where it lay before; nil for one that is handed in now.
    var reused: CaseEvent.DocumentAdded.Reused?

    /// Bytes that are on disk under their digest.
    struct StoredFile: Sendable {
        let digest: String
        let name: String
        /// The media type that its bytes show.
        let kind: String
        let bytes: Int
    }

    @discardableResult
    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws -> CaseDocumentID {
        let kase = try AddDocument.admit(
            code, of: member, to: reference, by: principal, in: db, house)
        if let refusal = validityRefusal(validUntil, on: house.zone.day(of: now)) { throw refusal }
        let id = CaseDocumentID.new(at: now)
        try db.run(
            """
            INSERT INTO case_document (id, kase, member, code, digest, name, kind, bytes, received_at,
                received_from, valid_until, held_since)
            VALUES (\(id), \(kase.id), \(member), \(code), \(file.digest), \(file.name), \(file.kind),
                \(file.bytes), \(now), \(principal.account), \(validUntil), \(reused?.since))
            """)
        let event = CaseEvent.DocumentAdded(
            id: id, code: code, member: member, kind: file.kind, bytes: file.bytes,
            digest: file.digest, validUntil: validUntil, reused: reused)
        try kase.record(CaseEvent.documentAddedKind, event, by: principal, at: now, in: db, house)
        return id
    }

    /// The case that takes a document, or why it does not: asked before the bytes go to the disk, and again
    /// as they join.
    @discardableResult
    static func admit(
        _ code: String, of member: CaseMemberID?, to reference: Reference,
        by principal: Principal, in db: Reader, _ house: CaseHouse
    ) throws -> Case {
        let kase = try Case.find(reference, for: principal, in: db)
        if kase.isDecided { throw CaseRefusal.alreadyDecided }
        let isAnswer = try code == hearingDocument && kase.history(in: db).hearing != nil
        guard try isAnswer || house.procedure(kase.procedure).document(code) != nil else {
            throw CaseRefusal.unknownDocument(code)
        }
        if let member, !(try CaseMember.all(of: kase.id, in: db).contains { $0.id == member }) {
            throw Refused.notFound
        }
        let count = try db.count("SELECT COUNT(*) FROM case_document WHERE kase = \(kase.id)")
        if count >= documentsPerCaseMax { throw CaseRefusal.tooManyFiles }
        return kase
    }
}

/// A photographed page has 2 to 5 MB; a phone on a slow line gives up beyond this.
let documentBytesMax = 10 * 1_048_576
/// Seven people with a dozen papers each.
let documentsPerCaseMax = 100
