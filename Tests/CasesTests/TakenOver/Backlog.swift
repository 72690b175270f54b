import Formats
import Kernel
import Storage
import TestSupport
import Testing

@testable import Cases

/// Invented files of a predecessor, as a file of CSV has them.
enum Backlog {
    static let columns = [
        "source", "number", "procedure", "filed", "name", "birth", "nationality", "municipality",
        "office", "state", "outcome", "decided", "documents", "email", "phone", "family",
        "passport",
        "nif", "niss", "patient",
    ]

    static var header: String { columns.joined(separator: ",") }

    /// A row that holds, with some fields changed.
    static func fields(_ changes: [String: String] = [:]) -> [String] {
        let usual = [
            "source": "SEF", "number": "MI-1", "procedure": "legacy-ei", "filed": "2023-03-01",
            "name": "Joana Ninguém", "birth": "1990-02-10", "nationality": "BR",
            "municipality": "1106", "state": "pending", "documents": "passport means",
            "email": "joana@example.org", "phone": "+351 900 000 000",
        ]
        return columns.map { changes[$0] ?? usual[$0] ?? "" }
    }

    static func row(_ changes: [String: String] = [:]) -> String {
        fields(changes).joined(separator: ",")
    }

    static func text(_ rows: [String]) -> String {
        ([header] + rows).joined(separator: "\n") + "\n"
    }

    /// The rows of a backlog: of each hundred one has a birth that no calendar knows, every seventh is decided.
    static func rows(_ count: Int) -> [String] {
        (0..<count).map { number in
            let filed = day("2023-01-02").adding(days: number % 500)
            var changes = [
                "number": "MI-\(number)", "filed": "\(filed)", "name": "Joana Número\(number)",
                "birth": "1990-02-\(10 + number % 18)",
                "municipality": number % 2 == 0 ? "1106" : "1312",
            ]
            if number % 100 == 50 { changes["birth"] = "1990-02-30" }
            if number % 7 == 3 {
                changes["state"] = "decided"
                changes["outcome"] = number % 2 == 0 ? "granted" : "refused"
                changes["decided"] = "\(filed.adding(days: 400))"
            }
            return row(changes)
        }
    }
}

/// Ends a run half-way, as a machine that goes down would.
struct Stopped: Error {}

extension Fixture {
    /// Takes a file over and returns what became of it, with the file of errors.
    @discardableResult
    func take(
        _ text: String, batch: Int = 300, stopAfter: Int? = nil, dryRun: Bool = false
    ) async throws -> (report: CaseImportReport, errors: String) {
        try await take(Array(text.utf8), batch: batch, stopAfter: stopAfter, dryRun: dryRun)
    }

    func take(
        _ bytes: [UInt8], batch: Int = 300, stopAfter: Int? = nil, dryRun: Bool = false
    ) async throws -> (report: CaseImportReport, errors: String) {
        var rows = try ForeignRows(
            chunks(of: bytes), file: "backlog.csv", look: TextLook(chunks(of: bytes)))
        var errors: [UInt8] = []
        var batches = 0
        let report = try await cases.importCases(
            &rows, dryRun: dryRun, batch: batch, clock: { noon }, reject: { errors += $0 },
            progress: { _ in
                batches += 1
                if batches == stopAfter { throw Stopped() }
            })
        return (report, String(decoding: errors, as: UTF8.self))
    }

    /// Everything that was taken over, line by line, without what is drawn at random.
    func takenOver() async throws -> [String] {
        try await database.read { db in
            try db.all(
                """
                SELECT i.source, i.number, k.procedure, k.procedure_version, k.state, k.turn, k.next_date,
                    k.filed_at, k.decided_at, k.outcome, k.office, k.demo, m.name, m.birth, m.position,
                    (SELECT COUNT(*) FROM case_name n WHERE n.kase = k.id) AS words,
                    (SELECT COUNT(*) FROM case_clock c WHERE c.kase = k.id) AS clocks
                FROM case_import i JOIN kase k ON k.id = i.kase JOIN case_member m ON m.kase = k.id
                ORDER BY i.number
                """
            ).map { "\(Array($0.values))" }
        }
    }

    /// The one case that was taken over.
    func onlyCase() async throws -> Case {
        let row = try await database.read { db in
            try db.first("SELECT \(Case.columns) FROM kase").map(Case.init)
        }
        return try #require(row)
    }

    func count(_ table: SQL) async throws -> Int {
        try await database.read { db in try db.count("SELECT COUNT(*) FROM \(table)") }
    }
}
