import Figures
import Kernel
import Languages
import Statistics
import Storage

/// Of each branch: what was asked, delivered, refused and why, and how many days it took. Each number passes the guard, and
/// there is no sum of several branches from which a hidden one could be told.
struct BranchFigures {
    let kind: BranchKind
    let place: String
    let slug: String
    let book: BranchBook

    var all: [Figure] {
        [
            count(
                "asked", .neither, "1 = 1", title: { t in t("Asked of a branch") },
                definition: { t in
                    t(
                        "Requests that the front office handed to this branch, those taken back among them."
                    )
                }),
            count(
                "delivered", .up, "r.state = 'delivered'",
                title: { t in t("Delivered by a branch") },
                definition: { t in
                    t("Requests after which this branch gave the number, or did the act.")
                }),
            days,
        ] + book.reasons.map(refused)
    }

    private func refused(_ reason: (code: String, words: PolicyText)) -> Figure {
        count(
            "refused-\(reason.code)", .down,
            "r.state = 'refused' AND r.reason = \(reason.code)",
            title: { t in t("Refused by a branch, {why}", ["why": reason.words(t)]) },
            definition: { t in t("Requests that this branch refused, with this reason.") })
    }

    private func key(_ what: String) -> FigureKey {
        FigureKey("branches.\(what).\(kind.code).\(slug)")
    }

    /// `FROM` and `WHERE` of this branch, however often it was opened.
    private func rows(_ condition: SQL) -> SQL {
        """
        FROM branch_request r JOIN branch b ON b.id = r.branch JOIN location l ON l.id = b.location
        WHERE b.kind = \(kind.code) AND l.slug = \(slug) AND \(condition)
        """
    }

    private func titled(_ words: @escaping Figure.Words) -> Figure.Words {
        let (kind, place) = (self.kind, self.place)
        return { t in "\(words(t)): \(kind.title(t)), \(place)" }
    }

    /// A count of requests, hidden where they are of too few applicants.
    private func count(
        _ what: String, _ direction: Figure.Direction, _ condition: SQL,
        title: @escaping Figure.Words, definition: @escaping Figure.Words
    ) -> Figure {
        let part = rows(condition)
        return Figure(
            key(what), title: titled(title), definition: definition,
            unit: { t in t("requests") }, source: source, direction: direction,
            query:
                "SELECT COUNT(*) FROM branch_request (\(what)) of kind '\(kind.code)' at '\(slug)'",
            measure: { db, _ in
                .value(
                    Double(try db.count("SELECT COUNT(*) \(part)")),
                    people: try db.count("SELECT COUNT(DISTINCT r.person) \(part)"),
                    isDemo: try db.count("SELECT COUNT(*) \(part) AND r.demo = 1") > 0)
            })
    }

    private var days: Figure {
        let part = rows("r.state IN ('delivered', 'refused')")
        return Figure(
            key("days"), title: titled { t in t("Days until a branch answers") },
            definition: { t in
                t("The median of the days from handing over a request to its answer.")
            },
            unit: { t in t("days") }, source: source, direction: .down,
            protection: .basis(threshold: 5),
            query:
                "SELECT MEDIAN(answered_at - asked_at) FROM branch_request of kind '\(kind.code)' at '\(slug)'",
            measure: { db, _ in
                let waits = try db.all("SELECT r.asked_at, r.answered_at \(part)").map {
                    row -> Double in
                    let (asked, answered): (Moment, Moment) = (try row[0], try row[1])
                    return Double(answered.seconds(since: asked)) / 86_400
                }
                return .value(
                    median(waits).map { ($0 * 10).rounded() / 10 },
                    people: try db.count("SELECT COUNT(DISTINCT r.person) \(part)"),
                    isDemo: try db.count("SELECT COUNT(*) \(part) AND r.demo = 1") > 0)
            })
    }

    private var source: Figure.Words {
        { t in t("The answers of the branches in this installation") }
    }
}

extension BranchFigures {
    init(_ branch: Branch, _ kind: BranchKind, _ book: BranchBook) {
        (self.kind, self.book) = (kind, book)
        (place, slug) = (branch.placeName, branch.slug)
    }
}
