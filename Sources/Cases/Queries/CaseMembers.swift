import Decisions
import Kernel
import Storage

/// Somebody in a stored file; position 0 is the holder.
struct CaseMember: Sendable, Equatable {
    let id: CaseMemberID
    let position: Int
    let person: PersonOfFile
    /// Their number; nil until somebody compared this file's people with others.
    var number: PersonID?

    static func all(of kase: CaseID, in db: Reader) throws -> [CaseMember] {
        try ahead(of: kase, in: db).get()
    }

    static func ahead(of kase: CaseID, in db: Reader) throws -> Ahead<[CaseMember]> {
        try db.ahead(
            """
            SELECT id, position, name, birth, relation, in_portugal, person FROM case_member
            WHERE kase = \(kase) ORDER BY position
            """
        ) { rows in
            try rows.map { row in
                CaseMember(
                    id: try row[0], position: try row[1],
                    person: PersonOfFile(
                        name: try row[2], birth: try row[3], relation: try row[4],
                        isInPortugal: try row[5]), number: try row[6])
            }
        }
    }
}

/// What the decision table asks for, person by person, and what of it is not in yet.
struct DocumentNeed: Sendable, Equatable {
    let member: CaseMember
    let document: DocumentKind
    let isIn: Bool
}

extension CaseHouse {
    /// Everything a file needs, in the order of its people; what is in and has expired by the moment of asking is needed
    /// anew. Whoever has read its people and documents hands them in.
    func needs(
        of kase: Case, _ history: CaseHistory, _ people: [CaseMember]? = nil,
        _ documents: [CaseDocument]? = nil, at now: Moment, in db: Reader
    ) throws -> [DocumentNeed] {
        let today = zone.day(of: now)
        let members = try people ?? CaseMember.all(of: kase.id, in: db)
        let answers = try sheet(of: history, kase.procedure, filedAt: kase.filedAt).facts
        let inFile = try documents ?? CaseDocument.all(of: kase.id, in: db)
        return try members.flatMap { member in
            try kinds(
                for: member.person, kase.procedure, history.household, answers: answers,
                on: zone.day(of: history.cameIn(member.id)), at: now, under: history.version
            ).map {
                kind in
                let isIn = inFile.contains {
                    $0.code == kind.code && ($0.member ?? members.first?.id) == member.id
                        && validity(of: $0, kind).isGood(on: today)
                }
                return DocumentNeed(member: member, document: kind, isIn: isIn)
            }
        }
    }

    /// What is not in: by the table, and what was asked for besides; each once.
    func missing(
        _ kase: Case, _ history: CaseHistory, at now: Moment, in db: Reader
    ) throws -> [Wish] {
        CaseHouse.missing(try needs(of: kase, history, at: now, in: db), history)
    }

    static func missing(_ needs: [DocumentNeed], _ history: CaseHistory) -> [Wish] {
        let absent = needs.filter { !$0.isIn }.map { Wish($0.document.code, $0.member.id) }
        let open = history.openItems.map { Wish($0.item.code, $0.item.member) }
        return absent + open.filter { !absent.contains($0) }
    }

    /// What the table asks of one person, and a version of the law knows: their age is that of a day, usually of filing.
    func kinds(
        for person: PersonOfFile, _ procedure: String, _ household: Household,
        answers: [String: FEELValue] = [:], on day: Day, at now: Moment, under version: String
    ) throws -> [DocumentKind] {
        let procedure = try self.procedure(procedure)
        guard let table = policy.documents[procedure.code] else { return [] }
        let question = household.question(about: person, on: day)
        return try table.documents(for: question, answers: answers, at: now)
            .compactMap(procedure.document)
            .filter { procedure.isPart($0.versions, of: version) }
    }
}
