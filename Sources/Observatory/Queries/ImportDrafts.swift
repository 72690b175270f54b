import Foundation
import Kernel
import Storage

extension ImportDraft.State: Storable {}

extension ImportDraft {
    init(row: Row) throws {
        let text: String = try row["outcome"]
        self.init(
            id: try row["id"], account: try row["account"], byName: try row["by_name"],
            file: try row["file"], bytes: try row["bytes"], description: try row["description"],
            vintage: try row["vintage"], state: try row["state"], progress: try row["progress"],
            round: try row["round"],
            outcome: try JSONDecoder().decode(DraftOutcome.self, from: Data(text.utf8)),
            importID: try row["import"], at: try row["at"])
    }

    static func find(_ id: ID<ImportDraft>, in db: Reader) throws -> ImportDraft? {
        try db.first("SELECT * FROM import_draft WHERE id = \(id)").map(ImportDraft.init)
    }

    /// Those that are not stored, newest first: what a room of analysts has under way.
    static func open(in db: Reader) throws -> [ImportDraft] {
        try db.all(
            """
            SELECT * FROM import_draft WHERE state <> 'stored' ORDER BY at DESC, id DESC
            LIMIT \(openMax)
            """
        ).map(ImportDraft.init)
    }

    /// One piece of its file; nil behind the last.
    static func piece(
        _ position: Int, of id: ID<ImportDraft>, in db: Reader
    ) throws -> [UInt8]? {
        try db.value(
            "SELECT bytes FROM import_piece WHERE draft = \(id) AND position = \(position)")
    }
}

extension DraftOutcome {
    /// As it is kept.
    var written: String {
        get throws { String(decoding: try JSONEncoder().encode(self), as: UTF8.self) }
    }
}

/// Whoever leaves more lying about lets some of them go first.
private let openMax = 200
