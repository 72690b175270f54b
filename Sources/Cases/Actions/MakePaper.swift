import Kernel
import LegalTime
import Storage

extension Case {
    /// Makes the paper of a step that was just done, under the code that its event keeps. Where its end is known the code
    /// tells it to whoever checks.
    func makePaper(
        _ letter: StepLetter, _ paper: CaseEvent.StepDone.Paper, by principal: Principal,
        at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws {
        guard let code = VerifyCode(paper.code) else { throw Refused.notFound }
        let until = try lastDay(of: letter, paper, in: db, house)
        if let until {
            try db.run(
                """
                INSERT INTO certificate (code, kase, issued_at, expires)
                VALUES (\(code.text), \(id), \(now), \(until))
                """)
        }
        try MakeLetter(
            kase: Case.stored(id, in: db), kind: letter.kind, code: code, expires: until
        )
        .perform(by: principal, at: now, in: db, house)
    }

    private func lastDay(
        of letter: StepLetter, _ paper: CaseEvent.StepDone.Paper, in db: Reader, _ house: CaseHouse
    ) throws -> Day? {
        switch letter.end {
        case .open: nil
        case .stated: paper.until
        case .clock(let name):
            try house.clocks(of: self).clock(name, of: history(in: db))?.derivation.end
        }
    }
}
