import Formats
import Kernel
import Storage
import Web

/// What a short list of the desk shows: the file has the rows of its page, which says where it is cut.
struct TakenRows: Sendable {
    let rows: [[JSON]]
    /// The files that go along: each person is told.
    let files: [Reference]
}

extension Cases {
    /// A list of the desk as a file: that somebody took it along is kept before anything is sent, and each person whose
    /// file goes along reads it beside the other looks.
    func takeAlong(
        _ exchange: Exchange, _ form: ListFile.Form, list: String, filters: [String] = [],
        columns: [String],
        batch: @escaping @Sendable (CaseID, Principal, Reader) throws -> ListFile.Batch
    ) async throws -> Reply {
        let (principal, now) = (try exchange.signedIn(), exchange.now)
        let (database, lists, today) = (database, lists, house.zone.day(of: now))
        let note = NoteListFile(list: "\(list).\(form.rawValue)", filters: filters)
        try lists.enter(principal.account, at: now)
        do {
            try await database.write { db in try note.perform(by: principal, at: now, in: db) }
        } catch {
            lists.leave(principal.account)
            throw error
        }
        return ListFile(form: form, columns: columns) { last in
            // A duty that was taken meanwhile takes the rest of the list too.
            try await exchange.refuseIfChanged()
            let found = try await database.read { db in try batch(last, principal, db) }
            let told = NoteListedCases(cases: found.cases, day: today)
            try await database.write { db in try told.perform(by: principal, at: now, in: db) }
            return found
        }.reply(name: "\(list)-\(today)") { lists.leave(principal.account) }
    }

    /// The doors of a list that is short enough to be read at once.
    func takenLists(
        _ list: String, may: Permission, _ says: String, columns: [String],
        _ read: @escaping @Sendable (Principal, Moment, Reader) throws -> TakenRows
    ) -> [Route] {
        ListFile.Form.allCases.map { form in
            Route.post(
                "/desk/\(list).\(form.rawValue)", may: may, says, gives: form.mediaType
            ) { exchange in
                let now = exchange.now
                return try await takeAlong(exchange, form, list: list, columns: columns) {
                    last, principal, db in
                    guard last == CaseID(0) else { return ListFile.Batch(rows: [], last: last) }
                    let found = try read(principal, now, db)
                    return ListFile.Batch(
                        rows: found.rows, last: CaseID(1),
                        cases: try Case.numbers(of: found.files, in: db))
                }
            }
        }
    }
}

extension Case {
    /// The numbers of files that somebody was shown.
    fileprivate static func numbers(of files: [Reference], in db: Reader) throws -> [CaseID] {
        if files.isEmpty { return [] }
        return try db.all("SELECT id FROM kase WHERE reference IN \(list: files)").map { try $0[0] }
    }
}

/// The buttons below such a list; none below an empty one.
func takenListForms(_ list: String, isEmpty: Bool, _ exchange: Exchange) -> HTML {
    isEmpty
        ? HTML()
        : listFileForms(
            exchange, Address("/desk/\(list).csv"), Address("/desk/\(list).json"))
}
