import Kernel
import Storage

/// A document that a file of the same person holds and that is good, for one of the people of the file that was asked
/// about: nobody is asked for it twice.
struct HeldCopy: Sendable, Equatable {
    let document: CaseDocument
    /// The file in which it lies.
    let kase: CaseID
    let reference: Reference
    /// Whom it is of, in the file that was asked about.
    let member: CaseMemberID
    /// The last day on which it is good; nil where none is known.
    let lastDay: Day?
    /// Whether it lies in a file that the asker may not open: they learn that it is held and until when it is good.
    var isElsewhere = false

    /// The value of a form that names it for its member.
    var text: String { "\(document.id) \(member)" }

    /// Whether it is what is wished for; a wish that names nobody is for the holder of the file.
    func answers(_ wish: Wish, holder: CaseMemberID?) -> Bool {
        document.code == wish.code && member == (wish.member ?? holder)
    }
}

/// A copy as a form names it: a document, and whom of the file it is of.
struct CopyChoice: Sendable, Equatable {
    let document: CaseDocumentID
    let member: CaseMemberID

    init?(_ text: String) {
        let parts = text.split(separator: " ")
        guard parts.count == 2, let document = CaseDocumentID(String(parts[0])),
            let member = CaseMemberID(String(parts[1]))
        else { return nil }
        self.document = document
        self.member = member
    }
}

extension CaseHouse {
    /// What the files of a case's person hold and what is good on a day, latest first, under all the numbers that were
    /// said to be theirs: nobody is asked twice because another office asked before. Of a file that an officer may not
    /// open they learn that it is held, and until when it is good; of a complaint nothing at all. The person sees all of
    /// theirs.
    func held(
        for kase: Case, as principal: Principal, on today: Day, in db: Reader
    ) throws -> [HeldCopy] {
        let members = try CaseMember.all(of: kase.id, in: db)
        let numbers = try PersonIdentity.all(of: kase.applicant, in: db)
        return try heldAhead(for: kase, members, numbers, as: principal, on: today, in: db).get()
    }

    /// The same where the people of the file and all the numbers of its person are known.
    func heldAhead(
        for kase: Case, _ members: [CaseMember], _ numbers: Set<PersonID>,
        as principal: Principal, on today: Day, in db: Reader
    ) throws -> Ahead<[HeldCopy]> {
        let procedure = try self.procedure(kase.procedure)
        let behind =
            principal.isOwn(kase.applicant) ? principal.numbers : numbers.sorted()
        let status = policy.procedures.filter { $0.concern == .status }.map(\.code)
        let open = opened(kase, by: principal)
        return try db.ahead(
            """
            SELECT \(CaseDocument.columns), k.id, k.reference, m.position, m.name, m.birth, m.person,
                CASE WHEN \(open) THEN 1 ELSE 0 END
            FROM kase k JOIN case_document d ON d.kase = k.id
            JOIN case_member m ON m.kase = k.id
                AND (m.id = d.member OR (d.member IS NULL AND m.position = 0))
            WHERE k.applicant IN \(list: behind) AND (\(open) OR k.procedure IN \(list: status))
            ORDER BY d.received_at DESC, d.id DESC LIMIT \(heldMax)
            """
        ) { rows in
            try rows.compactMap { try copy($0, for: members, procedure, on: today) }
        }
    }

    /// Nil where it is of nobody of the file, of a kind that its procedure does not know, or good no more.
    private func copy(
        _ row: Row, for members: [CaseMember], _ procedure: Procedure, on today: Day
    ) throws -> HeldCopy? {
        let document = try CaseDocument(row: row)
        let more = CaseDocument.columnsCount
        let owner = HeldOwner(
            position: try row[more + 2], name: try row[more + 3], birth: try row[more + 4],
            person: try row[more + 5])
        guard let kind = procedure.document(document.code),
            let member = members.first(where: { owner.isSame($0) })
        else { return nil }
        let validity = self.validity(of: document, kind)
        guard validity.isGood(on: today) else { return nil }
        let isOpen: Bool = try row[more + 6]
        return HeldCopy(
            document: document, kase: try row[more], reference: try row[more + 1],
            member: member.id, lastDay: validity.lastDay, isElsewhere: !isOpen)
    }

    /// Which of a person's files somebody may open: all of their own, else those of the offices they work for.
    private func opened(_ kase: Case, by principal: Principal) -> SQL {
        principal.isOwn(kase.applicant) ? "1 = 1" : "(\(principal.mayRead("k")))"
    }
}

extension CaseView {
    /// The latest good copy of what is wished for.
    func copy(of wish: Wish) -> HeldCopy? {
        held.first { $0.answers(wish, holder: members.first?.id) }
    }

    /// What is asked for or missing in this file and lies in another one of the same person.
    var offers: [HeldCopy] {
        let holder = members.first?.id
        let elsewhere = held.filter { $0.kase != kase.id }
        let asked = history.openItems.compactMap { open in
            elsewhere.first {
                $0.answers(Wish(open.item.code, open.item.member), holder: holder)
                    && open.isAnswered(by: $0.document)
            }
        }
        let open = history.openItems.map { Wish($0.item.code, $0.item.member ?? holder) }
        let missing = needs.filter { !$0.isIn }.map { Wish($0.document.code, $0.member.id) }
            .filter { !open.contains($0) }
            .compactMap { wish in elsewhere.first { $0.answers(wish, holder: holder) } }
        return asked + missing
    }
}

/// Whom a document is of, in the file in which it lies.
private struct HeldOwner {
    let position: Int
    let name: String
    let birth: Day
    /// Their number; nil until somebody compared that file's people with others.
    let person: PersonID?

    /// Whether it is the same human being: the person whose files these are, or one of the family with the same number,
    /// else with the same birth and the same words of the name. Another spelling without a number is taken for another
    /// person: then it is asked for again.
    func isSame(_ member: CaseMember) -> Bool {
        if position == 0 || member.position == 0 { return position == member.position }
        if let person, person == member.number { return true }
        return birth == member.person.birth && nameWords(name) == nameWords(member.person.name)
    }
}

/// Ten full files: a person with more is asked again for the oldest papers.
private let heldMax = 1_000
