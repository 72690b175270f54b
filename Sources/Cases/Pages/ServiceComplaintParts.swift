import Kernel
import Languages
import Web

/// The links between a case and what its person complained of about it. They stand on pages of the person alone: the
/// office of the case learns of none.
struct ServiceComplaintParts {
    let t: Translator
    let house: CaseHouse

    /// What can be filed about this case, and what was; nothing where no procedure takes it.
    func section(_ view: CaseView, _ filed: [Case], mandate: CaseMandate?) -> HTML {
        let open = house.policy.procedures.filter { $0.recusal != nil && $0.isOpen(on: view.today) }
        if open.isEmpty, filed.isEmpty { return HTML() }
        let mayAct = mandate?.mayAct ?? true
        let whose = mandate.map { "&mandate=\($0.number)" } ?? ""
        let links = mayAct ? open : []
        let buttons = links.html { procedure in
            let path = "/cases/new/\(procedure.code)?about=\(view.kase.reference)\(whose)"
            return actions(buttonLink(procedure.title(t), to: path, kind: .secondary))
        }
        let known: HTML? =
            filed.isEmpty
            ? nil
            : """
            <p>\(t("What you filed about this case:"))</p><ul>\(filed.html(line))</ul>
            """
        return """
            <h2>\(t("Complain about the service"))</h2>
            <p>\(t("A complaint is a case of its own. It is handled by another office where there is one; this case does not show it and does not change."))</p>
            \(known)\(buttons)
            """
    }

    /// From a complaint to the case that it is about.
    func subject(_ view: CaseView) -> HTML? {
        house.subject(of: view.procedure.code, view.sheet.answers).map { reference in
            """
            <p><a href="/cases/\(reference)">\(t("The case that this is about: {reference}", ["reference": reference.text]))</a></p>
            """
        }
    }

    private func line(_ kase: Case) -> HTML {
        """
        <li><a href="/cases/\(kase.reference)">\(kase.reference)</a>, \(t.date(house.zone.day(of: kase.filedAt)))</li>
        """
    }
}
