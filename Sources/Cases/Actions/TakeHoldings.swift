import Kernel
import Storage

/// A person takes along all that the house holds about them: kept with its day, a few times a week.
struct TakeHoldings {
    static let takenKind = "holdings.taken"

    /// Whether what they take shows that it reached them.
    var provesReceipt = true

    /// Returns their files. A draft of a refusal that is among them has reached them with it.
    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws
        -> [Case]
    {
        guard let person = principal.person else { throw Refused.notFound }
        let subject = holdingsSubject(person)
        let since = now.adding(seconds: -Int64(holdingsSpanDays) * 86_400)
        let recent = try db.count(
            "SELECT COUNT(*) FROM journal WHERE subject = \(subject) AND at > \(since)")
        if recent >= holdingsPerSpanMax { throw HoldingsRefusal.tooMany }
        let files = try db.all(
            """
            SELECT \(Case.columns) FROM kase WHERE applicant IN \(list: principal.numbers) ORDER BY id
            """
        ).map(Case.init)
        for kase in files where provesReceipt && kase.projection.state == hearingStage {
            try kase.noteDraftRead(by: principal, at: now, in: db, house)
        }
        let facts = ["files": String(files.count)]
        try db.record(
            JournalEvent(TakeHoldings.takenKind, subject: subject, facts), by: principal, at: now)
        return files
    }
}

/// Why nothing is handed over now.
enum HoldingsRefusal: Refusal, Equatable {
    case tooMany

    var kind: RefusalKind { .tooMany }

    var values: [String: String] {
        ["n": String(holdingsPerSpanMax), "days": String(holdingsSpanDays)]
    }

    var explanation: String {
        t("You can take everything along {n} times in {days} days. Try again later.")
    }
}

/// Marks a text for the catalogues; it is said in the visitor's language when the page is made.
private func t(_ english: String) -> String { english }

/// A choice of this installation: each reads and opens every paper of a person.
let holdingsPerSpanMax = 5
let holdingsSpanDays = 7

/// The chain of the journal that keeps who took along what is held about a person.
func holdingsSubject(_ person: PersonID) -> String { "holdings/\(person)" }
