import FoundationEssentials
import Kernel
import Storage

enum ComplaintThing {}
typealias ComplaintID = ID<ComplaintThing>

/// What somebody told, as it stands inside the ciphertext.
struct Complaint: Codable, Sendable, Equatable {
    let text: String
    /// How to answer, where the person wishes an answer.
    let contact: String?
    /// What it was about, where the person chose to say.
    var ground: ComplaintGround?

    static let use = "complaint"

    /// What the person keeps: the reference to name, and the code that only they have. Both come from the
    /// compartment's key and the identifier, so that neither is stored.
    static func keepsakes(
        _ id: ComplaintID, _ keys: Keys
    ) -> (reference: Reference, code: VerifyCode) {
        let drawn = keys.lookup(id.description, use: "complaint-reference")
        let random = drawn.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        var secret = keys.lookup(id.description, use: "complaint-code")
        return (
            Reference(kind: "DQ", random: random), VerifyCode(random: { secret.popLast() ?? 0 })
        )
    }

    static func hash(_ reference: Reference, _ keys: Keys) -> [UInt8] {
        keys.lookup(reference.text, use: "complaint-hash")
    }
}

/// Somebody hands in a complaint; nobody has to say who they are.
struct FileComplaint {
    let complaint: Complaint

    func perform(at now: Moment, in db: Writer) throws -> ComplaintID {
        let id = ComplaintID.new(at: now)
        let plain = [UInt8](try JSONEncoder().encode(complaint))
        let content = try db.keys.seal(plain, use: Complaint.use, context: id.description)
        let hash = Complaint.hash(Complaint.keepsakes(id, db.keys).reference, db.keys)
        try db.run(
            """
            INSERT INTO sealed_complaint (id, reference_hash, content, received_at)
            VALUES (\(id), \(hash), \(content), \(now))
            """)
        // Never the visitor's account: a complaint without a name stays without one.
        try db.record(
            JournalEvent("complaint.received", subject: "complaint/\(id)"), by: .house, at: now)
        return id
    }
}

/// A jurist of the compartment's body reads a complaint; that it was read is kept.
struct ReadComplaint {
    let id: ComplaintID

    func perform(
        by principal: Principal, at now: Moment, in db: Writer
    ) throws -> (Complaint, Moment) {
        guard maySeeComplaints(principal, db.keys.compartment) else { throw Refused.notFound }
        guard
            let row = try db.first(
                "SELECT content, received_at FROM sealed_complaint WHERE id = \(id)")
        else {
            throw Refused.notFound
        }
        let sealed: [UInt8] = try row[0]
        let plain = try db.keys.open(sealed, use: Complaint.use, context: id.description)
        try db.run(
            "UPDATE sealed_complaint SET read_at = \(now) WHERE id = \(id) AND read_at IS NULL")
        try db.record(
            JournalEvent("complaint.read", subject: "complaint/\(id)"), by: principal, at: now)
        return (try JSONDecoder().decode(Complaint.self, from: Data(plain)), try row[1])
    }
}

/// Role, purpose and compartment together: a role alone opens nothing.
func maySeeComplaints(_ principal: Principal, _ compartment: Compartment) -> Bool {
    principal.duties.contains {
        $0.role == .jurist && $0.purpose == .complaint && $0.compartment == compartment
    }
}

/// One line of the jurists' list; its content stays sealed until it is opened.
struct ComplaintLine: Sendable {
    let id: ComplaintID
    let receivedAt: Moment
    let readAt: Moment?

    static func all(for principal: Principal, in db: Reader) throws -> [ComplaintLine] {
        guard maySeeComplaints(principal, db.keys.compartment) else { throw Refused.notFound }
        return try db.all(
            """
            SELECT id, received_at, read_at FROM sealed_complaint ORDER BY received_at DESC, id DESC
            LIMIT \(complaintLinesMax)
            """
        ).map { ComplaintLine(id: try $0[0], receivedAt: try $0[1], readAt: try $0[2]) }
    }

    /// For the person who has both the reference and the code; a wrong code is as if there were none.
    static func find(
        _ reference: Reference, _ code: VerifyCode, in db: Reader
    ) throws -> ComplaintLine? {
        let hash = Complaint.hash(reference, db.keys)
        let row = try db.first(
            "SELECT id, received_at, read_at FROM sealed_complaint WHERE reference_hash = \(hash)")
        guard let row else { return nil }
        let line = ComplaintLine(id: try row[0], receivedAt: try row[1], readAt: try row[2])
        return Complaint.keepsakes(line.id, db.keys).code == code ? line : nil
    }
}

/// A screen of lines; the list is thin for now.
private let complaintLinesMax = 200
