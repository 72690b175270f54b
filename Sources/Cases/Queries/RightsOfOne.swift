public import Kernel
public import Storage

extension Case {
    /// What a principal may be to this case, its family asked too; nil is nobody.
    func access(of principal: Principal, in db: Reader) throws -> CaseAccess? {
        let access = access(of: principal)
        guard access == .staff, !principal.selves.isEmpty else { return access }
        let standsIn = try db.count(
            """
            SELECT COUNT(*) FROM case_member
            WHERE kase = \(id) AND person IN \(list: principal.selves)
            """)
        return standsIn > 0 ? nil : access
    }

    /// Whether it can become that of somebody of its office: it is not their own or their family's, and no recusal closes
    /// it to them.
    func isOpen(to officer: CaseOfficer, in db: Reader) throws -> Bool {
        let duty = Duty(
            role: officer.isSupervisor ? .supervisor : .officer, organisation: OrganisationID(0),
            location: office, purpose: .status)
        let selves = try officer.selves.flatMap { try PersonIdentity.all(of: $0, in: db) }
        let asked = Principal(
            account: officer.account, person: officer.person, name: officer.name, duties: [duty],
            selves: selves)
        return try access(of: asked, in: db) == .staff
    }

    /// Whether an account may have it: of somebody of its office, or who supervises every office, to whom it is open.
    func canBeHeld(
        by account: AccountID, in db: Reader, _ house: CaseHouse
    ) throws -> Bool {
        let staff = try house.neighbours.officers(office, db) + house.neighbours.overseers(db)
        guard let officer = staff.first(where: { $0.account == account }) else { return false }
        return try isOpen(to: officer, in: db)
    }
}

extension Cases {
    /// Every number under which files know the human being behind one, through the merges that stand.
    public func identities(of person: PersonID, in db: Reader) throws -> [PersonID] {
        try PersonIdentity.all(of: person, in: db).sorted()
    }

    /// A condition on a column with subjects of the journal: none of a file that is closed to somebody of the staff,
    /// whichever office asks.
    public func isOpen(to principal: Principal, subject: SQL) -> SQL {
        principal.mayHear(of: subject)
    }

    /// The same for whoever holds the mandate of a person, a column too: none of a complaint about the service but what
    /// they handed in themselves, and none that names them.
    public func isOpen(underMandate principal: Principal, subject: SQL, person: SQL) -> SQL {
        let complaints = house.policy.procedures.filter { $0.recusal != nil }.map(\.code)
        if complaints.isEmpty { return "1 = 1" }
        let theirs: SQL = """
            filed_by = \(principal.account) AND \(principal.isNotNamed(in: "kase.id"))
            """
        return """
            NOT EXISTS (SELECT 1 FROM kase
                WHERE kase.applicant = \(person) AND procedure IN \(list: complaints)
                    AND 'case/' || kase.id = \(subject) AND NOT (\(theirs)))
            """
    }
}
