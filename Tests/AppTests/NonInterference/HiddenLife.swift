import Kernel
import Storage

@testable import App
@testable import Cases

/// What can stand beside a file, played beside one that some may not see: by the acts of the room where they are enough,
/// and as rows where an act would need weeks.
struct HiddenLife: Sendable {
    let house: House
    let reference: String
    let now: Moment

    /// `login` is an officer of the file's office, who has taken it.
    func play(as login: String) async throws {
        guard let reference = Reference(self.reference) else { throw Trouble(self.reference) }
        let (now, cases) = (self.now, house.cases.house)
        try await house.database.write { db in
            let officer = try HiddenLife.officer(login, in: db)
            let kase = try Case.find(reference, for: officer, in: db)
            try HiddenLife.act(on: kase, by: officer, at: now, in: db, cases)
            let today = cases.zone.day(of: now)
            try HiddenLife.keepRows(of: kase, by: officer, at: now, on: today, in: db)
            try HiddenLife.askBranch(about: kase, by: officer, at: now, on: today, in: db)
            try HiddenLife.keepRun(of: kase, by: officer, at: now, in: db)
            try HiddenLife.keepOutside(of: kase, by: officer, at: now, on: today, in: db, cases)
            try HiddenLife.tieToOthers(kase, by: officer, at: now, in: db)
        }
    }

    private static func officer(_ login: String, in db: Reader) throws -> Principal {
        guard let row = try db.first("SELECT id, name FROM account WHERE login = \(login)") else {
            throw Trouble("there is no \(login)")
        }
        let duty = Duty(
            role: .supervisor, organisation: OrganisationID(1), location: nil, purpose: .status)
        return Principal(account: try row[0], person: nil, name: try row[1], duties: [duty])
    }

