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
    /// That it was handed in before, and had to wait until it was looked through.
    var waited: Waited?

    /// Bytes that are on disk under their digest.
    struct StoredFile: Sendable {
        let digest: String
        let name: String
        /// The media type that its bytes show.
        let kind: String
        let bytes: Int
        /// Whether it may join: false where a scanner is configured and did not answer.
        var isChecked = true
    }

    struct Waited: Sendable {
        let id: CaseDocumentID
        let since: Moment
    }

    /// Answers the number of the document, also where it has to wait before it is in the file.
    @discardableResult
    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws -> CaseDocumentID {
        let kase = try admitted(by: principal, in: db, house)
        let came = house.zone.day(of: waited?.since ?? now)
        if let refusal = validityRefusal(validUntil, on: came) { throw refusal }
        // What lay in a file before takes no room; staff, who answer for what they bring, are not counted.
        if waited == nil, reused == nil, principal.person == kase.applicant {
            try house.countBytes(file.bytes, of: kase, at: now, in: db)
        }
        let id = waited?.id ?? CaseDocumentID.new(at: now)
        if !file.isChecked {
            try keepAside(id, kase, by: principal, at: now, in: db)
            return id
        }
        try db.run(
            """
            INSERT INTO case_document (id, kase, member, code, digest, name, kind, bytes, received_at,
                received_from, valid_until, held_since)
            VALUES (\(id), \(kase.id), \(member), \(code), \(file.digest), \(file.name), \(file.kind),
                \(file.bytes), \(waited?.since ?? now), \(principal.account), \(validUntil),
                \(reused?.since))
            """)
        let event = CaseEvent.DocumentAdded(
            id: id, code: code, member: member, kind: file.kind, bytes: file.bytes,
            digest: file.digest, validUntil: validUntil, reused: reused,
            waitedSince: waited?.since)
        try kase.record(CaseEvent.documentAddedKind, event, by: principal, at: now, in: db, house)
        return id
    }

    /// It is in no file yet, and nobody can open it; that it was handed in is kept.
    private func keepAside(
        _ id: CaseDocumentID, _ kase: Case, by principal: Principal, at now: Moment, in db: Writer
    ) throws {
        try db.run(
            """
            INSERT INTO waiting_document (id, kase, member, code, digest, name, kind, bytes, valid_until,
                received_at, received_from, sender)
            VALUES (\(id), \(kase.id), \(member), \(code), \(file.digest), \(file.name), \(file.kind),
                \(file.bytes), \(validUntil), \(now), \(principal.account), \(principal.name))
            """)
        let event = CaseEvent.KeptAside(id: id, code: code, member: member)
        try kase.note(CaseEvent.keptAsideKind, event, by: principal, at: now, in: db)
    }

    /// What waited was admitted when it came: that its kind is asked for no longer, or the draft it answered was taken
    /// back, is no reason to hold it for ever.
    private func admitted(
        by principal: Principal, in db: Reader, _ house: CaseHouse
    ) throws -> Case {
        guard waited != nil else {
            return try AddDocument.admit(
                code, of: member, to: reference, by: principal, in: db, house)
        }
        let kase = try Case.find(reference, for: principal, in: db)
        if kase.isDecided { throw CaseRefusal.alreadyDecided }
        return kase
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
        let count =
            try db.count("SELECT COUNT(*) FROM case_document WHERE kase = \(kase.id)")
            + db.count("SELECT COUNT(*) FROM waiting_document WHERE kase = \(kase.id)")
        if count >= documentsPerCaseMax { throw CaseRefusal.tooManyFiles }
        return kase
    }
}

/// A photographed page has 2 to 5 MB; a phone on a slow line gives up beyond this.
public let usualDocumentBytesMax = 10 * 1_048_576
/// Seven people with a dozen papers each.
let documentsPerCaseMax = 100
