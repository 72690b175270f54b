import Kernel
import Storage
import Web

/// The largest piece of evidence, in bytes.
let evidenceFileBytesMax = 10 * 1_048_576

/// Where evidence goes while it arrives: it is sealed into one row, so it stands in memory.
let evidenceSpool = FileSpool(fileBytesMax: evidenceFileBytesMax) { Web.HeldFile() }

extension UploadedFile {
    /// All of a piece of evidence.
    fileprivate var evidence: [UInt8] { (place as? Web.HeldFile)?.bytes ?? [] }
}

extension SealedRoom {
    /// What somebody hands in, looked through where there is a scanner. What nobody can look through just now is taken all
    /// the same: whoever brings evidence may not come twice.
    func evidence(in exchange: Exchange) async throws -> AddSealedEvidence {
        let file = exchange.form.files["file"]?.first
        if let refusal = fileRefusal(file, bytesMax: evidenceFileBytesMax) { throw refusal }
        guard let file, let kind = file.kind else { throw Refused.notFound }
        let bytes = file.evidence
        let verdict = await look(through: bytes)
        if case .infected = verdict { throw SealedRefusal.infected }
        return AddSealedEvidence(
            name: shown(file.name, kind), kind: kind.rawValue, bytes: bytes,
            isChecked: verdict == .clean)
    }

    /// Before a thing is opened: what no scanner looked through as it came is looked through now, and stays sealed where a
    /// virus is found or nobody answers.
    func lookThrough(
        _ number: Int, of id: SealedCaseID, for principal: Principal, at now: Moment
    ) async throws {
        guard scan != nil else { return }
        let house = self.house
        let unchecked = try await database.read { db -> [UInt8]? in
            let view = try SealedView.find(id, for: principal, at: now, in: db, house)
            let thing = view.history.evidence.first { $0.thing.number == number }?.thing
            guard let thing, thing.isChecked != true else { return nil }
            return try SealedEvidence(kase: id, number: number).load(thing.bytes, in: db)
        }
        guard let unchecked else { return }
        switch await look(through: unchecked) {
        case .clean, nil: return
        case .infected: throw SealedRefusal.infectedInside
        case .unavailable: throw SealedRefusal.notLookedThrough
        }
    }

    private func look(through bytes: [UInt8]) async -> ScanVerdict? {
        let piece = OnePiece(bytes)
        return await scan?({ piece.next() })
    }
}
