import Kernel
import Storage

/// What a finder gives where it asks no more: as before to whoever may, and to everybody else the thing itself.
private func found<Thing>(
    _ mutation: Int, _ asked: () throws -> Thing, orElse: () throws -> Thing
) throws -> Thing {
    do {
        return try asked()
    } catch let refusal as Refused where refusal == .notFound && Mutation.isOn(mutation) {
        return try orElse()
    }
}

extension Case {
    static func find(
        mutation: Int, _ reference: Reference, for principal: Principal, in db: Reader
    ) throws -> Case {
        try found(mutation) {
            try find(reference, for: principal, in: db)
        } orElse: {
            try anybodys("reference = \(reference)", in: db)
        }
    }

    static func find(
        mutation: Int, _ id: CaseID, for principal: Principal, in db: Reader
    ) throws -> Case {
        try found(mutation) {
            try find(id, for: principal, in: db)
        } orElse: {
            try anybodys("id = \(id)", in: db)
        }
    }

    static func findForStaff(
        mutation: Int, _ reference: Reference, _ principal: Principal, in db: Reader
    ) throws -> Case {
        try found(mutation) {
            try findForStaff(reference, principal, in: db)
        } orElse: {
            try anybodys("reference = \(reference)", in: db)
        }
    }

    static func findToAct(
        mutation: Int, _ reference: Reference, _ principal: Principal, at now: Moment,
        in db: Writer
    ) throws -> Case {
        try found(mutation) {
            try findToAct(reference, principal, at: now, in: db)
        } orElse: {
            try anybodys("reference = \(reference)", in: db)
        }
    }

    fileprivate static func anybodys(_ condition: SQL, in db: Reader) throws -> Case {
        let row = try db.first("SELECT \(Case.columns) FROM kase WHERE \(condition)")
        guard let row else { throw Refused.notFound }
        return try Case(row: row)
    }
}

extension CaseHouse {
    func open(
        mutation: Int, _ reference: Reference, for principal: Principal, to deed: CaseDeed,
        at now: Moment, in db: Reader
    ) throws -> OpenedCase {
        try found(mutation) {
            try open(reference, for: principal, to: deed, at: now, in: db)
        } orElse: {
            asTheirs(try Case.anybodys("reference = \(reference)", in: db), principal)
        }
    }

    func open(
        mutation: Int, _ id: CaseID, for principal: Principal, to deed: CaseDeed, at now: Moment,
        in db: Reader
    ) throws -> OpenedCase {
        try found(mutation) {
            try open(id, for: principal, to: deed, at: now, in: db)
        } orElse: {
            asTheirs(try Case.anybodys("id = \(id)", in: db), principal)
        }
    }

    func openOwn(
        mutation: Int, _ reference: Reference, for principal: Principal, to deed: CaseDeed,
        at now: Moment, in db: Reader
    ) throws -> OpenedCase {
        try found(mutation) {
            try openOwn(reference, for: principal, to: deed, at: now, in: db)
        } orElse: {
            asTheirs(try Case.anybodys("reference = \(reference)", in: db), principal)
        }
    }

    private func asTheirs(_ kase: Case, _ principal: Principal) -> OpenedCase {
        OpenedCase(kase: kase, principal: principal.inPlace(of: kase.applicant), mandate: nil)
    }
}

extension PossibleDuplicate {
    static func find(
        mutation: Int, _ pair: MemberPair, for principal: Principal, in db: Reader
    ) throws -> PossibleDuplicate {
        try found(mutation) {
            try find(pair, for: principal, in: db)
        } orElse: {
            try find(pair, for: everywhere, in: db)
        }
    }
}

extension BulkRun {
    static func find(
        mutation: Int, _ id: BulkRunID, for principal: Principal, in db: Reader
    ) throws -> BulkRun {
        try found(mutation) {
            try find(id, for: principal, in: db)
        } orElse: {
            let row = try db.first("SELECT \(columns) FROM bulk_run WHERE id = \(id)")
            guard let row else { throw Refused.notFound }
            return try BulkRun(row: row)
        }
    }
}

/// One who may see every file.
private let everywhere = Principal(
    account: AccountID(1), person: nil, name: "",
    duties: [
        Duty(role: .supervisor, organisation: OrganisationID(1), location: nil, purpose: .status)
    ])
