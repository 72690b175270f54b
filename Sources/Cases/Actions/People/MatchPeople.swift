public import Kernel
import Storage

extension Cases {
    /// Compares people of files whom nobody compared yet with those of all other files, a batch at a time, and gives
    /// each a number of their own; returns how many it took. It merges nobody.
    public func matchPeople(at now: Moment) async throws -> Int {
        let found = try await database.read { db in try PeopleMatching.batch(in: db) }
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

    static func batch(in db: Reader) throws -> [PeopleMatching] {
        try db.all(
            """
            SELECT \(Mention.columns()) FROM case_member m JOIN kase k ON k.id = m.kase
            WHERE m.matched = 0 ORDER BY m.id LIMIT \(matchBatch)
            """
        ).map { try PeopleMatching(Mention(row: $0), in: db) }
    }

    private init(_ mention: Mention, in db: Reader) throws {
        self.mention = mention
        let own = try [mention].marks(in: db)[mention.member]
        let others = try PeopleMatching.candidates(mention, own, in: db)
        let marks = try others.marks(in: db)
        like = others.compactMap { other -> (other: Mention, likeness: Likeness)? in
            guard let own, let marks = marks[other.member], let likeness = Likeness(own, marks)
            else { return nil }
            return (other, likeness)
        }
    }

    /// Those with the same birth, or with its day and month swapped, and those beside whom the same is written. Of two
    /// whom nobody compared yet the later finds the earlier, so each pair is found once; an invented file and a real
    /// one have nobody in common.
    private static func candidates(
        _ mention: Mention, _ own: PersonMarks?, in db: Reader
    ) throws -> [Mention] {
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
                AND (m.id < \(mention.member) OR m.matched = 1)
            ORDER BY m.id DESC LIMIT \(candidatesMax)
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
        try db.run("UPDATE case_member SET matched = 1 WHERE id = \(mention.member)")
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
/// In a store of a million people some hundred are born on one day; of more the latest files come first.
private let candidatesMax = 1_000
