public import Kernel
import Storage

/// A signal that came in a closed envelope becomes a sealed case; the same envelope twice is one case.
struct TakeSignal {
    let signal: Signal
    /// The envelope's name in its folder.
    let letter: String

    /// Nil where it was taken in before.
    @discardableResult
    func perform(
        at now: Moment, in db: Writer, _ room: ProtectionRoom
    ) throws -> SealedCaseID? {
        let hash = db.keys.lookup(letter, use: "protection-letter")
        guard try db.count("SELECT COUNT(*) FROM protection_letter WHERE hash = \(hash)") == 0
        else { return nil }
        try db.run("INSERT INTO protection_letter (hash) VALUES (\(hash))")
        let procedure = try room.house.procedure(ProtectionRoom.procedure)
        return try FileSealed(procedure: procedure, answers: answers(room.book))
            .perform(at: now, in: db, room.house)
    }

    private func answers(_ book: ProtectionBook) -> [String: String] {
        let signs = book.signs.filter { signal.signs.contains($0.code) }.map(\.title.pt)
        var answers = [
            "noticedOn": "\(signal.day)", "inDanger": signal.inDanger ? "yes" : "no",
            "noticed": signal.text,
        ]
        answers["profession"] = book.profession(signal.profession)?.title.pt
        answers["signs"] = signs.isEmpty ? nil : signs.joined(separator: "\n")
        answers["whereabouts"] = signal.place
        answers["signallerContact"] = signal.contact
        return answers
    }
}

extension ProtectionRoom {
    /// Fetches what waits in the folder, and answers how many cases came of it and how many envelopes could not be read: those
    /// are set aside, none is thrown away.
    public func takeSignals(at now: Moment) async throws -> (taken: Int, unreadable: Int) {
        var (taken, unreadable) = (0, 0)
        for letter in try letters.waiting(limit: lettersMax) {
            guard let signal = try opened(letter) else {
                try letters.setAside(letter)
                unreadable += 1
                continue
            }
            let action = TakeSignal(signal: signal, letter: letter)
            let isNew = try await database.write { [self] db in
                try action.perform(at: now, in: db, self) != nil
            }
            try letters.remove(letter)
            if isNew { taken += 1 }
        }
        return (taken, unreadable)
    }

    /// Nil where it was closed for another key, or holds no signal.
    private func opened(_ letter: String) throws -> Signal? {
        // Another node may have fetched it meanwhile: then there is nothing to set aside either.
        let bytes = try letters.read(letter)
        return (try? database.keys.open(envelope: bytes)).flatMap { try? Signal(plain: $0) }
    }
}

/// One fetch; what is left waits for the next.
private let lettersMax = 100
