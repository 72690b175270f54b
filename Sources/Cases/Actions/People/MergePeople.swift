import Kernel
import Storage

/// An officer says that two people of two files are one. Only that is kept: no file, name or key is changed, so that
/// undoing it restores what was.
struct MergePeople {
    let pair: MemberPair
    let reason: String

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws {
        let found = try PossibleDuplicate.find(pair, for: principal, in: db)
        if found.settled != nil { throw PeopleRefusal.settled }
        if reason.isEmpty { throw PeopleRefusal.reasonMissing }
        guard let one = found.one.person, let other = found.other.person, one != other else {
            throw PeopleRefusal.settled
        }
        let id = ID<PersonMergeThing>.new(at: now)
        try db.run(
            """
            INSERT INTO person_merge
                (id, one, other, one_member, other_member, reason, merged_by, merged_name, merged_at)
            VALUES (\(id), \(one), \(other), \(pair.one), \(pair.other), \(reason),
                \(principal.account), \(principal.name), \(now))
            """)
        // They may be named together in more files: what is one pair of people is settled with it.
        try db.run(
            """
            UPDATE member_match SET settled = 'same', merge = \(id)
            WHERE settled IS NULL AND (\(between(one, other)) OR \(between(other, one)))
            """)
        try LinkKin.ofFiles(naming: [one, other], in: db)
        try note("person.merged", one, other, reason, by: principal, at: now, in: db)
    }

    private func between(_ first: PersonID, _ second: PersonID) -> SQL {
        """
        (one IN (SELECT id FROM case_member WHERE person = \(first))
            AND other IN (SELECT id FROM case_member WHERE person = \(second)))
        """
    }
}

/// An officer says that two people of two files are two, however alike: they are not asked about again.
struct KeepPeopleApart {
    let pair: MemberPair
    let reason: String

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws {
        let found = try PossibleDuplicate.find(pair, for: principal, in: db)
        if found.settled != nil { throw PeopleRefusal.settled }
        if reason.isEmpty { throw PeopleRefusal.reasonMissing }
        try db.run(
            """
            UPDATE member_match SET settled = 'apart'
            WHERE one = \(pair.one) AND other = \(pair.other) AND settled IS NULL
            """)
        guard let one = found.one.person, let other = found.other.person else { return }
        try note("person.kept-apart", one, other, reason, by: principal, at: now, in: db)
    }
}

/// An officer takes back what was said of two people: it stands again as it stood before. A merge is undone by whoever
/// works on the two files through which it was made.
struct ReverseMatch {
    let pair: MemberPair
    let reason: String

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws {
        let found = try PossibleDuplicate.find(pair, for: principal, in: db)
        guard let settled = found.settled else { throw PeopleRefusal.notSettled }
        if reason.isEmpty { throw PeopleRefusal.reasonMissing }
        guard let one = found.one.person, let other = found.other.person else { return }
        switch settled {
        case .apart:
            try db.run(
                """
                UPDATE member_match SET settled = NULL
                WHERE one = \(pair.one) AND other = \(pair.other) AND settled = 'apart'
                """)
            try note("person.reopened", one, other, reason, by: principal, at: now, in: db)
        case .same:
            guard let merge = found.merge else { throw PeopleRefusal.notSettled }
            try checkMerge(merge, for: principal, in: db)
            let together = try PersonIdentity.all(of: one, in: db).sorted()
            try db.run(
                """
                UPDATE person_merge SET undone_at = \(now) WHERE id = \(merge) AND undone_at IS NULL
                """)
            try db.run(
                "UPDATE member_match SET settled = NULL, merge = NULL WHERE merge = \(merge)")
            // Who was one by it was never asked about: whoever it held together is compared anew.
            try db.run(
                """
                UPDATE case_member SET matched = 0, match_below = NULL
                WHERE person IN \(list: together)
                """)
            try LinkKin.ofFiles(naming: [one, other], in: db)
            try note("person.merge-undone", one, other, reason, by: principal, at: now, in: db)
        }
    }

    private func checkMerge(
        _ merge: ID<PersonMergeThing>, for principal: Principal, in db: Reader
    ) throws {
        let row = try db.first(
            "SELECT one_member, other_member FROM person_merge WHERE id = \(merge)")
        guard let row, let through = try MemberPair(row[0], row[1]) else { throw Refused.notFound }
        for member in [through.one, through.other] {
            _ = try Mention.find(member, for: principal, in: db)
        }
    }
}

/// In the chain of each of the two: who said it, when, and why.
private func note(
    _ kind: String, _ one: PersonID, _ other: PersonID, _ reason: String,
    by principal: Principal, at now: Moment, in db: Writer
) throws {
    for (person, with) in [(one, other), (other, one)] {
        let facts = ["with": "\(with)", "reason": reason]
        try db.record(
            JournalEvent(kind, subject: "person/\(person)", facts), by: principal, at: now)
    }
}
