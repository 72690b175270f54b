import Kernel
import Storage

@testable import App
@testable import Cases

extension HiddenLife {
    /// What others outside did about a file: a court, a bank, the post that proved nothing.
    static func keepOutside(
        of kase: Case, by officer: Principal, at now: Moment, on today: Day, in db: Writer,
        _ house: CaseHouse
    ) throws {
        let suit = CourtCase(
            court: "Zanzibar", number: "9999/26.0ZZZZZ", lodged: today, about: .silence)
        try NoteCourtCase(reference: kase.reference, court: suit)
            .perform(by: officer, at: now, in: db, house)
        // As if its person had told it.
        try db.run(
            """
            INSERT INTO paper_not_accepted (report, kase, at_office, body, name, day, paper)
            VALUES (\(kase.id), \(kase.id), \(kase.office), 'bank', 'Banco Zanzibar', \(today), 'receipt')
            """)
        try db.run(
            """
            INSERT INTO case_ending (kase, at_office, ending, known, ended_at)
            VALUES (\(kase.id), \(kase.office), 'refused', 'presumed', \(now))
            """)
    }
}
