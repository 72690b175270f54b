import Kernel
import Storage

extension CaseHouse {
    /// The form of a stored case with its answers, as they were taken.
    func sheet(
        of history: CaseHistory, _ procedure: String, filedAt: Moment
    ) throws -> FormSheet {
        let day = zone.day(of: filedAt)
        let facts = history.household.formFacts(
            on: day, isAbroad: history.filed.abroad != nil)
        return try FormSheet(
            try self.procedure(procedure).form, household: facts, typed: history.answers, nil)
    }

    func formWorld(on day: Day) -> FormWorld {
        FormWorld(
            today: day, countries: Set(neighbours.countries.map(\.code)),
            languages: Set(neighbours.spokenLanguages.map(\.code)))
    }

    /// What countries and languages are called.
    var codedNames: CodedNames {
        CodedNames(countries: neighbours.countries, languages: neighbours.spokenLanguages)
    }
}

/// What was answered in a person's last file, to stand in the same fields of the next one.
struct HeldAnswers: Sendable {
    let holder: PersonOfFile
    let municipality: PlaceCode
    let answers: [String: String]

    /// Nil for somebody without a file here, and where its journal was erased. A complaint tells nothing about whoever
    /// complains.
    static func last(
        of person: PersonID, in db: Reader, _ house: CaseHouse
    ) throws -> HeldAnswers? {
        let own = house.policy.procedures.filter { $0.concern == .status }.map(\.code)
        let row = try db.first(
            """
            SELECT \(Case.columns) FROM kase WHERE applicant = \(person) AND procedure IN \(list: own)
            ORDER BY filed_at DESC, id DESC LIMIT 1
            """)
        guard let kase = try row.map(Case.init),
            let history = Case.fold(try CaseEvent.all(of: kase.id, in: db)),
            history.imported == nil
        else { return nil }
        return HeldAnswers(
            holder: history.filed.household.holder, municipality: kase.municipality,
            answers: history.answers)
    }
}
