import Figures
import Kernel
import Languages
import Storage
import Web

/// The register of figures as this room may ask it.
struct FigureDesk: Sendable {
    let current: Plans.CurrentFigure
    let find: Plans.FindFigure
    let history: Plans.FigureHistory

    /// A bound figure now, with what it showed before.
    func bound(_ binding: Measure.Binding, at now: Moment, in db: Reader) throws -> BoundFigure {
        BoundFigure(
            binding: binding, figure: find(binding.figure),
            published: try current(binding.figure, db, now),
            history: try history(binding.figure, db))
    }
}

/// A figure that a measure is bound to.
struct BoundFigure: Sendable {
    let binding: Measure.Binding
    /// Nil where the register does not know the key.
    let figure: Figure?
    let published: Published?
    let history: [Snapshot]

    /// The card of the number; nil where no such figure is registered.
    func card(_ t: Translator, at now: Moment) -> HTML {
        guard let figure else {
            return Web.card(
                "<p>\(t("No figure is registered under {key}.", ["key": binding.figure.text]))</p>")
        }
        let text = published.text(t)
        let isKnown = published?.value != nil
        let today = t.date(now.utcDay)
        return figureCard(
            t,
            FigureWords(
                label: figure.title(t), value: isKnown ? text : nil, unit: figure.unit(t),
                direction: wanted(t), period: published?.period ?? today, source: figure.source(t),
                vintage: today,
                link: "/figures/\(figure.key)", suppressed: isKnown ? nil : text))
    }

    private func wanted(_ t: Translator) -> String? {
        switch binding.direction {
        case "up": t("Wanted: more")
        case "down": t("Wanted: fewer")
        default: nil
        }
    }

    /// The last published numbers, newest first.
    func past(_ t: Translator) -> HTML {
        if history.isEmpty {
            return "<p class=\"quiet\">\(t("No earlier number was published yet."))</p>"
        }
        let items = history.suffix(historyShownMax).reversed().html { snapshot -> HTML in
            "<li>\(t.date(snapshot.day)): \(Optional(snapshot.published).text(t))</li>"
        }
        return "<p>\(t("Published before"))</p><ul>\(items)</ul>"
    }
}

/// A week at a glance; the figure's own page has all.
private let historyShownMax = 7
