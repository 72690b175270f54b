import Kernel
import Languages
import Web

/// Leads whoever works at several offices to the same page of another one; nothing for whoever works at one.
func officeChooser(
    _ t: Translator, to path: String, _ offices: [(id: LocationID, name: String)],
    chosen: LocationID
) -> HTML? {
    if offices.count < 2 { return nil }
    let options = offices.map { Choice($0.id.description, $0.name) }
    return """
        <form method="get" action="\(path)" class="filters">
        \(selectField(t, name: "location", label: t("Office"), options: options, value: chosen.description))
        \(actions(button(t("Show"), kind: .secondary)))</form>
        """
}
