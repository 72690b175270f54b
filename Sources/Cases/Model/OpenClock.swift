import Kernel
import LegalTime

/// A clock of a case that no act has ended, as lists and the register of silence know it: derived, never typed.
struct OpenClock: Sendable, Equatable {
    /// The name in the procedure's file.
    let clock: String
    let whose: ClockOwner
    /// What the law makes of silence.
    let effect: ClockEffect
    let began: Day
    /// The last day if nothing more happens; nil while it stands still without a known end.
    let ends: Day?
    /// The last day on which an act keeps the effect of silence away: the end, or working days after it.
    let avertable: Day?
    /// Whether the period, and what follows from it, were read in the text of the law.
    let isVerified: Bool

    /// Whether it is the office that has to act before its end.
    var isOfOffice: Bool { whose == .state }
}

extension OpenClock {
    init?(_ date: LegalDate) {
        let (derivation, rule) = (date.derivation, date.derivation.rule)
        guard derivation.isOpen else { return nil }
        self.init(
            clock: rule.name, whose: rule.whose, effect: rule.effect, began: derivation.start,
            ends: derivation.end, avertable: derivation.lastBeforeEffect,
            isVerified: date.isVerified && (rule.effect == .none || rule.isEffectVerified))
    }
}
