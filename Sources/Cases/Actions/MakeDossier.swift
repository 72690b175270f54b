import Kernel
import Storage

/// The whole file on paper, with a code that anybody can check: for its person, and for whoever works on it.
struct MakeDossier {
    let kase: Case

    static let madeKind = "dossier.made"

    /// Returns the paper in the person's language. Whoever is in the person's place, or works on the file, was asked for
    /// before.
    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws -> LetterID {
        let since = now.adding(seconds: -Int64(dossierSpanDays) * 86_400)
        // Each who asks has a share of their own: nobody with a mandate uses up the person's.
        let recent = try db.count(
            """
            SELECT COUNT(*) FROM journal WHERE subject = \(Case.subject(kase.id))
                AND kind = \(MakeDossier.madeKind) AND actor = \(principal.account) AND at > \(since)
            """)
        if recent >= dossiersPerSpanMax { throw DossierRefusal.tooMany }
        let letter = try MakeLetter(kase: kase, kind: .dossier)
            .perform(by: principal, at: now, in: db, house)
        try kase.note(
            MakeDossier.madeKind, ["letter": "\(letter)"], by: principal, at: now, in: db)
        return letter
    }
}

/// Why no further dossier is made now.
enum DossierRefusal: Refusal, Equatable {
    case tooMany

    var kind: RefusalKind { .tooMany }

    var values: [String: String] {
        ["n": String(dossiersPerSpanMax), "days": String(dossierSpanDays)]
    }

    var explanation: String {
        t(
            "You can have {n} dossiers of a file in {days} days. Those that were made stand under Letters."
        )
    }
}

/// Marks a text for the catalogues; it is said in the visitor's language when the page is made.
private func t(_ english: String) -> String { english }

/// A choice of this installation: each is a paper that is kept.
let dossiersPerSpanMax = 5
let dossierSpanDays = 7
