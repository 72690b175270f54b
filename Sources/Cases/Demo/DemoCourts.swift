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
}
