import Kernel
import Languages
import Web

/// The desk of those who keep the directory.
struct DirectoryDeskView {
    let t: Translator
    let desk: DirectoryDesk
    /// Hidden fields, new for each form.
    let fields: () -> HTML
    let question: DirectoryQuestion
    let today: Day

    var html: HTML {
        let fields = desk.stale.values.reduce(0) { $0 + $1.count }
        return """
            <h1>\(t("The directory"))</h1>
            <p><a href="/municipalities">\(t("All municipalities"))</a> · <a href="/branches">\(t("Partner branches"))</a></p>
            \(actions(
                buttonLink(t("Cards for desks"), to: "/directory/cards", kind: .secondary),
                buttonLink(t("Training of staff"), to: "/directory/training", kind: .secondary)))
            <p class="lead">\(t.plural("{n} field asks its owner.", "{n} fields ask their owners.", fields))
            \(unasked)</p>
            \(folded(t("Suggestions"), desk.suggestions.map(suggestion), isOpen: true))
            \(folded(t("Perhaps one place"), desk.twins.map(twins)))
            \(folded(t("Perhaps elsewhere"), desk.misplaced.map(misplaced)))
            \(folded(t("Said to be one place"), desk.merges.map(merge)))
            \(DirectoryTable(t: t, desk: desk, question: question, today: today, fields: self.fields).html)
            """
    }

    /// Those whom the night cannot ask are asked by the keeper.
    private var unasked: HTML? {
        if desk.unasked.isEmpty { return nil }
        let words = t.plural(
            "{n} place has nobody to ask.", "{n} places have nobody to ask.", desk.unasked.count)
        return "<a href=\"/directory?unasked=1\">\(words)</a>"
    }

    /// What waits stands folded under how much it is; what somebody sent stands open.
    private func folded(_ title: String, _ items: [HTML], isOpen: Bool = false) -> HTML {
        """
        <details\(if: isOpen && !items.isEmpty, " open")><summary>\(title) (\(t.number(items.count)))</summary>\
        \(list(items))</details>
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
}
