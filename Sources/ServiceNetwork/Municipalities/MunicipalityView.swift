import Figures
import Kernel
import Languages
import Web

/// The page of one municipality.
struct MunicipalityView {
    let t: Translator
    let name: String
    let profile: MunicipalProfile
    let outline: [[MapCorner]]
    let today: Day
    /// Whether whoever reads it keeps agreements and plans.
    let keeps: Bool

    private var municipality: Municipality { profile.municipality }

    var html: HTML {
        let code = municipality.code
        return """
            \(breadcrumbs(t, [NavItem(t("Municipalities"), path: "/municipalities"), NavItem(name, path: "", current: true)]))
            <h1>\(name)</h1><p class="lead">\(t("District: {district}", ["district": municipality.district]))</p>
            <h2>\(t("Who lives there"))</h2>\(people)
            <h2>\(t("Places here"))</h2>\(places)
            <h2>\(t("How far each need is"))</h2>\(reach)
            <h2>\(t("Contacts with people"))</h2>\(contacts)
            <h2>\(t("What is delegated to it"))</h2>\(delegations)
            <h2>\(t("Its plan for migrants"))</h2>\(plan)
            \(actions(
                buttonLink(t("Find help near {place}", ["place": municipality.name]), to: "/help?near=\(code)"),
                printButton(t)))
            """
    }

    private var people: HTML {
        let unknown: HTML = "\(t("not known"))"
        let share: HTML? = municipality.foreignShare.map {
            " <span class=\"quiet\">(\(t("{n} of a hundred", ["n": t.decimal($0)])))</span>"
        }
        let census = [
            Fact(
                t("Residents, census of 2021"),
                municipality.population.map { "\(t.number($0))" } ?? unknown),
            Fact(
                t("Foreign nationals among them"),
                municipality.foreignNationals.map { "\(t.number($0))\(share)" } ?? unknown),
        ]
        let newer = profile.residents.map { count -> Fact in
            Fact(
                t("Foreign residents on {date}", ["date": t.date(count.day)]),
                """
                \(t.number(count.number)) <span class="quiet small"><span lang="en">\(count.definition).</span> \
                \(t("Source:")) \(linkedText(count.source))</span>
                """)
        }
        let note =
            newer.isEmpty
            ? t(
                "We know no newer number for this municipality: the yearly numbers of the agency are for the whole country."
            )
            : t("The two are counted in different ways: do not take one from the other.")
        return """
            \(definitionList(t, census + newer))
            <p class="quiet small">\(t("Source:")) INE, Censos 2021. \(note)</p>
            """
    }

    private var places: HTML {
        if profile.reach.places.isEmpty { return "<p>\(t("We know no open place here."))</p>" }
        let lines = profile.reach.places.html { place -> HTML in
            "<li><a href=\"/places/\(place.id)\">\(place.name)</a>, \(kindWords(t, place.kind))</li>"
        }
        return "<ul>\(lines)</ul>\(placesMap(t, profile.reach.places, outline, isSmall: true))"
    }

    private var reach: HTML {
        let unmet = profile.reach.unmet
        let limit = ["n": t.number(Int(reachKilometres))]
        let summary =
            unmet == 0
            ? t(
                "A place that we know serves each need within {n} km, or we cannot tell how far it is.",
                limit)
            : t.plural(
                "{n} need is served by no place that we know within {km} km.",
                "{n} needs are served by no place that we know within {km} km.", unmet,
                ["km": t.number(Int(reachKilometres))])
        let columns = [
            Column(t("What is needed")), Column(t("Nearest place")), Column(t("How far")),
        ]
        let rows = profile.reach.needs.map { need -> [HTML] in
            [
                "\(need.need.words(t))",
                need.nearest.map { "<a href=\"/places/\($0.place.id)\">\($0.place.name)</a>" }
                    ?? "\(t("None that we know"))",
                "\(distance(need)) \(need.isUnmet == true ? tag(t("unmet"), .care) : HTML())",
            ]
        }
        return """
            <p>\(summary)</p>
            <p class="quiet">\(t("In a straight line from the centre of the municipality. Permits and family reunification: where they can be filed. Other needs: where somebody helps."))</p>
            <details><summary>\(t("Show each need"))</summary>\(sortableTable(t, caption: t("How far each need is"), captionHidden: true, columns: columns, rows: rows))</details>
            """
    }

