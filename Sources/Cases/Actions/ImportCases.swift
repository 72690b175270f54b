import Formats
public import Kernel
import Storage

extension Cases {
    /// Takes over the cases of a file that another system wrote, each batch in one transaction.
    ///
    /// A row is known by its source and number: asked again with the same file it changes nothing, and where it was
    /// ended half-way it goes on. `reject` is given the bytes of the file of errors, `progress` what was done so far,
    /// after each batch. Throws `FormatError` where the file cannot be read any further; the batches before stay.
    public func importCases(
        _ rows: inout ForeignRows, dryRun: Bool = false, batch: Int = importBatch,
        clock: @escaping Clock, reject: ([UInt8]) throws -> Void,
        progress: (CaseImportReport) throws -> Void
    ) async throws -> CaseImportReport {
        var run = ImportCases(self, rows, clock)
        while let checked = try run.read(&rows, upTo: batch, reject) {
            let fresh = try await run.unknown(checked, reject)
            let placed = try await run.placed(fresh, reject)
            try await run.take(placed, dryRun: dryRun, reject)
            try progress(run.report)
        }
        return run.report
    }
}

/// One run over a file: what it has found so far, and never more rows than a batch.
private struct ImportCases {
    private let cases: Cases
    private let clock: Clock
    private let check: RowCheck
    private var rejected: RejectedRows
    /// Where the rows of late went; never more than some.
    private var offices: [OfficeWish: CaseOffice?] = [:]
    var report = CaseImportReport()

    /// A row that holds together, with itself for the file of errors.
    struct Checked: Sendable {
        let row: ForeignRow
        let kase: ForeignCase
    }

    /// What stands here of a row that was taken over before.
    private struct Known: Sendable {
        let contents: [UInt8]
        /// Nil where it stands in the same batch.
        let reference: Reference?
    }

    /// A row that has its office.
    struct Placed: Sendable {
        let checked: Checked
        let office: CaseOffice
    }

    init(_ cases: Cases, _ rows: ForeignRows, _ clock: @escaping Clock) {
        self.cases = cases
        self.clock = clock
        let house = cases.house
        check = RowCheck(
            file: rows.file, procedures: house.policy.procedures,
            municipalities: Set(house.neighbours.municipalities.map { $0.code }),
            today: house.zone.day(of: clock()))
        rejected = RejectedRows(rows.form)
    }

    /// The next rows that hold together; nil at the end of the file.
    mutating func read(
        _ rows: inout ForeignRows, upTo size: Int, _ reject: ([UInt8]) throws -> Void
    ) throws -> [Checked]? {
        var batch: [Checked] = []
        while batch.count < size, let row = try rows.next() {
            report.rows += 1
            do {
                batch.append(Checked(row: row, kase: try check.read(row)))
            } catch let error as FormatError {
                report.rejected += 1
                try tell(row, error, reject)
            }
        }
        return batch.isEmpty ? nil : batch
    }

    /// Those that were not taken over before; of the others it is noted whether they say the same.
    mutating func unknown(
        _ batch: [Checked], _ reject: ([UInt8]) throws -> Void
    ) async throws -> [Checked] {
        var known = try await stored(batch)
        var fresh: [Checked] = []
        for one in batch {
            let contents = TakeOver.hash(of: one.kase, cases.database.keys)
            guard let before = known[one.kase.key] else {
                known[one.kase.key] = Known(contents: contents, reference: nil)
                fresh.append(one)
                continue
            }
            if before.contents == contents {
                report.known += 1
            } else {
                report.changed += 1
                try tell(one.row, changed(one, before), reject)
            }
        }
        return fresh
    }

    private func changed(_ one: Checked, _ before: Known) -> FormatError {
        let place = before.reference.map { "taken over as \($0)" } ?? "a row before in this file"
        return FormatError(
            file: check.file, line: one.row.line, field: ImportColumn.number.rawValue,
            message:
                "this number is known (\(place)) and said something else; nothing was changed: correct the case at the desk"
        )
    }

