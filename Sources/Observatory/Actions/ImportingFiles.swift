import Formats
import Foundation
public import Kernel
import Storage

extension Observatory {
    /// Imports every series of `data/series/`; asked again, it changes nothing.
    @discardableResult
    public func importAll(home: String, at now: Moment) async throws -> [ImportReport] {
        var reports: [ImportReport] = []
        for path in try Observatory.files(home) {
            reports.append(try await importSeries(path, at: now))
        }
        return reports
    }

    /// Imports a file of any format that is read; one bad row, and nothing is stored.
    ///
    /// Its description is the YAML named by `mapping`, else the one beside it, else the one remembered for files with
    /// this heading. A dry run says what would be done.
    public func importSeries(
        _ path: String, mapping: String? = nil, vintage: String? = nil, dryRun: Bool = false,
        by person: Principal = .house, at now: Moment
    ) async throws -> ImportReport {
        guard person == .house || person.mayKeepStatistics else {
            throw Refused(.forbidden, "Only an analyst with the purpose of statistics may do this.")
        }
        do {
            let input = try InputFile(path)
            let about = try await described(input, path, mapping, now)
            var lists = try CodeLists(home: home)
            lists.folder = about.folder ?? lists.folder
            let columns = try about.yaml?.optionalMap("mapping").map(ImportMapping.init)
            let file = try SeriesFile.read(
                input, about.yaml, lists: &lists, mapping: columns,
                vintage: vintage ?? about.vintage)
            return try await store(file, input, about, dryRun: dryRun, by: person, at: now)
        } catch let error as FormatError {
            return ImportReport(refusing: fileName(path), error)
        }
    }

    private func store(
        _ file: SeriesFile, _ input: InputFile, _ about: Described, dryRun: Bool,
        by person: Principal, at now: Moment
    ) async throws -> ImportReport {
        let action = ImportSeries(file: file, name: input.name)
        var result = (vintage: file.vintage, isNew: false)
        if file.problems.isEmpty, file.parts.isEmpty {
            return ImportReport(
                refusing: input.name,
                FormatError(
                    file: input.name, message: "the file holds no value of a described series"))
        }
        if file.problems.isEmpty, !dryRun {
            let fingerprint = about.text == nil ? nil : try ImportMapping.headingDigest(input)
            result = try await database.write { db in
                if let fingerprint, let text = about.text {
                    try RememberedMapping(fingerprint: fingerprint, name: file.family, text: text)
                        .keep(at: now, in: db)
                }
                return try action.perform(by: person, at: now, in: db)
            }
        }
        return ImportReport(file, input.name, vintage: result.vintage, stored: result.isNew)
    }

    /// What a file is described by.
    private struct Described: Sendable {
        var yaml: YAML?
        var folder: String?
        /// To be remembered, where somebody handed it in.
        var text: String?
        var vintage: String?
    }

    private func described(
        _ input: InputFile, _ path: String, _ mapping: String?, _ now: Moment
    ) async throws -> Described {
        let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
            .joined(separator: "/")
        if let mapping {
            let yaml = try Observatory.yaml(mapping)
            let bytes = FileManager.default.contents(atPath: mapping) ?? Data()
            let place = mapping.split(separator: "/", omittingEmptySubsequences: false).dropLast()
            return Described(
                yaml: yaml, folder: place.isEmpty ? "." : place.joined(separator: "/"),
                text: yaml?["mapping"] == nil ? nil : String(decoding: bytes, as: UTF8.self))
        }
        if let yaml = try Observatory.description(beside: path) {
            return Described(yaml: yaml, folder: folder.isEmpty ? "." : folder)
        }
        guard input.format == .table || input.format == .workbook,
            let fingerprint = try ImportMapping.headingDigest(input)
        else { return Described() }
        let known = try await database.read { db in
            try RememberedMapping.find(fingerprint, in: db)
        }
        guard let known else { return Described() }
        return Described(
            yaml: try YAML.parse([UInt8](known.text.utf8), file: known.name),
            vintage: now.utcDay.description)
    }
}

/// A description that was handed in once, for the next file with the same heading.
struct RememberedMapping: Sendable {
    let fingerprint: String
    let name: String
    let text: String

    static func find(_ fingerprint: String, in db: Reader) throws -> RememberedMapping? {
        try db.first(
            "SELECT name, mapping FROM import_mapping WHERE fingerprint = \(fingerprint)"
        ).map { RememberedMapping(fingerprint: fingerprint, name: try $0[0], text: try $0[1]) }
    }

    func keep(at now: Moment, in db: Writer) throws {
        try db.run(
            """
            INSERT INTO import_mapping (fingerprint, name, mapping, at)
            VALUES (\(fingerprint), \(name), \(text), \(now))
            ON CONFLICT (fingerprint) DO UPDATE SET name = excluded.name, mapping = excluded.mapping,
                at = excluded.at
            """)
    }
}
