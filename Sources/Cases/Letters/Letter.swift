import Kernel
import Storage

/// A paper that was made for a case: what it said stays what it said.
struct Letter: Sendable {
    let id: LetterID
    let kase: CaseID
    let kind: String
    let language: String
    let html: String
    let code: VerifyCode
    let createdAt: Moment
    let isDemo: Bool

    static let sealUse = "letter"

    init(row: Row, in db: Reader) throws {
        id = try row["id"]
        kase = try row["kase"]
        kind = try row["kind"]
        language = try row["language"]
        let sealed: [UInt8] = try row["html"]
        html = String(
            decoding: try db.keys.open(sealed, use: Letter.sealUse, context: id.description),
            as: UTF8.self)
        let text: String = try row["code"]
        guard let code = VerifyCode(text) else { throw Refused.notFound }
        self.code = code
        createdAt = try row["created_at"]
        isDemo = try row["demo"]
    }
}

/// One line of a list of letters.
struct LetterLine: Sendable {
    let id: LetterID
    let kind: String
    let language: String
    let createdAt: Moment

    /// The letters of a case, newest first.
    static func all(of kase: CaseID, in db: Reader) throws -> [LetterLine] {
        try ahead(of: kase, in: db).get()
    }

    static func ahead(of kase: CaseID, in db: Reader) throws -> Ahead<[LetterLine]> {
        try db.ahead(
            """
            SELECT id, kind, language, created_at FROM letter WHERE kase = \(kase) ORDER BY created_at DESC, id DESC
            """
        ) { rows in
            try rows.map { row in
                LetterLine(
                    id: try row[0], kind: try row[1], language: try row[2], createdAt: try row[3])
            }
        }
    }
}

extension Letter {
    /// A letter of a case that its reader may see; a look of anybody else is kept.
    static func open(
        _ id: LetterID, for principal: Principal, counts: Bool = true, at now: Moment,
        in db: Writer, _ house: CaseHouse
    ) throws -> (letter: Letter, kase: Case) {
        guard let row = try db.first("SELECT * FROM letter WHERE id = \(id)") else {
            throw Refused.notFound
        }
        let letter = try Letter(row: row, in: db)
        let opened = try house.open(letter.kase, for: principal, to: .view, at: now, in: db)
        try opened.noteLook(.letter, at: now, in: db)
        if counts, LetterKind.drafts.contains(letter.kind), opened.mandate == nil {
            try opened.kase.noteDraftRead(
                of: letter.createdAt, by: principal, at: now, in: db, house)
        }
        return (letter, opened.kase)
    }

    /// The case of a letter with a draft that its person, who asks, has not opened; nil for every other.
    static func unread(
        _ id: LetterID, for principal: Principal, at now: Moment, in db: Reader, _ house: CaseHouse
    ) throws -> Case? {
        let row = try db.first(
            """
            SELECT kase, created_at FROM letter
            WHERE id = \(id) AND kind IN \(list: LetterKind.drafts)
            """)
        guard let row else { return nil }
        let (number, made): (CaseID, Moment) = (try row[0], try row[1])
        let opened = try house.open(number, for: principal, to: .view, at: now, in: db)
        guard opened.mandate == nil,
            try opened.kase.hasUnreadDraft(of: made, for: principal, in: db)
        else { return nil }
        return opened.kase
    }
}
