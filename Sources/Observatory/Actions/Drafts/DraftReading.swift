import Formats
import Foundation
import Kernel
import Storage

/// Reads the file of a draft, tells how far it is meanwhile, and what would change.
struct DraftReading: Sendable {
    let draft: ImportDraft
    let path: String
    let home: String
    let database: Database

    /// What is to be shown of it, and the description with which it was read.
    func outcome(at now: Moment) async throws -> (outcome: DraftOutcome, description: String) {
        var outcome = DraftOutcome()
        var described = self
        do {
            let input = try InputFile(path, name: draft.file)
            outcome.sketch = try TableSketch.of(input)
            if draft.description.isEmpty, let known = try await remembered(input) {
                described = with(known)
                outcome.isRemembered = true
            }
            let needsMapping = outcome.sketch != nil && !described.hasMapping
            if needsMapping { return (outcome, described.draft.description) }
            let (_, file) = try await described.file()
            outcome.report = Observatory.ImportReport(
                file, draft.file, vintage: file.vintage, stored: false)
            let family = file.family
            outcome.changes = try await database.read { db in try changes(file, in: db) }
            outcome.against = try await database.read { db in
                try SeriesImport.newest(of: family, in: db)
            }
        } catch let error as FormatError {
            outcome.report = Observatory.ImportReport(refusing: draft.file, error)
        }
        return (outcome, described.draft.description)
    }

    /// The file as its description says, read on a thread of its own.
    func file() async throws -> (input: InputFile, file: SeriesFile) {
        let meter = ByteMeter()
        return try await withThrowingTaskGroup(
            of: (input: InputFile, file: SeriesFile)?.self
        ) { group in
            group.addTask { try await onThread { try read(meter) } }
            group.addTask {
                await tell(meter)
                return nil
            }
            defer { group.cancelAll() }
            while let next = try await group.next() { if let next { return next } }
            throw CancellationError()
        }
    }

    private func read(_ meter: ByteMeter) throws -> (input: InputFile, file: SeriesFile) {
        let input = try InputFile(path, name: draft.file, meter: meter)
        let yaml = try description()
        var lists = try CodeLists(home: home)
        let vintage = draft.vintage.isEmpty ? nil : draft.vintage
        let file = try SeriesFile.read(
            input, yaml, lists: &lists,
            mapping: try yaml?.optionalMap("mapping").map(ImportMapping.init), vintage: vintage)
        if file.problems.isEmpty, file.parts.isEmpty {
            throw FormatError(
                file: draft.file, message: "the file holds no value of a described series")
        }
        return (input, file)
    }

    private func description() throws -> YAML? {
        if draft.description.isEmpty { return nil }
        return try YAML.parse(Array(draft.description.utf8), file: descriptionName)
    }

    private var hasMapping: Bool { (try? description()?.optionalMap("mapping")) ?? nil != nil }

    /// Writes how much is read, as long as it is read.
    private func tell(_ meter: ByteMeter) async {
        let (id, size, database) = (draft.id, max(draft.bytes, 1), database)
        var last = 0
        while !Task.isCancelled {
            try? await Task.sleep(for: .milliseconds(tellMilliseconds))
            let percent = min(99, meter.bytes * 100 / size)
            if percent <= last || Task.isCancelled { continue }
            last = percent
            _ = try? await database.write { db in
                try db.run(
                    """
                    UPDATE import_draft SET progress = \(percent)
                    WHERE id = \(id) AND state IN ('reading', 'storing')
                    """)
            }
        }
    }

    private func with(_ known: RememberedMapping) -> DraftReading {
        var draft = draft
        draft.description = known.text
        return DraftReading(draft: draft, path: path, home: home, database: database)
    }

    private func remembered(_ input: InputFile) async throws -> RememberedMapping? {
        // Of a message its own words are the source; a small one says them on its first page.
        let dataflow = try input.isMessage ? SeriesFile.dataflow(of: input) : nil
        guard let fingerprint = try MappingFingerprint.of(input, dataflow: dataflow) else {
            return nil
        }
        return try await database.read { db in try RememberedMapping.find(fingerprint, in: db) }
    }

    /// What would change, series by series; of tables beyond all paper only that they are new.
    private func changes(_ file: SeriesFile, in db: Reader) throws -> [SeriesChange] {
        guard file.problems.isEmpty else { return [] }
        return try file.parts.map { part in
            let known = try Series.find(part.series.key, in: db)
            let isShown = known.map { $0.state != 0 } ?? false
            let before =
                try isShown
                ? known?.values(SeriesSelection(), limit: comparedMax, in: db) ?? [] : []
            return SeriesChange(
                part.series, vintage: isShown ? known?.vintage : nil,
                VintageDifference(before: before, after: Array(part.content.values)))
        }
    }
}

/// By what the next file of the same source is known: the heading of a table, the dataflow of a message.
enum MappingFingerprint {
    static func of(_ input: InputFile, dataflow: String?) throws -> String? {
        if input.isMessage {
            return dataflow.map { flow in
                digestText("dataflow " + plainDataflow(flow).prefix { $0 != "(" })
            }
        }
        guard input.format == .table || input.format == .workbook else { return nil }
        return try ImportMapping.headingDigest(input)
    }
}

/// Work that takes seconds and never waits keeps no thread from those that do.
private func onThread<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { answer in
        Thread.detachNewThread { answer.resume(with: Result { try body() }) }
    }
}

/// The name by which errors in a description that was typed speak of it.
let descriptionName = "description"
private let tellMilliseconds = 500
/// A series beyond it has more values than the importer takes.
private let comparedMax = 2_000_000