    private func distance(_ need: NeedReach) -> String {
        guard let nearest = need.nearest else { return "" }
        return distanceWords(t, nearest, near: municipality) ?? ""
    }

    private var contacts: HTML {
        guard let contacts = profile.contacts, contacts.value != 0 else {
            return "<p>\(t("No local centre noted contacts here."))</p>"
        }
        guard let value = contacts.value else {
            return "<p>\(t("Too few to be shown."))</p>"
        }
        let words = t.plural(
            "Local centres here noted about {n} contact in the last month that is told.",
            "Local centres here noted about {n} contacts in the last month that is told.",
            Int(value))
        return "<p>\(words)</p>"
    }

    private var delegations: HTML {
        let shown = profile.delegations.filter { $0.standing(on: today) != .over }
        let edit: HTML? =
            keeps ? "<p><a href=\"/delegations\">\(t("Keep the agreements"))</a></p>" : nil
        if shown.isEmpty {
            return "<p>\(t("We know of no agreement with this municipality."))</p>\(edit)"
        }
        return "\(shown.html { card(delegation($0)) })\(edit)"
    }

    private func delegation(_ one: Delegation) -> HTML {
        let demo: HTML? = one.isDemo ? demoNote(t) : nil
        return """
            \(demo)<p><b>\(one.competence.words(t))</b> \(one.standing(on: today).mark(t))</p>
            \(definitionList(t, [
                Fact(t("Times for visitors in a week"), "\(t.number(one.slotsAWeek))"),
                Fact(t("Staff"), "\(t.number(one.staff))"),
                Fact(t("From"), "\(t.date(one.fromDay))"), Fact(t("Until"), "\(t.date(one.untilDay))"),
                Fact(t("Agreement"), "\(linkedText(one.agreement))"),
            ]))
            """
    }

    private var plan: HTML {
        let link = "/municipalities/\(municipality.code)/plan"
        let edit: HTML? = keeps ? "<p><a href=\"\(link)\">\(t("Bring its plan in"))</a></p>" : nil
        if profile.measures.isEmpty {
            return "<p>\(t("We have no plan of this municipality."))</p>\(edit)"
        }
        let done = profile.measures.count(where: { $0.state == .done })
        let values = ["n": t.number(done), "all": t.number(profile.measures.count)]
        let columns = [
            Column(t("Measure")), Column(t("Theme")), Column(t("Until")), Column(t("State")),
        ]
        let rows = profile.measures.map { measure -> [HTML] in
            let late: HTML? = measure.isLate(on: today) ? tag(t("late"), .care) : nil
            let who: HTML? = measure.responsible.map {
                "<br><span class=\"quiet small\">\($0)</span>"
            }
            return [
                "\(measure.code): \(measure.title)\(who)", "\(measure.area)",
                measure.untilDay.map { "\(t.shortDate($0))" } ?? HTML(),
                "\(measure.state.words(t)) \(late)",
            ]
        }
        return """
            \(profile.isPlanDemo ? demoNote(t) : HTML())
            <p>\(t("{n} of {all} measures done, as the municipality says.", values))</p>
            \(sortableTable(t, caption: t("Its plan for migrants"), captionHidden: true, columns: columns, rows: rows))
            \(edit)
            """
    }
}

extension Delegation.Standing {
    func mark(_ t: Translator) -> HTML {
        switch self {
        case .coming: tag(t("Not begun yet"))
        case .standing: tag(t("Holds"), .good)
        case .ending(let days):
            tag(t("Ends in {days}", ["days": t.days(days)]), .care)
        case .over: tag(t("Over"), .error)
        }
    }
}
