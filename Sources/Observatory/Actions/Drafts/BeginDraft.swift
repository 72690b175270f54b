import Kernel
import Storage

/// A file that was brought is kept piece by piece, and put to be read.
struct BeginDraft: Sendable {
    let file: String
    let bytes: Int
    let description: String
    let source: ScratchFile

    func perform(
        by person: Principal, at now: Moment, in db: Writer
    ) throws -> ID<ImportDraft> {
        try person.refuseUnlessKeeper()
        guard bytes > 0 else { throw Refused(.invalid, "The file is empty.") }
        let id = ID<ImportDraft>.new(at: now)
        try db.run(
            """
            INSERT INTO import_draft (id, account, by_name, file, bytes, description, vintage, state, progress,
                round, outcome, at)
            VALUES (\(id), \(person.account), \(person.name), \(file), \(bytes), \(description), '',
                'reading', 0, 1, \(try DraftOutcome().written), \(now))
            """)
        try source.each { position, piece in
            try db.run(
                "INSERT INTO import_piece (draft, position, bytes) VALUES (\(id), \(position), \(piece))"
            )
        }
        try db.postDraft(id, round: 1, at: now)
        try db.record(
            JournalEvent("import.begun", subject: "import-draft/\(id)", ["file": file]),
            by: person, at: now)
        return id
    }
}

/// Somebody corrected what a file is; it is read anew.
struct DescribeDraft: Sendable {
    let id: ID<ImportDraft>
    let description: String
    let vintage: String

    func perform(by person: Principal, at now: Moment, in db: Writer) throws {
        try person.refuseUnlessKeeper()
        let draft = try ImportDraft.checked(id, in: db)
        try db.run(
            """
            UPDATE import_draft SET description = \(description), vintage = \(vintage), state = 'reading',
                progress = 0, round = \(draft.round + 1) WHERE id = \(id)
            """)
        try db.postDraft(id, round: draft.round + 1, at: now)
        try db.record(
            JournalEvent("import.described", subject: "import-draft/\(id)", [:]), by: person,
            at: now)
    }
}

/// Somebody looked at what would change and said yes.
struct ConfirmDraft: Sendable {
    let id: ID<ImportDraft>

    func perform(by person: Principal, at now: Moment, in db: Writer) throws {
        try person.refuseUnlessKeeper()
        let draft = try ImportDraft.checked(id, in: db)
        guard draft.isReady else {
            throw Refused(.conflict, "This file has rows that cannot be stored as they are.")
        }
        try db.run(
            """
            UPDATE import_draft SET state = 'storing', progress = 0, round = \(draft.round + 1),
                account = \(person.account), by_name = \(person.name) WHERE id = \(id)
            """)
        try db.postDraft(id, round: draft.round + 1, at: now)
        try db.record(
            JournalEvent("import.confirmed", subject: "import-draft/\(id)", [:]), by: person,
            at: now)
    }
}

/// Lets a file go that nobody wants to store.
struct DropDraft: Sendable {
    let id: ID<ImportDraft>

    func perform(by person: Principal, at now: Moment, in db: Writer) throws {
        try person.refuseUnlessKeeper()
        guard let draft = try ImportDraft.find(id, in: db) else { throw Refused.notFound }
        guard draft.state != .storing else {
            throw Refused(.conflict, "This file is being stored. Wait until that is done.")
        }
        try db.run("DELETE FROM import_piece WHERE draft = \(id)")
        try db.run("DELETE FROM import_draft WHERE id = \(id)")
        try db.record(
            JournalEvent("import.dropped", subject: "import-draft/\(id)", ["file": draft.file]),
            by: person, at: now)
    }
}

extension ImportDraft {
    /// The draft, where it is read and waits for somebody.
    fileprivate static func checked(_ id: ID<ImportDraft>, in db: Reader) throws -> ImportDraft {
        guard let draft = try find(id, in: db) else { throw Refused.notFound }
        guard draft.state == .checked else {
            throw Refused(.conflict, "This file is being worked on. Look again in a moment.")
        }
        return draft
    }

    /// The message by which a draft is put to work.
    static let messageKind = "series.draft"
}

extension Writer {
    fileprivate func postDraft(_ id: ID<ImportDraft>, round: Int, at now: Moment) throws {
        try post(
            ImportDraft.messageKind, key: "\(ImportDraft.messageKind) \(id) \(round)",
            body: Array("\(id)".utf8), due: now, at: now)
    }
}

extension Principal {
    func refuseUnlessKeeper() throws {
        guard mayKeepStatistics else {
            throw Refused(.forbidden, "Only an analyst with the purpose of statistics may do this.")
        }
    }
}
