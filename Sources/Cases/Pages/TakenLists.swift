import Formats
import Kernel
import Storage
import Web

/// A line of a short list of the desk, as its file has it.
struct TakenRow: Sendable {
    let fields: [JSON]
    /// The files that go along: each person is told.
    let files: [Reference]
}

extension Cases {
    /// A list of the desk as a file: that somebody took it along is kept before anything is sent, and each person whose
    /// file goes along reads it beside the other looks.
    func takeAlong(
        _ exchange: Exchange, _ form: ListFile.Form, list: String, filters: [String] = [],
        columns: [String], named name: String? = nil,
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
            // A list of a million rows takes its time: a duty that was taken meanwhile takes the rest of it too.
            try await exchange.refuseIfChanged()
            let found = try await database.read { db in try batch(last, principal, db) }
            for told in stretches(of: found.cases) {
                let look = NoteListedCases(cases: told, day: today)
                try await database.write { db in try look.perform(by: principal, at: now, in: db) }
            }
            return found
        }.reply(name: "\(name ?? list)-\(today)") { lists.leave(principal.account) }
    }

    /// The doors of a list that is short enough to be read at once: all that is asked for, not the rows of its page.
    func takenLists(
        _ list: String, may: Permission, _ says: String, columns: [String],
        _ read: @escaping @Sendable (Principal, Moment, Int, Reader) throws -> [TakenRow]
    ) -> [Route] {
        ListFile.Form.allCases.map { form in
            Route.post(
                "/desk/\(list).\(form.rawValue)", may: may, says, gives: form.mediaType
            ) { exchange in
                let now = exchange.now
                return try await takeAlong(exchange, form, list: list, columns: columns) {
                    last, principal, db in
                    guard last == CaseID(0) else { return ListFile.Batch(rows: [], last: last) }
                    let found = try read(principal, now, listFileMax + 1, db)
                    return try TakenRow.batch(found, max: listFileMax, in: db)
                }
            }
        }
    }
}

extension TakenRow {
    /// The first of them, and whether there were more.
    static func batch(_ found: [TakenRow], max: Int, in db: Reader) throws -> ListFile.Batch {
        let shown = found.prefix(max)
        return ListFile.Batch(
            rows: shown.map(\.fields), last: CaseID(1),
            cases: try Case.numbers(of: shown.flatMap(\.files), in: db), isCut: found.count > max)
    }
}

extension Case {
    /// The numbers of files that somebody was shown.
    fileprivate static func numbers(of files: [Reference], in db: Reader) throws -> [CaseID] {
        try stretches(of: files).flatMap { some in
            try db.all("SELECT id FROM kase WHERE reference IN \(list: some)").map { try $0[0] }
        }
    }
}

/// So many as one statement takes.
private func stretches<Thing>(of things: [Thing]) -> [[Thing]] {
    stride(from: 0, to: things.count, by: listFileBatch).map {
        Array(things[$0..<min($0 + listFileBatch, things.count)])
    }
}

/// The buttons below such a list; none below an empty one.
func takenListForms(_ list: String, isEmpty: Bool, _ exchange: Exchange) -> HTML {
    isEmpty
        ? HTML()
        : listFileForms(
            exchange, Address("/desk/\(list).csv"), Address("/desk/\(list).json"))
}
