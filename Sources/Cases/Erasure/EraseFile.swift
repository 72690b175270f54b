import Kernel
import Storage

/// An officer proposes to erase a file; nothing goes yet.
struct ProposeErasure {
    let reference: Reference

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse) throws
    {
        let kase = try Case.findForStaff(reference, principal, in: db)
        let ground = try house.erasure(of: kase, at: now, in: db).allowed()
        let said = ErasureProposal.Said(
            ground: ground, name: principal.name, person: principal.selves.first)
        try kase.note(ErasureProposal.kind, said, by: principal, at: now, in: db)
    }
}

/// A second human being sends the proposal back, with the reason.
struct SendBackErasure {
    let reference: Reference
    let because: String

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse) throws
    {
        let kase = try Case.findForStaff(reference, principal, in: db)
        guard !kase.isErased, try ErasureProposal.find(kase.id, in: db) != nil else {
            throw ErasureRefusal.nothingProposed
        }
        if because.isEmpty { throw ErasureRefusal.reasonMissing }
        let event = ErasureProposal.SentBack(because: because, name: principal.name)
        try kase.note(ErasureProposal.sentBackKind, event, by: principal, at: now, in: db)
    }
}

/// A supervisor of the office, who is not the human being who proposed it, confirms: the file is erased.
struct EraseFile {
    let reference: Reference
    /// When what they read was proposed: what was put in its place meanwhile is not confirmed unread.
    let proposedAt: Moment

    /// Answers which files of the folder no row of this file names any more.
    @discardableResult
    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws -> [String] {
        let kase = try Case.findForStaff(reference, principal, in: db)
        if !principal.supervises(kase.office) { throw ErasureRefusal.notSupervised }
        if kase.isErased { throw ErasureRefusal.alreadyErased }
        guard let proposal = try ErasureProposal.find(kase.id, in: db), proposal.at == proposedAt
        else { throw ErasureRefusal.nothingProposed }
        if proposal.isBy(principal) { throw ErasureRefusal.sameHuman }
        let ground = try house.erasure(of: kase, at: now, in: db).allowed()
        let erased = Erased(
            kase, ground, proposedBy: proposal.said.name, by: principal.name)
        try house.noteErased(kase, by: principal, at: now, in: db)
        return try kase.erase(erased, by: principal, at: now, in: db, house)
    }
}

extension ErasureStanding {
    /// The ground on which a file may be erased; throws why it may not.
    func allowed() throws -> ErasureGround {
        if let refusal { throw refusal }
        guard let ground else { throw ErasureRefusal.noGround }
        return ground
    }
}

extension CaseHouse {
    /// Whether a file may be erased now.
    func erasure(of kase: Case, at now: Moment, in db: Reader) throws -> ErasureStanding {
        ErasureStanding(
            kase, try procedure(kase.procedure).retention,
            asked: try !erasingRequests(for: kase, in: db).isEmpty, on: zone.day(of: now), in: zone)
    }

    /// The granted requests of a file's person that let the office erase it: what was filed after one was granted is not
    /// meant by it.
    func erasingRequests(for kase: Case, in db: Reader) throws -> [Case] {
        if kase.isErased { return [] }
        let codes = policy.procedures.filter { $0.erases != nil }.map(\.code)
        if codes.isEmpty { return [] }
        return try db.all(
            """
            SELECT \(Case.columns) FROM kase WHERE applicant = \(kase.applicant) AND id <> \(kase.id)
                AND procedure IN \(list: codes) AND decided_at >= \(kase.filedAt) ORDER BY id
            """
        ).map(Case.init).filter { try isErasing($0, in: db) }
    }

    /// Whether a case is a granted request to erase.
    func isErasing(_ kase: Case, in db: Reader) throws -> Bool {
        guard let wish = try procedure(kase.procedure).erases, !kase.isErased, isGranted(kase)
        else { return false }
        return try kase.history(in: db).answers[wish.field] == wish.option
    }

