import Kernel
import Languages
import Web

/// Where a household chooses its counters and the morning on which it goes to all of them.
struct ChainView {
    let exchange: Exchange
    let page: ChainPage
    let error: String?

    private var t: Translator { exchange.t }
    private var words: TimeWords { TimeWords(t: t, zone: page.place.zone) }

    var title: String { t("Do it all in one morning") }

    var html: HTML {
        withErrors(t, error.map { [FieldError(field: "chain", message: $0)] } ?? [], main)
    }

    private var main: HTML {
        """
        <h1>\(title)</h1>
        \(head.lead)\(head.facts)\(demoHoursWords(t, page.desks))\(head.replaced)
        <h2>\(t("Counters at this place"))</h2>\(counters)
        <h2>\(t("Times"))</h2>
        <p>\(t("Each body sees its own part only: a time, how many come, and the word that you say there. None sees your file."))</p>
        \(page.times.isEmpty ? nothing : form)\(paging)
        """
    }

    private var head: BookingHead {
        BookingHead(t: t, file: page.file, place: page.place, open: page.open)
    }

    private var counters: HTML {
        let lines = page.standing.html { counter -> HTML in
            let isChosen = page.chosen.contains { $0.service == counter.service }
            let others = page.chosen.filter { $0.service != counter.service }
            let address = page.address(isChosen ? others : others + [counter])
            let mark: HTML = isChosen ? tag(t("On your way"), .good) : HTML()
            return """
                <li>\(counter.title(t)), \(counter.body(t)) \(mark)
                <a href="\(address)">\(isChosen ? t("Leave out") : t("Add"))<span class="visually-hidden">: \(counter.title(t))</span></a></li>
                """
        }
        return """
            <ul><li>\(ownName) \(tag(t("On your way"), .good))</li>\(lines)</ul>
            """
    }

    private var ownName: String {
        t("Your file {reference}", ["reference": page.file.reference.text])
    }

    private var form: HTML {
        let replaces: HTML? = page.open.map { hiddenField("replaces", $0.id.description) }
        return """
            <form method="post" action="/bookings/chain" novalidate>\(exchange.formFields)
            \(hiddenField("case", page.file.reference.text))\(hiddenField("from", page.from.description))\(replaces)
            \(hiddenField("with", page.chosen.map(\.service).joined(separator: ",")))
            \(radioFields(t, name: "chain", legend: t("Choose a day"), options: page.times.map(choice), error: error))
            \(actions(button(t("Book these times"))))</form>
            """
    }

    private func choice(_ time: ChainTime) -> Choice {
        let span = words.clock(time.start) + "\u{2013}" + words.clock(time.end)
        let parts = time.parts.map { words.clock($0.start) + " " + name(of: $0.service) }
        let waiting = t.plural(
            "{n} minute of waiting between them", "{n} minutes of waiting between them",
            time.idleMinutes)
        return Choice(
            time.value, words.day(of: time.start) + ", " + span,
            hint: (parts + [waiting]).joined(separator: " · "))
    }

    private func name(of service: String) -> String {
        page.chosen.first { $0.service == service }?.title(t) ?? ownName
    }

    private var nothing: HTML {
        emptyState(
            title: t("No such morning in these weeks"),
            words: t(
                "Leave out a counter, look at later weeks, or book each visit for itself: times that others give back appear here at once."
            ),
            action: buttonLink(
                t("Only the visit for your file"),
                to: Address("/bookings/new").setting("case", to: page.file.reference.text).text,
                kind: .secondary))
    }

    private var paging: HTML {
        let before: HTML? = page.earlier.map {
            "<a href=\"\(page.address(from: $0))\">\(t("Earlier times"))</a>"
        }
        let after: HTML? = page.later.map {
            "<a href=\"\(page.address(from: $0))\">\(t("Later times"))</a>"
        }
        return "<nav class=\"pager\" aria-label=\"\(t("Weeks"))\">\(before) \(after)</nav>"
    }
}

/// Leads a household to all counters of its centre at once.
func chainCard(_ t: Translator, _ reference: Reference, _ counters: [Counter]) -> HTML? {
    if counters.isEmpty { return nil }
    let names = t.list(counters.map { $0.title(t) })
    let words = t("At the same place, on the same morning: {names}.", ["names": names])
    return card(
        """
        <p>\(words)</p>\(buttonLink(t("Do it all in one morning"), to: chainAddress(reference), kind: .secondary))
        """)
}
