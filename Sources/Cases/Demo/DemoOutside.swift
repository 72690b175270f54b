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
