import Kernel
import Storage

extension DemoCase {
    /// About the silence of forty days; of some of these files something is decided later.
    func goToCourt(
        _ kase: Case, _ desk: Principal, in db: Writer, _ house: CaseHouse
    ) throws {
        guard let noted = moment(afterDays: 40) else { return }
        let court = CourtCase(
            court: "Tribunal (exemplo)", number: "\(1_000 + number)/26.0DEMO",
            lodged: house.zone.day(of: noted), about: .silence)
        try NoteCourtCase(reference: kase.reference, court: court)
            .perform(by: desk, at: noted, in: db, house)
    }

    /// The court orders a decision, by a day that it names.
    func beOrdered(
        _ kase: Case, _ desk: Principal, in db: Writer, _ house: CaseHouse
    ) throws {
        guard let ordered = moment(afterDays: 50) else { return }
        let offers = try house.procedure(kase.procedure).offers(kase.history(in: db))
        let step = offers.first { $0.rule.named != nil && $0.isOpen }
        guard let step else { return }
        try TakeStep(
            reference: kase.reference, step: step.rule.code, note: "Tribunal (exemplo)",
            named: house.zone.day(of: ordered).adding(days: 40)
        ).perform(by: desk, at: ordered, in: db, house)
    }

    /// A few of those who wait are turned away with their receipt.
    func beTurnedAway(
        _ kase: Case, _ applicant: PersonID, in db: Writer, _ house: CaseHouse
    ) throws {
        guard let told = moment(afterDays: 10) else { return }
        let body = NotAccepted.Body.allCases[number / 10 % NotAccepted.Body.allCases.count]
        let report = NotAccepted(
            body: body, name: "Entidade de exemplo \(number / 10 % 3 + 1)", place: near.text,
            day: house.zone.day(of: told), paper: LetterKind.receipt.rawValue)
        let person = Principal(
            account: Principal.house.account, person: applicant, name: holder, duties: [])
        try TellNotAccepted(reference: kase.reference, report: report)
            .perform(by: person, at: told, in: db, house)
    }
}
