import Figures
import Kernel
import Languages
import Storage
import Web

/// The register of figures as this room may ask it.
struct FigureDesk: Sendable {
    let published: Plans.PublishedFigure
    let find: Plans.FindFigure
    let history: Plans.FigureHistory

    /// A bound figure as it was published last, with what it showed before.
    func bound(_ indicator: Indicator, in db: Reader) throws -> BoundFigure {
        let key = FigureKey(indicator.figure)
        return BoundFigure(
            indicator: indicator, figure: find(key), published: try published(key, db),
            history: try history(key, db))
    }

    /// A value that a body reported, as it may leave: a count of people passes the guard of every figure.
    static func guarded(
        _ value: Double, of indicator: Indicator, at now: Moment, in db: Reader
    ) throws -> Published {
        let measured: Measured =
            indicator.isAboutPeople
            ? .value(value, people: Int(clamping: Int64(value.magnitude)))
            : .value(value, people: 0)
        return try Figure(
            "plans.value", title: { _ in "" }, definition: { _ in "" }, unit: { _ in "" },
            source: { _ in "" }, direction: .neither,
            protection: indicator.isAboutPeople ? .standard : .none, query: "",
            measure: { _, _ in measured }
        ).published(at: now, in: db)
    }
}

/// A figure that a measure is bound to.
struct BoundFigure: Sendable {
    let indicator: Indicator
    /// Nil where the register does not know the key.
    let figure: Figure?
    /// Nil before the first snapshot.
    let published: Snapshot?
    let history: [Snapshot]

    /// The card of the number; nil where no such figure is registered.
    func card(_ t: Translator) -> HTML {
        guard let figure else {
            return Web.card(
                "<p>\(t("No figure is registered under {key}.", ["key": indicator.figure]))</p>")
        }
        let text = published.text(t)
        let isKnown = published?.published.value != nil
        let day = published.map { t.date($0.day) } ?? text
        let card = figureCard(
            t,
            FigureWords(
                label: figure.title(t), value: isKnown ? text : nil, unit: figure.unit(t),
                direction: wanted(t),
                period: (published?.published.period).map { t.period($0) } ?? day,
                source: figure.source(t), vintage: day,
                link: "/figures/\(figure.key)", suppressed: isKnown ? nil : text))
        return "\(card)\(published.demoMark(t))"
    }

    private func wanted(_ t: Translator) -> String? {
        switch indicator.direction {
        case .up: t("Wanted: more")
        case .down: t("Wanted: fewer")
        case .neither: nil
        }
    }

    /// The last published numbers, newest first.
    func past(_ t: Translator) -> HTML {
        if history.isEmpty {
            return "<p class=\"quiet\">\(t("No earlier number was published yet."))</p>"
        }
        let items = history.suffix(historyShownMax).reversed().html { snapshot -> HTML in
            "<li>\(t.date(snapshot.day)): \(snapshot.published.text(t)) \(Optional(snapshot).demoMark(t))</li>"
        }
        return "<p>\(t("Published before"))</p><ul>\(items)</ul>"
    }
}

/// A week at a glance; the figure's own page has all.
private let historyShownMax = 7
