import Languages
import Web

extension CaseParts {
    /// Which law it was moved to, on what ground, and whether that is for or against the person.
    func moved(_ move: CaseEvent.VersionMoved) -> HTML {
        let law = view.procedure.version(move.to)?.title(t) ?? move.to
        let words = t(
            "It is decided under: {law}. Legal basis: {basis}. Why: {because}",
            ["law": law, "basis": move.basis, "because": move.because])
        return "<p>\(words)</p><p>\(favourWords(move.favour, t))</p>"
    }
}
