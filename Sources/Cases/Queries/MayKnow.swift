public import Kernel
public import Storage

extension Cases {
    /// Whether somebody may know that the file behind a journal's subject is there: a file that is kept from an officer of
    /// its office is kept from them in every list. Of what is no file here everybody may.
    public func mayKnow(
        _ subject: String, _ principal: Principal, in db: Reader
    ) throws -> Bool {
        guard subject.hasPrefix(caseSubject),
            let id = CaseID(String(subject.dropFirst(caseSubject.count))),
            let row = try db.first("SELECT \(Case.columns) FROM kase WHERE id = \(id)")
        else { return true }
        let kase = try Case(row: row)
        // Whoever works elsewhere comes to it by a mandate of its person, or not at all.
        guard let apart = kase.apart, principal.serves(kase.office) else { return true }
        return !apart.bars(principal, at: kase.office)
    }
}

private let caseSubject = "case/"