    /// The requests that asked for it keep that it was done: their person reads it there.
    fileprivate func noteErased(
        _ kase: Case, by principal: Principal, at now: Moment, in db: Writer
    ) throws {
        for request in try erasingRequests(for: kase, in: db) {
            let facts = ["reference": kase.reference.text, "by": principal.name]
            let event = JournalEvent(Erased.doneKind, subject: Case.subject(request.id), facts)
            try db.record(event, by: principal, at: now)
        }
    }
}

extension Case {
    /// Takes away what names anybody and keeps what sums are made of. The key of its journal is destroyed: what the
    /// lines said is gone, that there were lines is not. Answers what may leave the folder of documents.
    func erase(
        _ erased: Erased, by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws -> [String] {
        let digests = try papersOfFile(in: db)
        try keepForSums(at: now, in: db, house)
        try house.neighbours.eraseBeside(id, db)
        for kind in FeeErrand.Kind.allCases { try db.withdraw("\(kind.rawValue)/\(id).") }
        try db.withdraw("\(BodyErrand.kind)/\(id)/")
        for table in tablesOfFiles where table.fate == .goes { try table.delete(of: id, in: db) }
        try hideForeignNumber(in: db)
        try erased.write(self, in: db)
        let subject = Case.subject(id)
        try db.erase(subject: subject, reason: erased.ground.rawValue, by: principal, at: now)
        try db.record(
            try JournalEvent(Erased.kind, subject: subject, encoding: erased), by: principal,
            at: now)
        try forgetPerson(by: principal, at: now, in: db, house)
        return digests
    }

    private func papersOfFile(in db: Reader) throws -> [String] {
        try db.all(
            """
            SELECT digest FROM case_document WHERE kase = \(id)
            UNION SELECT digest FROM waiting_document WHERE kase = \(id) ORDER BY digest
            """
        ).map { try $0[0] }
    }

    /// What a board counts anew of it stays the same number.
    private func keepForSums(at now: Moment, in db: Writer, _ house: CaseHouse) throws {
        let birth: Day? = try db.value(
            "SELECT birth FROM case_member WHERE kase = \(id) AND position = 0")
        let filed = filedAt.utcDay
        let standIn = birth.map {
            AgeGroup.of(years: yearsOld(from: $0, to: filed)).standIn(on: filed)
        }
        let papers = try db.count(
            """
            SELECT COUNT(*) FROM case_document WHERE kase = \(id) AND held_since IS NULL
                AND received_at <= \(projection.decidedAt ?? filedAt)
            """)
        try db.run(
            """
            INSERT INTO erased_file (kase, at, birth, papers)
            VALUES (\(id), \(now), \(standIn), \(papers))
            """)
        try db.run(
            """
            INSERT INTO erased_code (code, kase) SELECT DISTINCT code, kase FROM letter
            WHERE kase = \(id)
            """)
    }

    /// A row of the other system that comes again is known by a keyed hash of its number.
    private func hideForeignNumber(in db: Writer) throws {
        let rows = try db.all("SELECT source, number FROM case_import WHERE kase = \(id)")
        for row in rows {
            let hidden = ForeignCase.Key(source: try row[0], number: try row[1]).hidden(db.keys)
            try db.run("UPDATE case_import SET number = \(hidden) WHERE kase = \(id)")
        }
    }

    /// Where this was the last file of its person's number, what was kept beside files for it goes too.
    private func forgetPerson(
        by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws {
        let files = try db.count("SELECT COUNT(*) FROM kase WHERE applicant = \(applicant)")
        if files > 0 { return }
        try db.run("DELETE FROM looked_list WHERE person = \(applicant)")
        try db.run("DELETE FROM unfinished_request WHERE applicant = \(applicant)")
        try db.run("DELETE FROM person_day WHERE person = \(applicant)")
        try db.erase(
            subject: holdingsSubject(applicant), reason: "erased", by: principal, at: now)
        if try house.neighbours.forgetPerson(applicant, principal, now, db) {
            try KeptAccount.note(applicant, at: now, in: db)
        }
    }
}

extension AgeGroup {
    /// A birthday of nobody: whoever was born then is of this group on a day.
    func standIn(on day: Day) -> Day {
        let years =
            switch self {
            case .child: 0
            case .young: 18
            case .middle: 30
            case .older: 45
            case .old: 65
            }
        return day.adding(months: -12 * years)
    }
}
