import Kernel
import LegalTime

/// The outcome of a case that lapses because its person did not hand in what was asked for: its code in every
/// procedure's file that knows it. It is no refusal.
let lapsedOutcome = "lapsed"

/// The clock of a procedure's file after whose end a request may lapse; a file without one lets none.
let inactivityClock = "inactivity"

/// What ends a request by its person's silence, and does not say whether they are right. The draft is a warning with a
/// letter of its own, has to be shown to have come, and its whole period passes.
let silentOutcomes: Set = [unpaidOutcome, lapsedOutcome]

/// The outcome of a request that its person withdrew: its code in every procedure's file that lets them.
let withdrawnOutcome = "withdrawn"

extension CaseClocks {
    /// Whether what was asked for last is not in although the whole period for it ended.
    func isInactive(_ history: CaseHistory, on today: Day) throws -> Bool {
        guard !history.openItems.isEmpty,
            let end = try clock(inactivityClock, of: history)?.derivation.end
        else { return false }
        return end < today
    }
}
