import Kernel
import Storage

/// Somebody at work took a list along: kept in a chain of that account, with which list and how it was filtered.
struct NoteListFile {
    let list: String
    /// The filters that were set, by name: what was searched for is the business of whoever searched.
    let filters: [String]

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws {
        let facts = ["list": list, "filters": filters.joined(separator: " ")]
        try db.record(
            JournalEvent("list.taken", subject: "list/\(principal.account)", facts),
            by: principal, at: now)
    }
}
