import FoundationEssentials
import Kernel
import Storage

/// Complaints that were kept before the engine join it; reference and code stay what the person has. May run at each
/// start: what has joined is no longer there.
public struct AdoptComplaints: Sendable {
    let room: SealedRoom

    public init(_ room: SealedRoom) {
        self.room = room
    }

    public func perform() async throws {
        let house = room.house
        guard house.procedures.contains(where: { $0.code == Complaints.code }) else { return }
        try await room.database.write { db in
            let rows = try db.all(
                "SELECT id, content, received_at, read_at FROM sealed_complaint ORDER BY id")
            for row in rows {
                let id: SealedCaseID = try row[0]
                let plain = try db.keys.open(
                    try row[1], use: "complaint", context: id.description)
                let old = try JSONDecoder().decode(OldComplaint.self, from: Data(plain))
                let filed = SealedEvent.Filed(
                    procedure: Complaints.code, answers: old.answers, isOral: false)
                try house.record(.filed(filed), on: id, by: .house, at: try row[2], in: db)
                if let readAt: Moment = try row[3] {
                    let read = SealedEvent.Custody(evidence: nil, deed: .read, hash: nil)
                    try house.record(.custody(read), on: id, by: .house, at: readAt, in: db)
                }
                try db.run("DELETE FROM sealed_complaint WHERE id = \(id)")
            }
        }
    }
}

/// A complaint as it stood inside the ciphertext before there was an engine.
struct OldComplaint: Codable {
    let text: String
    let contact: String?
    let ground: String?

    /// The groups of then under the names of now.
    private static let grounds = ["origin": "racialOrEthnicOrigin", "other": "another"]

    var answers: [String: String] {
        var answers = ["text": text]
        answers["contact"] = contact
        answers["ground"] = ground.map { Self.grounds[$0] ?? $0 }
        return answers
    }
}
