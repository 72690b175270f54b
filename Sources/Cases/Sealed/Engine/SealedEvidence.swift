import Kernel
import Storage

/// A thing is handed in: its bytes are sealed, its hash stands in the chain.
struct AddSealedEvidence {
    let name: String
    let kind: String
    let bytes: [UInt8]
    var isChecked = false

    func perform(
        on view: SealedView, by actor: SealedActor, at now: Moment, in db: Writer,
        _ house: SealedHouse
    ) throws {
        let things = view.history.evidence
        let held = things.reduce(bytes.count) { $0 + $1.thing.bytes }
        guard things.count < evidenceMax, held <= evidenceBytesMax else {
            throw SealedRefusal.tooMuchEvidence
        }
        let thing = SealedEvidence(kase: view.id, number: things.count + 1)
        let content = try db.keys.seal(
            bytes.filled, use: SealedEvidence.use, context: thing.context)
        try db.run(
            """
            INSERT INTO sealed_evidence (kase, number, content)
            VALUES (\(view.id), \(thing.number), \(content))
            """)
        let event = SealedEvent.Evidence(
            number: thing.number, name: name, kind: kind, bytes: bytes.count,
            hash: fingerprint(bytes), isDesk: actor.doer == .desk, isChecked: isChecked)
        try house.record(.evidence(event), on: view.id, by: actor.principal, at: now, in: db)
    }
}

/// A thing is opened, printed or moved by staff: who, when, and the hash of what they got.
struct TakeOutEvidence {
    let number: Int
    let deed: SealedEvent.Custody.Deed
    var to: String?

    func perform(
        on view: SealedView, by principal: Principal, at now: Moment, in db: Writer,
        _ house: SealedHouse
    ) throws -> (thing: SealedEvent.Evidence, bytes: [UInt8]) {
        guard let thing = view.history.evidence.first(where: { $0.thing.number == number })?.thing
        else { throw Refused.notFound }
        let bytes = try SealedEvidence(kase: view.id, number: number).load(thing.bytes, in: db)
        let hash = fingerprint(bytes)
        guard hash == thing.hash else { throw StorageError.sealed("evidence was changed") }
        let custody = SealedEvent.Custody(evidence: number, deed: deed, hash: hash, to: to)
        try house.record(.custody(custody), on: view.id, by: principal, at: now, in: db)
        return (thing, bytes)
    }
}

/// Staff read a case; that they did is kept.
struct ReadSealed {
    var deed = SealedEvent.Custody.Deed.read

    func perform(
        _ id: SealedCaseID, by principal: Principal, at now: Moment, in db: Writer,
        _ house: SealedHouse
    ) throws -> SealedView {
        _ = try SealedView.find(id, for: principal, at: now, in: db, house)
        let custody = SealedEvent.Custody(evidence: nil, deed: deed, hash: nil)
        try house.record(.custody(custody), on: id, by: principal, at: now, in: db)
        return try SealedView.find(id, for: principal, at: now, in: db, house)
    }
}

/// Where a thing's ciphertext lies.
struct SealedEvidence {
    let kase: SealedCaseID
    let number: Int

    static let use = "sealed-evidence"
    var context: String { "\(kase)#\(number)" }

    /// Its bytes, as many as its event tells: what fills it up is cut off.
    func load(_ count: Int, in db: Reader) throws -> [UInt8] {
        guard
            let row = try db.first(
                "SELECT content FROM sealed_evidence WHERE kase = \(kase) AND number = \(number)")
        else { throw Refused.notFound }
        return Array(
            try db.keys.open(try row[0], use: Self.use, context: context).prefix(count))
    }
}

/// More than this nobody looks through: a choice of this installation.
private let evidenceMax = 40
private let evidenceBytesMax = 100 << 20
