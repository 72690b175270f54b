import Kernel
import Languages

/// Why somebody looked, as the person of the file reads it: for which purpose, and what was opened.
struct LookWords {
    let t: Translator
    let procedure: Procedure

    func why(_ look: DayOfLooks) -> String {
        if look.isForPerson { return opened(t("for the person, under a mandate"), look) }
        if look.isList { return t("work: in a list that was taken along") }
        return opened(purpose(look.purpose), look)
    }

    private func purpose(_ purpose: Purpose) -> String {
        switch purpose {
        case .status where procedure.concern == .service: t("work on what you said of the service")
        case .status: t("work on the case")
        case .consultation: t("the body that was asked about the case")
        case .own: t("for the person")
        case .help: t("help")
        case .complaint: t("a complaint of discrimination")
        case .protection: t("protection")
        case .plan, .statistics: t("statistics")
        case .operation: t("running the system")
        }
    }

    /// Rows of the time when it was not kept say the purpose alone.
    private func opened(_ purpose: String, _ look: DayOfLooks) -> String {
        guard let opened = look.opened else { return purpose }
        let what =
            switch opened {
            case .file: t("the file")
            case .document: t("a document")
            case .letter: t("a letter")
            case .dossier: t("the dossier")
            case .comparison: t("beside another file, to see whether both name one person")
            case .question: t("the question, with what of the file goes with it")
            }
        return t("{purpose}: {opened}", ["purpose": purpose, "opened": what])
    }
}
