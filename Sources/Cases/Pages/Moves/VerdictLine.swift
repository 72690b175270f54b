import Kernel
import Languages

extension Cases {
    /// A verdict as one line of a command, in the language that is asked for: the reference, the heading under which it
    /// is counted, and what changes or why nothing does.
    public func line(_ verdict: MoveVerdict, of procedure: String, language: String) -> String {
        let t = house.neighbours.translator(language)
        let heading = verdictWords(verdict.kind.rawValue, t)
        var words = verdict.refusal.map { [t($0.explanation, $0.values)] } ?? []
        if let effect = verdict.effect, let procedure = house.policy.procedure(procedure) {
            words = EffectWords(t: t, procedure: procedure).lines(effect)
        }
        return "\(verdict.reference)  \(heading)  \(words.joined(separator: "; "))"
    }
}
