import Kernel
import Languages
import Web

/// On the page of a case at the desk: where else its people are named, and who may be one with somebody elsewhere.
struct SamePeople {
    let people: PeopleOfCase
    let view: CaseView
    let house: CaseHouse
    let t: Translator

    var html: HTML {
        let base = "/desk/cases/\(view.kase.reference)"
        return """
            \(apart)\(hint)\(files)
            <p><a href="\(base)/ties">\(t("Who is who"))</a> · \
            <a href="\(base)/keys">\(t("Numbers and addresses of these people"))</a> · \
            <a href="/desk/access/\(view.kase.reference)">\(t("They cannot get into their account"))</a></p>
            """
    }

    private var apart: HTML {
        let words = ApartWords(t: t, house: house)
        return people.apart.html { words.note($0, on: view.kase.reference) }
    }

    private var hint: HTML {
        if people.openPairs == 0 { return HTML() }
        let words = t.plural(
            "{n} person of this file may be one with somebody of another",
            "{n} people of this file may be one with somebody of another", people.openPairs)
        return
            "<p>\(tag(t("Perhaps one person"), .care)) <a href=\"/desk/duplicates?case=\(view.kase.reference)\">\(words)</a></p>"
    }

    private var files: HTML {
        if people.files.isEmpty { return HTML() }
        let lines = people.files.html { file -> HTML in
            let link = "/desk/cases/\(file.mention.reference)"
            let merged: HTML? = file.merged.map {
                " <a href=\"/desk/duplicates?pair=\($0.text)\">\(t("said to be one person"))</a>"
            }
            return """
                <li>\(view.name(of: file.member)): <a href="\(link)">\(file.mention.reference)</a> · \(title(file)) · \
                \(state(file))\(merged)</li>
                """
        }
        return "<h3>\(t("Other files of these people"))</h3><ul>\(lines)</ul>"
    }

    private func title(_ file: OtherFile) -> String {
        house.policy.procedure(file.procedure)?.title(t) ?? file.procedure
    }

    private func state(_ file: OtherFile) -> String {
        let procedure = house.policy.procedure(file.procedure)
        if let outcome = file.outcome {
            return t(
                "Decided: {outcome}",
                ["outcome": procedure?.outcome(outcome)?.title(t) ?? outcome])
        }
        return procedure?.stage(file.state)?.title(t) ?? file.state
    }
}