    private func stored(_ batch: [Checked]) async throws -> [ForeignCase.Key: Known] {
        let keys = cases.database.keys
        var asked: [ForeignCase.Key: ForeignCase.Key] = [:]
        for key in batch.map(\.kase.key) {
            asked[key] = key
            // That of a file that was erased.
            asked[.init(source: key.source, number: key.hidden(keys))] = key
        }
        let wanted = asked
        let numbers = Dictionary(grouping: wanted.keys, by: \.source).mapValues { $0.map(\.number) }
        return try await cases.database.read { db in
            var found: [ForeignCase.Key: Known] = [:]
            for (source, numbers) in numbers {
                let rows = try db.all(
                    """
                    SELECT i.number, i.contents, k.reference FROM case_import i
                    JOIN kase k ON k.id = i.kase
                    WHERE i.source = \(source) AND i.number IN \(list: numbers)
                    """)
                for row in rows {
                    let stored = ForeignCase.Key(source: source, number: try row[0])
                    found[wanted[stored] ?? stored] = Known(
                        contents: try row[1], reference: try row[2])
                }
            }
            return found
        }
    }

    /// Those that have an office, with it.
    mutating func placed(
        _ fresh: [Checked], _ reject: ([UInt8]) throws -> Void
    ) async throws -> [Placed] {
        let wanted = Set(try fresh.map { try wish($0) })
        if offices.count + wanted.count > officesKeptMax { offices = [:] }
        let wishes = wanted.subtracting(offices.keys)
        if !wishes.isEmpty {
            let neighbours = cases.house.neighbours
            let found = try await cases.database.read { db in
                try wishes.map { ($0, try $0.find(neighbours, db)) }
            }
            for (wish, office) in found { offices.updateValue(office, forKey: wish) }
        }
        var placed: [Placed] = []
        for one in fresh {
            let wish = try wish(one)
            if let office = offices[wish] ?? nil {
                placed.append(Placed(checked: one, office: office))
            } else {
                report.rejected += 1
                try tell(one.row, wish.fault(file: check.file, line: one.row.line), reject)
            }
        }
        return placed
    }

    private func wish(_ one: Checked) throws -> OfficeWish {
        if let slug = one.kase.office { return .named(slug) }
        let service = try cases.house.procedure(one.kase.procedure).service
        return .nearest(service, one.kase.municipality)
    }

    /// Stores them together. Where the store refuses that, each is stored alone, and the one that it refuses is told:
    /// no row fails for another's sake.
    mutating func take(
        _ placed: [Placed], dryRun: Bool, _ reject: ([UInt8]) throws -> Void
    ) async throws {
        if !dryRun, !placed.isEmpty {
            do {
                try await store(placed)
            } catch StorageError.constraint {
                return try await takeEach(placed, reject)
            }
        }
        report.accepted += placed.count
    }

    private mutating func takeEach(
        _ placed: [Placed], _ reject: ([UInt8]) throws -> Void
    ) async throws {
        for one in placed {
            do {
                try await store([one])
                report.accepted += 1
            } catch StorageError.constraint(let kind, let words) {
                report.rejected += 1
                let row = one.checked.row
                let error = FormatError(
                    file: check.file, line: row.line,
                    message:
                        "the store refuses this row (\(kind.rawValue): \(words)), and nothing of it is kept; another run may just have taken it"
                )
                try tell(row, error, reject)
            }
        }
    }

    /// One transaction, at the time it is: identifiers of one instant are not without end. Of half a million references
    /// drawn at random two may meet: then the batch is drawn anew.
    private func store(_ placed: [Placed]) async throws {
        let (house, now, keys) = (cases.house, clock(), cases.database.keys)
        for attempt in 1...storeTriesMax {
            let batches = try await sideBySide(placed) { rows in
                var batch = CaseBatch()
                for one in rows {
                    try TakeOver(
                        one.checked.kase, at: one.office, now: now, keys: keys, house
                    ).add(to: &batch)
                }
                return batch
            }
            do {
                return try await cases.database.write { db in
                    for batch in batches { try batch.write(at: now, in: db, house) }
                }
            } catch StorageError.constraint(.unique, _) where attempt < storeTriesMax {}
        }
    }

    private mutating func tell(
        _ row: ForeignRow, _ error: FormatError, _ reject: ([UInt8]) throws -> Void
    ) throws {
        report.tell(error)
        let place = [error.line.map { "line \($0): " }, error.field.map { "\($0): " }]
        let problem = place.compactMap(\.self).joined() + error.message
        try reject(rejected.line(row, problem))
    }
}

/// Enough for one commit to cost little, few enough that nobody else waits for a second.
public let importBatch = 500
private let storeTriesMax = 3
/// Every municipality with each service, and more than a batch: a file that names ever new offices costs no more memory.
let officesKeptMax = 2_000
