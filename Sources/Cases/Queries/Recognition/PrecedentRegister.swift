import Kernel
import Storage

/// Where earlier decisions on degrees are looked up: those of one procedure, invented ones for invented files alone.
struct PrecedentRegister {
    /// The code of the procedure.
    let kind: String
    let isDemo: Bool

    /// What is like a degree, by the four conditions.
    func match(_ facts: DegreeFacts, in db: Reader) throws -> PrecedentMatch {
        PrecedentMatch(facts, among: try near(facts, in: db))
    }

    /// Those of the same programme, else one of the institution, which is all that the conditions then need; without an
    /// institution nothing is compared.
    private func near(_ facts: DegreeFacts, in db: Reader) throws -> [Precedent] {
        guard let country = facts.country, let institution = facts.institution else { return [] }
        let home: SQL = """
            kind = \(kind) AND demo = \(isDemo) AND country = \(country) AND institution = \(institution)
            """
        guard let programme = facts.programme else { return try read(home, in: db) }
        let same = try read("\(home) AND programme = \(programme)", in: db)
        if !same.isEmpty { return same }
        return Array(try read(home, in: db).prefix(1))
    }

    private func read(_ condition: SQL, in db: Reader) throws -> [Precedent] {
        try db.all(
            """
            SELECT country, institution, programme, degree, months, credits, outcome
            FROM recognition_precedent WHERE \(condition) ORDER BY entry LIMIT \(precedentsMax)
            """
        ).map { row in
            let facts = DegreeFacts(
                country: try row[0], institution: try row[1], programme: try row[2],
                degree: try row[3], months: try row[4], credits: try row[5])
            return Precedent(facts: facts, outcome: try row[6])
        }
    }
}

extension CaseHouse {
    /// Which way an open request for the recognition of a degree goes; nil where its procedure has no step that hangs on it,
    /// and once it is decided.
    func recognition(
        of kase: Case, _ history: CaseHistory, at now: Moment, in db: Reader
    ) throws -> RecognitionCourse? {
        let steps = try procedure(kase.procedure).steps
        guard history.decision == nil,
            steps.contains(where: { RecognitionStep(rawValue: $0.code) != nil })
        else { return nil }
        let register = PrecedentRegister(kind: kase.procedure, isDemo: kase.isDemo)
        return try RecognitionCourse(
            history.answers, steps: history.steps.map(\.code),
            match: register.match(DegreeFacts(history.answers), in: db), on: zone.day(of: now),
            at: now, policy.decisions)
    }
}

/// Far more programmes than an institution has under one name.
private let precedentsMax = 500
