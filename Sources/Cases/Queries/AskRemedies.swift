public import Kernel
import LegalTime
import Storage

/// One thing that may be done against a decision, as a command tells it.
public struct RemedyAnswer: Sendable, Equatable {
    /// The period, by its name in the general periods.
    public let clock: String
    /// The day from which it is counted.
    public let served: Day
    /// Whether something shows that the letter came on it; else it is the letter's own day.
    public let isServed: Bool
    public let last: Day?
    public let article: String
    public let isVerified: Bool
}

extension Cases {
    /// What may be done against the decision of a case, and until when; nothing where it is open or was granted.
    /// Throws `Refused.notFound` where there is no such case.
    public func remedies(of reference: Reference) async throws -> [RemedyAnswer] {
        try await database.read { [house] db in
            let row = try db.first(
                "SELECT \(Case.columns) FROM kase WHERE reference = \(reference)")
            guard let kase = try row.map(Case.init) else { throw Refused.notFound }
            return try house.remedies(of: kase, in: db).map { remedy in
                RemedyAnswer(
                    clock: remedy.rule.name, served: remedy.served, isServed: remedy.isServed,
                    last: remedy.last, article: remedy.rule.article, isVerified: remedy.isVerified)
            }
        }
    }
}

extension CaseHouse {
    /// The same of a case that its reader has found.
    func remedies(of kase: Case, in db: Reader) throws -> [Remedy] {
        guard kase.isDecided else { return [] }
        return try remedies(
            against: kase, kase.history(in: db), LetterLine.all(of: kase.id, in: db),
            notices(of: kase, in: db).facts)
    }

    /// What may be done against the decision that a letter tells; none for any other letter.
    func remedies(toldBy letter: Letter, of kase: Case, in db: Reader) throws -> [Remedy] {
        let kinds: Set = [LetterKind.refusal, .unpaid, .lapse]
        guard let kind = LetterKind(rawValue: letter.kind), kinds.contains(kind),
            let decidedAt = kase.projection.decidedAt, letter.createdAt >= decidedAt
        else { return [] }
        return try remedies(of: kase, in: db)
    }
}
