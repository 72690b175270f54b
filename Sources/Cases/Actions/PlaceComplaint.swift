import Kernel
import Storage

/// Where a request is handled, and who has no part in it.
struct FilingPlace {
    let office: CaseOffice
    let recusal: Recusal?
}

extension CaseHouse {
    /// The office that takes a request; nil where none does. A complaint goes to the nearest office that is not the one
    /// complained of, before all to one in which somebody works whom it does not name; where there is no other that one
    /// takes it, and its supervisors alone see it. What is complained of is the office of the case that it is about, each
    /// whose name may be meant, and else the nearest.
    ///
    /// Throws where the case that it is about is none of the person's own.
    func place(
        of procedure: Procedure, _ answers: [String: String], near municipality: PlaceCode,
        for applicant: PersonID, in db: Reader
    ) throws -> FilingPlace? {
        let nearest = try neighbours.nearestOffice(procedure.service, municipality, db)
        guard let nearest else { return nil }
        guard let fields = procedure.recusal else {
            let closed = procedure.needToKnow ? Recusal(readers: []) : nil
            return FilingPlace(office: nearest, recusal: closed)
        }
        let about = try subject(of: procedure, answers, for: applicant, in: db)
        let offices = try neighbours.officesNear(
            procedure.service, municipality, complaintOfficesMax, db)
        var blamed = Set(offices.named(answers[fields.office] ?? "").map(\.id))
        if let about { blamed.insert(about.office) }
        if blamed.isEmpty { blamed = [nearest.id] }
        let others = offices.filter { !blamed.contains($0.id) }
        let named = Recusal(named: answers[fields.officer] ?? "", supervisorsOnly: false)
        let open = try others.first { try hasOfficer(outside: named, at: $0.id, in: db) }
        let other = open ?? others.first
        let own = offices.first { $0.id == about?.office } ?? nearest
        return FilingPlace(
            office: other ?? own,
            recusal: Recusal(
                named: answers[fields.officer] ?? "", supervisorsOnly: other == nil))
    }

    /// Whether somebody works at an office whom a complaint does not name.
    private func hasOfficer(
        outside named: Recusal?, at office: LocationID, in db: Reader
    ) throws -> Bool {
        guard let named else { return true }
        return try neighbours.officers(office, db).contains { !named.names($0.name) }
    }

    /// The case that a complaint is about; nil where it names none.
    ///
    /// Throws where what it names is no case of the person: whose it is otherwise, and whether it is there, is one answer.
    func subject(
        of procedure: Procedure, _ answers: [String: String], for applicant: PersonID,
        in db: Reader
    ) throws -> Case? {
        guard let field = procedure.recusal?.kase, let typed = answers[field] else { return nil }
        let row = try Reference(typed).flatMap { reference in
            try db.first(
                """
                SELECT \(Case.columns) FROM kase
                WHERE reference = \(reference) AND applicant = \(applicant)
                """)
        }
        guard let row else { throw ComplaintRefusal.notYourCase }
        return try Case(row: row)
    }
}

extension [CaseOffice] {
    /// Those whose name may be meant: a word of it that is not common to most of them.
    func named(_ typed: String) -> [CaseOffice] {
        let names = map { Set(Recusal.words(of: $0.name)) }
        let telling = Recusal.words(of: typed).filter { word in
            names.count { $0.contains(word) } * 2 <= Swift.max(count, 2)
        }
        return zip(self, names).filter { !$0.1.isDisjoint(with: telling) }.map { $0.0 }
    }
}

extension Case {
    /// A complaint whose officer was named otherwise: who has no part in it is told anew, and whoever has it and is named
    /// now has it no longer. Which office handles it stays.
    func keepRecusal(
        _ answers: [String: String], _ procedure: Procedure, in db: Writer
    ) throws {
        guard let fields = procedure.recusal else { return }
        let next = Recusal(
            named: answers[fields.officer] ?? "",
            supervisorsOnly: recusal?.supervisorsOnly ?? false)
        if next == recusal { return }
        try replaceRecusal(by: next, in: db)
        if let take = try Take.of(id, in: db), next?.names(take.name) == true {
            try endTake(in: db)
        }
    }

    /// Another recusal in the place of the one there was.
    func replaceRecusal(by next: Recusal?, in db: Writer) throws {
        try db.run("UPDATE kase SET apart = \(next?.kept) WHERE id = \(id)")
        try db.run("DELETE FROM case_recusal WHERE kase = \(id)")
        try keepMarks(of: next, in: db)
    }

    /// Writes down by which words lists leave the file out.
    func keepMarks(of recusal: Recusal?, in db: Writer) throws {
        for mark in recusal?.marks ?? [] {
            try db.run(
                """
                INSERT INTO case_recusal (word, kase, at_office)
                VALUES (\(mark), \(id), \(office))
                """)
        }
    }
}

/// Why a complaint is not taken as it is.
enum ComplaintRefusal: Refusal, Equatable {
    case notYourCase
    case personsToSay

    var kind: RefusalKind { self == .personsToSay ? .forbidden : .invalid }

    var explanation: String {
        switch self {
        case .notYourCase:
            t(
                "You have no case with the number that the complaint names. Correct it, or leave it empty. Nothing was sent."
            )
        case .personsToSay:
            t(
                "Whom and what a complaint is about is the person's alone to change. Nothing was changed."
            )
        }
    }
}

/// Marks a text for the catalogues; it is said in the visitor's language when the page is made.
private func t(_ english: String) -> String { english }

/// All offices of a region and more: so many may be complained of by one name.
let complaintOfficesMax = 40
