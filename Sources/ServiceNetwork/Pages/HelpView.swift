import Kernel
import Languages
import Web

/// The page where people find a place that helps.
struct HelpView {
    let t: Translator
    let question: HelpQuestion
    let answer: HelpAnswer
    let outline: [[MapCorner]]
    var languageName: @Sendable (String, Translator) -> String = { code, _ in code }

    private var spoken: [Choice] {
        answer.spoken.map { Choice($0, languageName($0, t)) }.sorted { $0.label < $1.label }
    }

    var html: HTML { question.asMap ? mapHTML : listHTML }

    private var listHTML: HTML {
        """
        <h1>\(t("Find help near you"))</h1>
        <p class="lead">\(t("Choose what you need and where you are. We show the nearest places first."))</p>
        \(form)
        \(results)\(feedPlaces(t, answer.feeds, near: answer.near.municipality))
        <h2>\(t("Ask by telephone"))</h2>\(contactLines(t, answer.lines))
        <h2>\(t("How complete this list is"))</h2>\(networkSizes(t, answer.sizes))
        <p><a href="/municipalities">\(t("All municipalities"))</a> · <a href="/branches">\(t("Partner branches"))</a>
        · <a href="/help/offline">\(t("Take the directory along"))</a> · <a href="/coverage">\(t("How far help is"))</a></p>
        """
    }

    /// The places of one page of the list, by the numbers that stand on the map.
    private var mapHTML: HTML {
        let title = t("Map of the places found")
        let shown = answer.shown.map(\.place)
        let others = shown.filter { !$0.isOnMap }.html {
            "<li>\(officialName($0.name)), \(officialName($0.municipality.name))</li>"
        }
        let offMap: HTML? =
            others.isEmpty ? nil : "<h2>\(t("Not on the map"))</h2><ul>\(others)</ul>"
        let lines = shown.filter(\.isOnMap).html {
            "<li><a href=\"/places/\($0.id)\">\(officialName($0.name))</a>, \(officialName($0.municipality.name))</li>"
        }
        let back = question.address.setting("view", to: nil).text
        return """
            <h1>\(title)</h1><p><a href="\(back)">\(t("Back to the list"))</a></p>
            \(placesMap(t, shown, outline))<ol>\(lines)</ol>\(offMap)
            \(pager(t, page: min(question.page, answer.pages), pages: answer.pages, address: question.address))
            """
    }

    private var form: HTML {
        let any = Choice("", t("Any need"))
        let needs = KnownService.allCases.map { Choice($0.rawValue, $0.words(t)) }
        return """
            <form method="get" action="/help" role="search">
            \(selectField(t, name: "need", label: t("What do you need help with?"), options: [any] + needs,
                value: question.need ?? "", required: false))
            \(nearField)\(positionField)
            \(textField(t, name: "q", label: t("Name of a place"), value: question.words ?? "", type: .search,
                required: false))
            \(HelpFilters(t: t, question: question, spoken: spoken).html)
            \(actions(button(t("Show places"))))</form>
            """
    }

    private var nearField: HTML {
        let names = answer.towns.labels.html { "<option value=\"\($0)\">" as HTML }
        let problem: HTML? = nearProblem.map {
            "<p class=\"error\" id=\"field-near-error\">\($0)</p>"
        }
        return """
            <div class="field\(if: problem != nil, " in-error")"><label for="field-near">\(t("Your municipality"))\
            <span class="optional"> \(t("(optional)"))</span></label>
            <p class="hint" id="field-near-hint">\(t("Type it with or without accents."))</p>\(problem)
            <input type="text" id="field-near" name="near" list="municipalities" value="\(question.near)" \
            autocomplete="address-level2" aria-describedby="field-near-hint\(if: problem != nil, " field-near-error")"\
            \(if: problem != nil, " aria-invalid=\"true\"")><datalist id="municipalities">\(names)</datalist></div>
            """
    }

    /// Of use with script alone, which shows it; the device is asked once somebody presses it.
    private var positionField: HTML {
        """
        <p><button type="button" class="button quiet" data-position hidden \
        data-failed="\(t("Your position is not known. Type your municipality."))">\(t("Use my position"))</button>\
        <input type="hidden" name="at" value="\(question.here?.text ?? "")"></p>
        """
    }

