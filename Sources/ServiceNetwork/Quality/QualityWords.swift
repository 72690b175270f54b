import Kernel
import Languages
import Web

extension QualityMeasure {
    func title(_ t: Translator) -> String {
        switch self {
        case .waiting: t("Days waited")
        case .inTime: t("Decided in time")
        case .satisfaction: t("Satisfied")
        case .complaints: t("Complaints about the service")
        }
    }

    /// What is counted, of what, and what is not.
    func definition(_ t: Translator, _ standards: ServiceStandards) -> String {
        switch self {
        case .waiting:
            t(
                "Days from booking to visit, of visits in the quarter that were not cancelled: half waited at most so long. The range holds the middle half of the visits. Who booked anew is counted from the last booking."
            )
        case .inTime:
            t(
                "Of the decisions in the quarter, the share that came within the days that the standard of its service promises, counted from filing. What its person withdrew or left is no decision. The range is Wilson's interval of 95 percent."
            )
        case .satisfaction:
            t(
                "Of those who answered the question at the place, the share that was served well or very well. Whoever has the card can answer, and nobody is drawn by lot: it tells of those who answered. The range is Wilson's interval of 95 percent."
            )
        case .complaints:
            t(
                "Complaints about the service that were handed in here in the quarter and name a file of the place, or the place itself. Rounded; complaints that go other ways are not among them."
            )
        }
    }
}

extension QualityFigure {
    /// The number in words, with its range; why a number is not there is said too.
    func words(_ t: Translator) -> String {
        guard let value else { return t("too few to say") }
        switch measure {
        case .waiting: return waitWords(t, value)
        case .complaints: return t.number(Int(value))
        case .inTime, .satisfaction:
            return t(
                "{n}% ({low} to {high}%), of about {basis}",
                [
                    "n": percent(value, t), "low": percent(low, t), "high": percent(high, t),
                    "basis": t.number(basis ?? 0),
                ])
        }
    }

    private func waitWords(_ t: Translator, _ value: Double) -> String {
        t(
            "{n} ({low} to {high}), of about {basis}",
            [
                "n": t.number(Int(value.rounded())), "low": t.number(Int((low ?? value).rounded())),
                "high": t.number(Int((high ?? value).rounded())), "basis": t.number(basis ?? 0),
            ])
    }

    private func percent(_ share: Double?, _ t: Translator) -> String {
        t.number(Int(((share ?? 0) * 100).rounded()))
    }
}

/// How a place did in the last quarter that was published, for its own page; nothing where nothing was.
func placeQuality(_ t: Translator, _ latest: (quarter: Quarter, figures: [QualityFigure])?) -> HTML?
{
    guard let latest else { return nil }
    let facts = QualityMeasure.allCases.compactMap { measure in
        latest.figures.first { $0.measure == measure }.map {
            Fact(measure.title(t), "\($0.words(t))")
        }
    }
    let isDemo = latest.figures.contains(where: \.isDemo)
    return """
        <h2>\(t("How this place did"))</h2>
        \(isDemo ? demoNote(t) : nil)
        <p>\(latest.quarter.words(t)). <a href="/quality?quarter=\(latest.quarter)">\(t("All places, and what the numbers mean"))</a></p>
        \(definitionList(t, facts))
        """
}

/// What services promise, one after the other.
struct StandardsView {
    let t: Translator
    let standards: ServiceStandards

    var html: HTML {
        let services = KnownService.allCases.map(\.rawValue)
        return """
            \(breadcrumbs(t, [NavItem(t("Quality of the places"), path: "/quality"),
                NavItem(t("What services promise"), path: "", current: true)]))
            <h1>\(t("What services promise"))</h1>
            <p>\(t("What is measured of it stands on the board, quarter by quarter."))</p>
            \(group(nil))\(services.html { group($0) })
            """
    }

    private func group(_ service: String?) -> HTML {
        let found = standards.standards.filter { $0.service == service }
        if found.isEmpty { return HTML() }
        let title = service.map { serviceWords($0, t) } ?? t("Every service")
        return "<h2>\(title)</h2>\(found.html(standard))"
    }

    private func standard(_ one: ServiceStandard) -> HTML {
        let mark: HTML? =
            one.basis == .choice
            ? tag(t("A choice of this installation"))
            : one.verified ? nil : unverifiedMark(t)
        // Articles stand in the policy in Portuguese, sources in the words of who noted them.
        let article: HTML = "<span lang=\"pt\">\(one.article)</span>"
        let sources = one.sources.html { source -> HTML in "\(linkedText(source)) " }
        let facts = [
            Fact(t("Goal"), "\(goal(one))"), Fact(t("Measured by"), "\(measure(one).title(t))"),
            Fact(t("On what it rests"), article), Fact(t("Source"), sources),
        ]
        return "<p><b>\(one.promise(t))</b> \(mark)</p>\(definitionList(t, facts))"
    }

    private func goal(_ one: ServiceStandard) -> String {
        let share = ["n": t.number(one.share)]
        guard let days = one.days else { return t("{n} of 100 people say so", share) }
        return t("{n} of 100 within {days}", ["n": t.number(one.share), "days": t.days(days)])
    }

    private func measure(_ one: ServiceStandard) -> QualityMeasure {
        switch one.measure {
        case .decidedWithin: .inTime
        case .visitWithin: .waiting
        case .satisfied: .satisfaction
        }
    }
}
