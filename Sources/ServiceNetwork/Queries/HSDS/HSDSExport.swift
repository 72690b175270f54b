import Formats
import Storage

/// The directory as files: the same records give the same bytes, in every installation and every time.
struct HSDSExport: Sendable {
    let database: Database

    /// A tabular data package: `datapackage.json` and a CSV file for each table, one table in memory at a time.
    func tables(_ send: (_ name: String, _ bytes: [UInt8]) async throws -> Void) async throws {
        try await send("datapackage.json", Array((HSDSTable.dataPackage.pretty + "\n").utf8))
        let version = try await database.read { try DirectorySnapshot.version(in: $0) }
        for table in HSDSTable.all {
            var writer = CSVWriter(header: table.fields.map(\.name))
            try await each(of: table, at: version) { records in
                for record in records {
                    writer.append(table.fields.map { record.values[$0.name]?.cell ?? "" })
                }
            }
            try await send(table.file + ".csv", writer.bytes)
        }
    }

    /// One JSON file: the bare records of each table under the name of its file.
    func json(_ send: ([UInt8]) async throws -> Void) async throws {
        let version = try await database.read { try DirectorySnapshot.version(in: $0) }
        for (index, table) in HSDSTable.all.enumerated() {
            try await send(Array((index == 0 ? "{" : ",\n").utf8))
            try await send(Array("\"\(table.file)\":[".utf8))
            var isFirst = true
            try await each(of: table, at: version) { records in
                for record in records {
                    try await send(Array(((isFirst ? "\n" : ",\n") + record.body).utf8))
                    isFirst = false
                }
            }
            try await send(Array("]".utf8))
        }
        try await send(Array("}\n".utf8))
    }

    /// Page after page; a directory that changes meanwhile breaks the file off, for half of each is no directory.
    private func each(
        of table: HSDSTable, at version: Int, _ take: ([HSDSRecord]) async throws -> Void
    ) async throws {
        var after = ""
        while true {
            let from = after
            let records = try await database.read { db -> [HSDSRecord] in
                guard try DirectorySnapshot.version(in: db) == version else {
                    throw ExportRefusal.changed
                }
                return try db.all(
                    """
                    SELECT kind, id, body FROM hsds_record WHERE kind = \(table.name) AND id > \(from)
                    ORDER BY id LIMIT \(recordsAtOnce)
                    """
                ).map(HSDSRecord.init)
            }
            guard let last = records.last else { return }
            try await take(records)
            after = last.id
        }
    }
}

enum ExportRefusal: Error {
    /// The directory changed while it was written out; ask again.
    case changed
}

private let recordsAtOnce = 500

extension HSDSTable {
    /// The description of the package: what each file and each of its columns is.
    static var dataPackage: JSON {
        let resources = all.map { table -> JSON in
            let fields = table.fields.map { field -> JSON in
                [
                    "name": .string(field.name), "type": .string(field.packageType),
                    "constraints": ["required": .bool(field.isRequired && !field.mayBeEmpty)],
                ]
            }
            return [
                "name": .string(table.name), "path": .string(table.file + ".csv"), "format": "csv",
                "mediatype": "text/csv", "profile": "tabular-data-resource",
                "schema": ["primaryKey": "id", "fields": .array(fields)],
            ]
        }
        return [
            "name": "human_services_data", "profile": "tabular-data-package", "version": "3.0",
            "resources": .array(resources),
        ]
    }
}

extension HSDSField {
    fileprivate var packageType: String {
        switch format {
        case .number: "number"
        case .date: "date"
        case .dateTime: "datetime"
        default: "string"
        }
    }
}
