import Kernel
import Languages
import Web

/// The desk of those who keep the directory.
struct DirectoryDeskView {
    let t: Translator
    let desk: DirectoryDesk
    /// Hidden fields, new for each form.
    let fields: () -> HTML

    var html: HTML {
        """
        <h1>\(t("The directory"))</h1>
        <p><a href="/municipalities">\(t("All municipalities"))</a> · <a href="/branches">\(t("Partner branches"))</a></p>
        \(actions(
            buttonLink(t("Cards for desks"), to: "/directory/cards", kind: .secondary),
            buttonLink(t("Training of staff"), to: "/directory/training", kind: .secondary)))
        <h2>\(t("Suggestions"))</h2>\(list(desk.suggestions.map(suggestion)))
        <h2>\(t("Perhaps one place"))</h2>\(list(desk.twins.map(twins)))
        <h2>\(t("Perhaps elsewhere"))</h2>\(list(desk.misplaced.map(misplaced)))
        <h2>\(t("Said to be one place"))</h2>\(list(desk.merges.map(merge)))
        <h2>\(t("Not confirmed for too long"))</h2>
        <p>\(t.plural("{n} field asks its owner.", "{n} fields ask their owners.", desk.stale.count))</p>
        \(list(desk.stale.prefix(staleMax).map(stale)))
        """
    }

    private func list(_ items: [HTML]) -> HTML {
        items.isEmpty
            ? "<p>\(t("Nothing waits here."))</p>" : "<ul>\(items.html { "<li>\($0)</li>" })</ul>"
    }

    private func link(_ id: LocationID) -> HTML { "<a href=\"/places/\(id)\">\(desk.name(id))</a>" }

    private func suggestion(_ item: Suggestion) -> HTML {
        let note: HTML? = item.note.map { "<p class=\"quiet\">\($0)</p>" }
        return """
            \(link(item.location)): <b>\(item.field.words(t))</b>\(note)
            <form method="post" action="/directory/suggestions/\(item.id)">\(fields())
            <label>\(t("To stand there")) <input type="text" name="value" value="\(item.value)" maxlength="300"></label>
            \(actions(button(t("Take the suggestion"), name: "decision", value: "take"),
                button(t("Decline"), kind: .secondary, name: "decision", value: "decline")))</form>
            """
    }

    private func twins(_ pair: Twins) -> HTML {
        let reasons = pair.reasons.map { reason -> String in
            switch reason {
            case .name: t("nearly the same name")
            case .phone: t("the same telephone")
            case .spot: t("the same spot")
            }
        }
        return """
            \(link(pair.first)) · \(link(pair.second)) <span class="quiet">\(t.list(reasons))</span>
            \(mergeForm(keep: pair.first, pair.second))\(mergeForm(keep: pair.second, pair.first))
            """
    }

    private func mergeForm(keep kept: LocationID, _ other: LocationID) -> HTML {
        """
        <form method="post" action="/directory/merges">\(fields())\(hiddenField("location", "\(other)"))\
        \(hiddenField("kept", "\(kept)"))\
        \(button(t("One place: keep {name}", ["name": desk.name(kept)]), kind: .secondary))</form>
        """
    }

    private func misplaced(_ item: Misplaced) -> HTML {
        let town = desk.places[item.place]?.municipality.name ?? ""
        return switch item.reason {
        case .named(let other):
            """
            \(link(item.place)): \(t("the name says {other}, the point lies in {town}", ["other": other, "town": town]))
            """
        case .far(let km):
            """
            \(link(item.place)): \(t("{n} km from the centre of {town}", ["n": t.number(km), "town": town]))
            """
        }
    }

    private func merge(_ item: PlaceMerge) -> HTML {
        """
        \(desk.name(item.location)) → \(link(item.kept))
        <form method="post" action="/directory/merges/\(item.id)/undo">\(fields())\
        \(button(t("Two places again"), kind: .secondary))</form>
        """
    }

    private func stale(_ item: DirectoryDesk.Stale) -> HTML {
        let label = t("{field} still holds", ["field": item.check.field.words(t)])
        return """
            \(link(item.place.id)): \(item.check.field.words(t)) <span class="quiet">\(item.check.owner)</span>
            <form method="post" action="/directory/places/\(item.place.id)/confirm">\(fields())\
            \(hiddenField("field", item.check.field.rawValue))\
            \(button(label, kind: .quiet))<span class="visually-hidden">: \(item.place.name)</span></form>
            """
    }
}

/// A page to work through; the rest comes up as these are done.
private let staleMax = 30
