public import Kernel
import Storage

extension Cases {
    /// Compares people of files whom nobody compared yet with those of all other files, a batch at a time, and gives
    /// each a number of their own; returns how many it took. It merges nobody. Whoever may be one of very many is compared
    /// with a page of them at a time, and is taken again until all were looked at.
    public func matchPeople(at now: Moment) async throws -> Int {
        try await matchPeople(at: now, page: candidatesPage)
    }

    func matchPeople(at now: Moment, page: Int) async throws -> Int {
        let found = try await database.read { db in try PeopleMatching.batch(page: page, in: db) }
        if found.isEmpty { return 0 }
        try await database.write { db in
            for matching in found { try matching.identify(at: now, in: db) }
            for matching in found { try matching.store(at: now, in: db) }
            for kase in Set(found.map(\.mention.kase)).sorted() {
                try LinkKin(kase: kase).perform(in: db)
            }
        }
        return found.count
    }
}

/// Somebody of a file, and whom of other files they may be.
private struct PeopleMatching: Sendable {
    let mention: Mention
    let like: [(other: Mention, likeness: Likeness)]
    /// Below whom the others are still to be looked at; nil where nobody is left.
    let rest: CaseMemberID?

    static func batch(page: Int, in db: Reader) throws -> [PeopleMatching] {
        try db.all(
            """
            SELECT \(Mention.columns()), m.match_below
            FROM case_member m JOIN kase k ON k.id = m.kase
            WHERE m.matched = 0 ORDER BY m.id LIMIT \(matchBatch)
            """
        ).map { row in
            try PeopleMatching(
                Mention(row: row), below: row[Mention.columnsCount], page: page, in: db)
        }
    }

    private init(
        _ mention: Mention, below: CaseMemberID?, page: Int, in db: Reader
    ) throws {
        self.mention = mention
        let own = try [mention].marks(in: db)[mention.member]
        let others = try PeopleMatching.candidates(
            mention, own, below: below, page: page, in: db)
        rest = others.count < page ? nil : others.last?.member
        let marks = try others.marks(in: db)
        like = others.compactMap { other -> (other: Mention, likeness: Likeness)? in
            guard let own, let marks = marks[other.member], let likeness = Likeness(own, marks)
            else { return nil }
            return (other, likeness)
        }
    }

    /// Those with the same birth, or with its day and month swapped, and those beside whom the same is written. Of two
    /// whom nobody compared yet the later finds the earlier, so each pair is found once; an invented file and a real
    /// one have nobody in common. The latest files come first, a page at a time.
    private static func candidates(
        _ mention: Mention, _ own: PersonMarks?, below: CaseMemberID?, page: Int, in db: Reader
    ) throws -> [Mention] {
        var part: SQL = ""
        if let below { part = " AND m.id < \(below)" }
        let births = [mention.birth, mention.birth.swapped].compactMap(\.self)
        let hashes = own?.keys.values.flatMap { Array($0) } ?? []
        let rows = try db.all(
            """
            SELECT \(Mention.columns()) FROM case_member m JOIN kase k ON k.id = m.kase
            WHERE m.id IN (
                SELECT id FROM case_member WHERE birth IN \(list: births)
                UNION SELECT s.id FROM person_key p
                    JOIN case_member s ON s.person = p.person AND s.kase = p.kase
                    WHERE p.value_hash IN \(list: hashes) AND p.ended_at IS NULL)
                AND m.kase <> \(mention.kase) AND k.demo = \(mention.isDemo)
                AND (m.id < \(mention.member) OR m.matched = 1)\(part)
            ORDER BY m.id DESC LIMIT \(page)
            """)
        return try rows.map { try Mention(row: $0) }
    }

    /// Gives whoever has none a number: that of the same relative in another file of the same applicant, else a new one.
    func identify(at now: Moment, in db: Writer) throws {
        guard mention.person == nil else { return }
        let words = Set(nameWords(mention.name))
        let rows = try db.all(
            """
            SELECT m.person, m.name FROM kase k JOIN case_member m ON m.kase = k.id
            WHERE k.applicant = \(mention.applicant) AND m.kase <> \(mention.kase)
                AND m.birth = \(mention.birth) AND m.position > 0 AND m.person IS NOT NULL
            ORDER BY m.id
            """)
        let known = try rows.first { row in
            let name: String = try row[1]
            return Set(nameWords(name)) == words
        }
        let person: PersonID = try known.map { try $0[0] } ?? PersonID.new(at: now)
        try db.run(
            """
            UPDATE case_member SET person = \(person) WHERE id = \(mention.member) AND person IS NULL
            """)
    }

    /// What was settled stays settled; of what is open the latest score counts.
    func store(at now: Moment, in db: Writer) throws {
        let isWhole = rest == nil
        try db.run(
            """
            UPDATE case_member SET matched = \(isWhole), match_below = \(rest)
            WHERE id = \(mention.member)
            """)
        guard !like.isEmpty, let mine = try Mention.find(mention.member, in: db)?.person else {
            return
        }
        let same = try PersonIdentity.all(of: mine, in: db)
        for (other, likeness) in like {
            guard let theirs = try Mention.find(other.member, in: db)?.person,
                !same.contains(theirs)
            else { continue }
            let (first, second) =
                mention.member < other.member ? (mention, other) : (other, mention)
            let reasons = likeness.reasons.map(\.code).joined(separator: " ")
            try db.run(
                """
                INSERT INTO member_match (one, other, one_office, other_office, score, reasons, found_at)
                VALUES (\(first.member), \(second.member), \(first.office), \(second.office),
                    \(likeness.score), \(reasons), \(now))
                ON CONFLICT (one, other) DO UPDATE SET score = excluded.score,
                    reasons = excluded.reasons WHERE member_match.settled IS NULL
                """)
        }
    }
}

/// Few enough that no writer waits for them.
private let matchBatch = 50
/// In a store of a million people some hundred are born on one day, and many thousands are said to be born on the first of
/// January: no more of them are read at once.
private let candidatesPage = 1_000
