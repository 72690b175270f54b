import Formats
import Foundation
public import Kernel
public import Storage

extension Observatory {
    /// Files that were brought are read and stored beside the pages, by whichever node takes the message.
    public func outbox(_ clock: @escaping Clock) -> [String: OutboxHandler] {
        [
            ImportDraft.messageKind: { message in
                guard let id = ID<ImportDraft>(String(decoding: message.body, as: UTF8.self))
                else { return }
                try await work(on: id, at: clock())
            }
        ]
    }

    /// Reads a draft that waits for it, or stores one that was confirmed; anything else was done already.
    func work(on id: ID<ImportDraft>, at now: Moment) async throws {
        guard let draft = try await database.read({ db in try ImportDraft.find(id, in: db) }),
            draft.state == .reading || draft.state == .storing
        else { return }
        let scratch = try ScratchFile()
        var position = 0
        while true {
            let at = position
            let piece = try await database.read { db in
                try ImportDraft.piece(at, of: id, in: db)
            }
            guard let piece else { break }
            try scratch.append(piece)
            position += 1
        }
        let reading = DraftReading(
            draft: draft, path: scratch.path, home: home, database: database)
        if draft.state == .reading {
            try await keep(await reading.outcome(at: now), of: draft)
        } else {
            try await store(draft, reading, at: now)
        }
    }

    private func keep(
        _ result: (outcome: DraftOutcome, description: String), of draft: ImportDraft
    ) async throws {
        let text = try result.outcome.written
        try await database.write { db in
            try db.run(
                """
                UPDATE import_draft SET state = 'checked', progress = 100, outcome = \(text),
                    description = \(result.description)
                WHERE id = \(draft.id) AND round = \(draft.round)
                """)
        }
    }

    /// Stores what was confirmed; where another file of the family came in since, it is shown anew instead.
    private func store(
        _ draft: ImportDraft, _ reading: DraftReading, at now: Moment
    ) async throws {
        let found: (input: InputFile, file: SeriesFile)
        do { found = try await reading.file() } catch is FormatError {
            return try await keep(await reading.outcome(at: now), of: draft)
        }
        let newest = try await database.read { db in
            try SeriesImport.newest(of: found.file.family, in: db)
        }
        guard newest == draft.outcome.against else {
            var again = try await reading.outcome(at: now)
            again.outcome.wasOvertaken = true
            return try await keep(again, of: draft)
        }
        let action = StoreDraft(
            draft: draft, file: found.file,
            fingerprint: try MappingFingerprint.of(found.input, dataflow: found.file.dataflow))
        try await database.write { db in try action.perform(at: now, in: db) }
    }
}

/// A confirmed draft becomes an import; its file is not kept.
private struct StoreDraft: Sendable {
    let draft: ImportDraft
    let file: SeriesFile
    let fingerprint: String?

    func perform(at now: Moment, in db: Writer) throws {
        let person = Principal(
            account: draft.account, person: nil, name: draft.byName, duties: [])
        _ = try ImportSeries(file: file, name: draft.file).perform(by: person, at: now, in: db)
        let stored = try SeriesImport.newest(of: file.family, in: db)
        if let fingerprint, !draft.description.isEmpty {
            try RememberedMapping(
                fingerprint: fingerprint, name: file.family, text: draft.description
            ).keep(at: now, in: db)
        }
        try db.run(
            """
            UPDATE import_draft SET state = 'stored', progress = 100, import = \(stored)
            WHERE id = \(draft.id)
            """)
        try db.run("DELETE FROM import_piece WHERE draft = \(draft.id)")
    }
}
