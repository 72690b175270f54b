import FoundationEssentials
import Kernel
import Storage

enum TrainingThing {}
typealias TrainingID = ID<TrainingThing>

/// Who was trained in what: a name stands inside the ciphertext alone.
struct Training: Codable, Sendable, Equatable {
    let name: String
    let profession: String
    let material: String
    let day: Day

    static let use = "training"

    static func all(for principal: Principal, in db: Reader) throws -> [Training] {
        guard maySee(principal) else { throw Refused.notFound }
        return try stored(in: db)
    }

    /// For counting, too: whoever counts sees no name.
    static func stored(in db: Reader) throws -> [Training] {
        try db.all("SELECT id, content FROM protection_training ORDER BY id DESC").map { row in
            let id: TrainingID = try row[0]
            let plain = try db.keys.open(try row[1], use: use, context: id.description)
            return try JSONDecoder().decode(Training.self, from: Data(plain))
        }
    }

    static func maySee(_ principal: Principal) -> Bool {
        principal.duties.contains { $0.role == .protector && $0.compartment == .protection }
    }
}

/// Somebody was trained.
struct NoteTraining {
    let training: Training

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws {
        guard Training.maySee(principal) else { throw Refused.notFound }
        let id = TrainingID.new(at: now)
        let plain = [UInt8](try JSONEncoder().encode(training)).filled
        let content = try db.keys.seal(plain, use: Training.use, context: id.description)
        try db.run("INSERT INTO protection_training (id, content) VALUES (\(id), \(content))")
        try db.record(
            JournalEvent(ProtectionEvent.kind, subject: "training/\(id)"), by: principal, at: now)
    }
}