    private static func act(
        on kase: Case, by officer: Principal, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws {
        let today = house.zone.day(of: now)
        let reference = kase.reference
        let members = try CaseMember.all(of: kase.id, in: db).map(\.id)
        guard members.count > 2, let number = DocumentNumber("ZZ 999999") else {
            throw Trouble("\(reference) has \(members.count) people")
        }
        let applicant = try db.first(
            "SELECT id, name FROM account WHERE person = \(kase.applicant)")
        guard let applicant else { throw Trouble("nobody has \(reference)") }
        let person = Principal(
            account: try applicant[0], person: kase.applicant, name: try applicant[1], duties: [])
        try AskQuestion(reference: reference, text: "Quando decidem, Zanzibar?")
            .perform(by: person, at: now, in: db, house)
        try NoteNumber(reference: reference, member: members[0], number: number)
            .perform(by: officer, at: now, in: db, house)
        try kase.keepMarks(["address": "Rua Zanzibar, 1"], in: db)
        try kase.keepTraits(CaseTraits(["sex": "female"], house.policy.board), in: db)
        try NoteKey(reference: reference, member: members[0], kind: .nif, value: "299999998")
            .perform(by: officer, at: now, in: db, house)
        try StateTie(
            reference: reference, one: members[1], tie: .guardian, other: members[2],
            proof: "Decisão vista"
        ).perform(by: officer, at: now, in: db, house)
        let child = PersonOfFile(
            name: "Xena Zanzibar", birth: today.adding(days: -400), relation: .child,
            isInPortugal: true)
        try AddMember(reference: reference, person: child)
            .perform(by: officer, at: now, in: db, house)
        try RequestDocuments(reference: reference, items: [Wish("passport", members[1])])
            .perform(by: officer, at: now, in: db, house)
        try SetGoal(office: kase.office, goal: Goal(target: 5, day: today.adding(days: 60)))
            .perform(by: officer, at: now, in: db, house)
    }

    private static func keepRows(
        of kase: Case, by officer: Principal, at now: Moment, on today: Day, in db: Writer
    ) throws {
        try db.run(
            """
            INSERT INTO case_release (kase, account, day, at)
            VALUES (\(kase.id), \(officer.account), \(today), \(now))
            """)
        try db.run(
            """
            INSERT INTO case_decider (kase, account, name, at_office, at)
            VALUES (\(kase.id), \(officer.account), \(officer.name), \(kase.office), \(now))
            """)
        try db.run("INSERT INTO case_together (kase, at) VALUES (\(kase.id), \(now))")
        // A word that nobody here bears: whoever may open the file still may.
        try db.run(
            """
            INSERT INTO case_recusal (word, kase, at_office)
            VALUES ('zanzibarita', \(kase.id), \(kase.office))
            """)
        let contents: [UInt8] = [1]
        try db.run(
            """
            INSERT INTO case_import (source, number, kase, contents, taken_at)
            VALUES ('ZZ', '999999', \(kase.id), \(contents), \(now))
            """)
        // As if an officer had heard what became this file; of a kind that no figure counts.
        try db.run(
            """
            INSERT INTO heard_request (id, procedure, heard_by, heard_name, heard_at, at_office, kase)
            VALUES (\(kase.id), 'renewal', \(officer.account), \(officer.name), \(now),
                \(kase.office), \(kase.id))
            """)
        // The same copy that lies in Ana's file.
        try db.run(
            """
            INSERT INTO case_document (id, kase, member, code, digest, name, kind, bytes, received_at,
                received_from)
            SELECT \(CaseDocumentID.new(at: now)), \(kase.id), NULL, code, digest, 'Zanzibar.pdf', kind,
                bytes, received_at, \(officer.account)
            FROM case_document ORDER BY id LIMIT 1
            """)
        try db.run(
            """
            INSERT INTO waiting_document (id, kase, member, code, digest, name, kind, bytes, received_at,
                received_from, sender)
            SELECT \(CaseDocumentID.new(at: now)), \(kase.id), NULL, code, digest, 'Zanzibar 2.pdf', kind,
                bytes, received_at, \(officer.account), 'Xana Zanzibar'
            FROM case_document ORDER BY id LIMIT 1
            """)
        try db.run(
            """
            INSERT INTO outreach (message, reason, since)
            SELECT id, 'unreachable', created FROM message WHERE person = \(kase.applicant)
            ORDER BY id DESC LIMIT 1
            ON CONFLICT (message) DO NOTHING
            """)
    }

    private static func keepRun(
        of kase: Case, by officer: Principal, at now: Moment, in db: Writer
    ) throws {
        let run = BulkRun(
            id: .new(at: now), act: .release, account: officer.account, name: officer.name, at: now,
            reached: kase.id, endedAt: now, undoUntil: nil, undoBegan: nil, undoneAt: nil)
        try run.insert(in: db)
        try run.keep(kase.id, "done", nil, in: db)
    }

    /// Ana is perhaps one with somebody of the hidden file; her husband was said to be one with another of it, and that
    /// one with somebody of a third file, which lies beside Ana's.
    private static func tieToOthers(
        _ kase: Case, by officer: Principal, at now: Moment, in db: Writer
    ) throws {
        let ana: SQL = "(SELECT person FROM account WHERE login = 'ana')"
        let first = try db.first(
            """
            SELECT \(Case.columns) FROM kase WHERE applicant = \(ana) AND id <> \(kase.id)
            ORDER BY id LIMIT 1
            """)
        guard let hers = try first.map(Case.init) else { throw Trouble("Ana has no other file") }
        let third = try db.first(
            """
            SELECT \(Case.columns) FROM kase
            WHERE office = \(hers.office) AND applicant <> \(hers.applicant) AND id <> \(kase.id)
            ORDER BY id LIMIT 1
            """)
        guard let beside = try third.map(Case.init) else { throw Trouble("Ana's file is alone") }
        let one = try Mention.all(of: hers.id, in: db)
        let other = try Mention.all(of: kase.id, in: db)
        guard one.count > 1, other.count > 1,
            let stranger = try Mention.all(of: beside.id, in: db).first
        else { throw Trouble("too few people") }
        try match(one[0], other[0], merge: nil, at: now, in: db)
        for pair in [(one[1], other[1]), (other[1], stranger)] {
            try merge(pair.0, pair.1, by: officer, at: now, in: db)
        }
        let (older, newer) = (min(hers.id, kase.id), max(hers.id, kase.id))
        try db.run(
            """
            INSERT INTO case_kin (one, other, kin, one_via, other_via)
            VALUES (\(older), \(newer), 'spouse', \(older), \(newer)) ON CONFLICT DO NOTHING
            """)
    }

    private static func merge(
        _ first: Mention, _ second: Mention, by officer: Principal, at now: Moment, in db: Writer
    ) throws {
        // Read anew: whoever was merged a moment ago has a number by now.
        guard let one = try Mention.find(first.member, in: db)?.numbered(at: now, in: db),
            let other = try Mention.find(second.member, in: db)?.numbered(at: now, in: db)
        else { throw Trouble("nobody is there") }
        let id = ID<PersonMergeThing>.new(at: now)
        try db.run(
            """
            INSERT INTO person_merge
                (id, one, other, one_member, other_member, reason, merged_by, merged_name, merged_at)
            VALUES (\(id), \(one), \(other), \(first.member), \(second.member), 'Zanzibar',
                \(officer.account), \(officer.name), \(now))
            """)
        try match(first, second, merge: id, at: now, in: db)
    }

    private static func match(
        _ first: Mention, _ second: Mention, merge: ID<PersonMergeThing>?, at now: Moment,
        in db: Writer
    ) throws {
        let isInOrder = first.member < second.member
        let (one, other) = isInOrder ? (first, second) : (second, first)
        let settled: String? = merge == nil ? nil : "same"
        try db.run(
            """
            INSERT INTO member_match
                (one, other, one_office, other_office, score, reasons, found_at, settled, merge)
            VALUES (\(one.member), \(other.member), \(one.office), \(other.office), 90, '', \(now),
                \(settled), \(merge))
            """)
    }

    /// A table that was renamed when it was built anew, one that is emptied into the store of sealed numbers, and what
    /// stays of a file that was erased: this one lives.
    private static let gone: Set = [
        "consultation_put", "case_number", "erased_file", "erased_code",
    ]

    /// The tables that point to a case and hold no row of this one.
    func missing() async throws -> [String] {
        let statements = House.schema(.general).flatMap(\.statements)
        let tables = statements.compactMap { statement -> String? in
            guard statement.contains("kase BIGINT"),
                let found = statement.firstMatch(of: #/CREATE TABLE (\w+)/#)
            else { return nil }
            return String(found.output.1)
        }.filter { !HiddenLife.gone.contains($0) }
        let reference = self.reference
        return try await house.database.read { db in
            try tables.filter { table in
                try db.count(
                    """
                    SELECT COUNT(*) FROM \(SQL(stringLiteral: table))
                    WHERE kase = (SELECT id FROM kase WHERE reference = \(reference))
                    """) == 0
            }
        }
    }
}
