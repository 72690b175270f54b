import Figures
import Kernel
import Languages
import Observatory
import Storage

/// Figures are kept for today, and each becomes one more value of its series in the observatory: both or neither.
struct PublishingJoint: Sendable {
    let figures: Figures
    let series: OwnSeries

    /// What today has already stays, unless it is published anew, on purpose. Returns how many were kept.
    func publish(anew: Bool, at now: Moment, in db: Writer) throws -> Int {
        let kept =
            anew
            ? try figures.takeSnapshots(at: now, in: db)
            : try figures.takeMissingSnapshots(at: now, in: db)
        try series.keep(at: now, in: db)
        return kept
    }
}

extension House {
    var publishing: PublishingJoint {
        PublishingJoint(
            figures: figures,
            series: OwnSeries(
                figures, pt: languages.translator("pt"), en: languages.translator("en")))
    }
}
