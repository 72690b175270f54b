import Kernel
import Languages
import Storage

/// Why nobody came to a visit, as its people or the office say.
enum AbsenceCause: String, Storable, CaseIterable {
    case notTold = "not-told"
    case moved, travel, abroad, ill

    func words(_ t: Translator) -> String {
        switch self {
        case .notTold: t("We did not know of it")
        case .moved: t("We had moved")
        case .travel: t("The way was too long or too dear")
        case .abroad: t("We were abroad")
        case .ill: t("Somebody was ill")
        }
    }

    /// Sums alone: whose cause it was is for nobody to look up.
    static func counts(
        at office: LocationID, since: Moment, in db: Reader
    ) throws -> [AbsenceCause: Int] {
        var found: [AbsenceCause: Int] = [:]
        let rows = try db.all(
            """
            SELECT a.cause, COUNT(*) FROM absence a JOIN visit v ON v.id = a.visit
            WHERE v.location = \(office) AND v.start >= \(since) GROUP BY a.cause
            """)
        for row in rows { found[try row[0]] = try row[1] }
        return found
    }

    /// Whether somebody said it of a visit.
    static func isKnown(of visit: VisitID, in db: Reader) throws -> Bool {
        try db.count("SELECT COUNT(*) FROM absence WHERE visit = \(visit)") > 0
    }
}

/// Somebody says why nobody came: what its people say stands, what the office says only until then. The file is told that
/// it was said, never what: an illness is no matter of a decision.
struct NoteAbsence: Sendable {
    let visit: Visit
    let cause: AbsenceCause
    let isOwn: Bool

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws {
        guard visit.state == .missed else { throw AbsenceRefusal.notMissed }
        let who = isOwn ? "person" : "office"
        let changed = try db.run(
            """
            INSERT INTO absence (visit, cause, said_by, at) VALUES (\(visit.id), \(cause), \(who), \(now))
            ON CONFLICT (visit) DO UPDATE SET cause = excluded.cause, said_by = excluded.said_by, at = excluded.at
            WHERE absence.said_by = 'office' OR excluded.said_by = 'person'
            """)
        guard changed == 1 else { throw AbsenceRefusal.alreadySaid }
        let facts = ["visit": visit.id.description, "by": who]
        try db.record(
            JournalEvent("visit.explained", subject: "case/\(visit.caseID)", facts), by: principal,
            at: now)
    }
}

/// Why a cause is not noted.
enum AbsenceRefusal: Refusal, Equatable {
    case notMissed
    case alreadySaid

    var kind: RefusalKind { .conflict }

    var explanation: String {
        switch self {
        case .notMissed: t("Only of a visit to which nobody came is it asked why.")
        case .alreadySaid: t("The people themselves have said why they did not come.")
        }
    }
}

/// Marks a text for the catalogues; whoever shows the refusal translates it.
private func t(_ text: String) -> String { text }
