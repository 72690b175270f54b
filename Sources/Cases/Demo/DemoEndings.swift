import Kernel
import Storage

/// Two invented files whose person was warned and said nothing: of one the papers never came, of the other nobody paid.
/// Nothing is decided in either; that is an officer's to do.
struct DemoEndings: Sendable {
    let officer: Principal
    let near: PlaceCode
    let now: Moment

    /// Returns how many files it made.
    func play(
        in db: Writer, _ house: CaseHouse, _ invent: (String, Moment, Writer) throws -> PersonID
    ) throws -> Int {
        let silent = try file(
            "Leonor Amostra Pinto", bornIn: 1979, daysAgo: 300, in: db, house, invent)
        let member = try CaseMember.all(of: silent.id, in: db).first?.id
        try RequestDocuments(
            reference: silent.reference, items: [Wish("passport", member)], because: nil
        ).perform(by: desk(silent), at: ago(290), in: db, house)
        try warn(silent, of: lapsedOutcome, "inaction", in: db, house)
        let unpaid = try file(
            "Tomás Ensaio Nunes", bornIn: 1968, daysAgo: 80, in: db, house, invent)
        try DemandFee(reference: unpaid.reference, cents: warnedCents, basis: warnedBasis)
            .perform(by: desk(unpaid), at: ago(70), in: db, house)
        let answer = PaymentAnswer.issued(reference: warnedDocument, expires: ago(68))
        let errand = FeeErrand(unpaid.id, 1)
        try NoteFeeAnswer(errand: errand, answer: answer).perform(at: ago(69), in: db, house)
        try NoteFeeExpired(errand: errand).perform(at: ago(67), in: db, house)
        try warn(unpaid, of: unpaidOutcome, "fee-unpaid", in: db, house)
        return 2
    }

    /// The warning is in the person's hands, and the whole wait is over by now.
    private func warn(
        _ kase: Case, of outcome: String, _ ground: String, in db: Writer, _ house: CaseHouse
    ) throws {
        let draft = Verdict(outcome: outcome, grounds: [ground], reasons: demoReasons)
        try ProposeRefusal(reference: kase.reference, draft: draft)
            .perform(by: desk(kase), at: ago(60), in: db, house)
        try NoteDraftReached(reference: kase.reference, way: .handed)
            .perform(by: desk(kase), at: ago(59), in: db, house)
    }

    private func file(
        _ name: String, bornIn year: Int, daysAgo days: Int, in db: Writer, _ house: CaseHouse,
        _ invent: (String, Moment, Writer) throws -> PersonID
    ) throws -> Case {
        let birth = Day(year: year, month: 2, day: 11) ?? Day(number: 0)
        let holder = PersonOfFile(name: name, birth: birth, relation: .holder, isInPortugal: true)
        let filing = FileCase(
            procedure: "residence-permit",
            household: Household(holder: holder, holderIsRefugee: false, family: []),
            municipality: near, applicant: try invent(name, ago(days), db), isInvented: true)
        return try filing.perform(by: .house, at: ago(days), in: db, house)
    }

    private func desk(_ kase: Case) -> Principal { demoDesk(officer, at: kase.office) }

    private func ago(_ days: Int) -> Moment { now.adding(seconds: -Int64(days) * 86_400) }
}

/// An amount and a number that no treasury knows.
private let warnedCents: Int64 = 10_000
private let warnedBasis = "Valor inventado para demonstração"
private let warnedDocument = "DEMO 400 500 600"
