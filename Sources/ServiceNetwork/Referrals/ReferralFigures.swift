import Figures
import Kernel
import Languages
import Statistics
import Storage

/// What became of referrals. Each number passes the guard; there is no sum beside them from which a hidden one could be
/// told.
struct ReferralFigures: Sendable {
    let zone: Zone

    var all: [Figure] {
        KnownService.allCases.map(made) + ReferralOutcome.allCases.map(ended) + [daysToAnswer]
    }

    private func made(_ need: KnownService) -> Figure {
        count(
            "network.referrals.\(need.rawValue)", .neither,
            title: { t in t("People referred: {need}", ["need": need.words(t)]) },
            definition: { t in t("Referrals for this need that were sent to a body at least once.")
            },
            query:
                "SELECT COUNT(*) FROM referral f WHERE f.need = '\(need.rawValue)' AND EXISTS (SELECT 1 FROM referral_sending s WHERE s.referral = f.id AND s.sent_at IS NOT NULL)",
            rows:
                "FROM referral f WHERE f.need = \(need.rawValue) AND EXISTS (SELECT 1 FROM referral_sending s WHERE s.referral = f.id AND s.sent_at IS NOT NULL)"
        )
    }

    private func ended(_ outcome: ReferralOutcome) -> Figure {
        count(
            "network.referrals.outcome.\(outcome.rawValue)", outcome == .served ? .up : .neither,
            title: { t in t("People referred. {outcome}", ["outcome": outcome.words(t)]) },
            definition: { t in
                t("Referrals, whatever the need, of which a body returned this outcome.")
            },
            query:
                "SELECT COUNT(*) FROM referral f WHERE EXISTS (SELECT 1 FROM referral_sending s WHERE s.referral = f.id AND s.outcome = '\(outcome.rawValue)')",
            rows:
                "FROM referral f WHERE EXISTS (SELECT 1 FROM referral_sending s WHERE s.referral = f.id AND s.outcome = \(outcome))"
        )
    }

    private func count(
        _ key: String, _ direction: Figure.Direction, title: @escaping Figure.Words,
        definition: @escaping Figure.Words, query: String, rows: SQL
    ) -> Figure {
        Figure(
            FigureKey(key), title: title, definition: definition, unit: { t in t("people") },
            source: { t in t("The referrals of this installation") }, direction: direction,
            query: query,
            measure: { db, _ in
                .count(
                    try db.count("SELECT COUNT(*) \(rows)"),
                    isDemo: try db.count("SELECT COUNT(*) \(rows) AND f.demo = 1") > 0)
            })
    }

    /// The median of the days between asking a body and its answer.
    private var daysToAnswer: Figure {
        let zone = self.zone
        return Figure(
            "network.referrals.days-to-answer",
            title: { t in t("Days until a body answers a referral") },
            definition: { t in
                t(
                    "The median of the calendar days from asking a body to its yes or no, over the answers of the twelve months before. Those who have not answered are not in it."
                )
            },
            unit: { t in t("days") },
            source: { t in t("The referrals of this installation") }, direction: .down,
            protection: .basis(threshold: 10),
            query:
                "SELECT sent_at, answered_at FROM referral_sending WHERE answered_at > a year ago; the median of the days between",
            measure: { db, now in
                let rows = try db.all(
                    """
                    SELECT s.sent_at, s.answered_at, f.demo FROM referral_sending s
                    JOIN referral f ON f.id = s.referral
                    WHERE s.answered_at > \(now.adding(seconds: -365 * 86_400)) AND s.answered_at <= \(now)
                    """)
                let days = try rows.map { row -> Int in
                    let (sent, answered): (Moment, Moment) = (try row[0], try row[1])
                    return zone.day(of: answered).days(since: zone.day(of: sent))
                }
                let isDemo = try rows.contains { try $0[2] }
                return .value(median(days), people: days.count, isDemo: isDemo)
            })
    }
}