    private var nearProblem: String? {
        switch answer.near {
        case .nothingTyped, .one: nil
        case .unknown:
            t("We know no municipality with this name. Check the spelling, or leave it empty.")
        case .several(let several):
            t(
                "More than one municipality fits. Write one of these: {names}.",
                [
                    "names": several.map(answer.towns.label).joined(separator: ", ")
                ])
        }
    }

    private var results: HTML {
        let place = answer.near.municipality?.name
        let count = t.plural("{n} place found", "{n} places found", answer.count)
        let nearby: HTML? =
            question.here != nil
            ? " \(t("near you"))" : place.map { " \(t("near {place}", ["place": $0]))" }
        let pages = pager(
            t, page: min(question.page, answer.pages), pages: answer.pages,
            address: question.address)
        let map = question.address.setting("view", to: "map").text
        let mapLink: HTML? =
            answer.shown.isEmpty || outline.isEmpty
            ? nil : "<p><a href=\"\(map)\">\(t("Show these places on a map"))</a></p>"
        return """
            <h2 id="places">\(count)\(nearby)</h2>\(order)\(town)\(mapLink)
            \(answer.shown.isEmpty ? nothing : groups)
            \(pages)\(unknownWords)\(turnedAwayWords)
            """
    }

    /// What else is known of where somebody is.
    private var town: HTML? {
        answer.near.municipality.map { town in
            let words = t("What {place} has, and what is far from it", ["place": town.name])
            return "<p><a href=\"/municipalities/\(town.code)\">\(words)</a></p>"
        }
    }

    /// Who does not say what was asked for is not a no: they are counted, not hidden.
    private var unknownWords: HTML? {
        if answer.unknownOnes == 0 { return nil }
        let words = t.plural(
            "{n} more place may help, but does not say what you asked for.",
            "{n} more places may help, but do not say what you asked for.", answer.unknownOnes)
        let wider = HelpQuestion(
            need: question.need, near: question.near, words: question.words,
            others: question.others, asMap: question.asMap, page: 1, here: question.here)
        return "<p>\(words) <a href=\"\(wider.address.text)\">\(t("Show them too"))</a></p>"
    }

    /// Those whose rule says no are counted, so that nobody thinks that there is nothing.
    private var turnedAwayWords: HTML? {
        if answer.turnedAway == 0 { return nil }
        return """
            <p class="quiet">\(t.plural("{n} more place says that it takes other people.",
                "{n} more places say that they take other people.", answer.turnedAway))</p>
            """
    }

    /// The ranking, explained.
    private var order: HTML? {
        if answer.shown.isEmpty { return nil }
        let first: HTML =
            question.need == nil
            ? HTML()
            : "<p class=\"quiet\">\(t("First the places that can decide, then the nearest ones."))</p>"
        let open: HTML? = question.visit.map { visit in
            let words = t(
                "Only places that say they are open then: {time}.", ["time": visit.words(t)])
            return "<p class=\"quiet\">\(words)</p>"
        }
        return "\(first)\(open)\(distance)"
    }

    private var distance: HTML {
        if answer.near.municipality == nil {
            return
                "<p class=\"quiet\">\(t("Write your municipality to see how far each place is."))</p>"
        }
        if question.here != nil {
            return
                "<p class=\"quiet\">\(t("Distances are in a straight line from where you are, to about a kilometre; the way by road is longer."))</p>"
        }
        let straight = t(
            "Distances are in a straight line from the centre of the municipality; the way by road is longer."
        )
        return "<p class=\"quiet\">\(straight)</p>"
    }

    /// Places that process stand apart from those that inform.
    private var groups: HTML {
        if question.need == nil { return cards(answer.shown) }
        let processing = answer.shown.filter(\.processes)
        let informing = answer.shown.filter { !$0.processes }
        return group(t("Here you can file your request"), processing)
            + group(t("Here you get information and help, but nothing is decided"), informing)
    }

    private func group(_ title: String, _ found: [FoundPlace]) -> HTML {
        found.isEmpty ? HTML() : "<h3>\(title)</h3>\(cards(found))"
    }

    private func cards(_ found: [FoundPlace]) -> HTML {
        let (near, isHere) = (answer.near.municipality, question.here != nil)
        return found.html {
            placeCard(
                t, $0, near: near, isHere: isHere, state: answer.states[$0.place.id] ?? .unknown)
        }
    }

    private var nothing: HTML {
        emptyState(
            title: t("We know no place for this"),
            words: t(
                "That does not mean that there is none: our list is not complete. Call one of the lines below."
            ),
            action: buttonLink(t("Start again"), to: "/help", kind: .secondary))
    }
}
