import Formats
public import Kernel
import Storage

extension Plans {
    /// Imports a plan's table (CSV, XLSX or JSON by the file's name); one bad row, and nothing is stored. A preview
    /// checks all of it and stores nothing.
    public func importTable(
        _ bytes: [UInt8], name: String, isPreview: Bool, by person: Principal = .house,
        at now: Moment
    ) async throws -> ImportReport {
        let known = try await database.read { db in try PlanCode.known(in: db) }
        var reader = PlanTableReader(known: known)
        do {
            reader.read(try PlanFiles.lines(bytes, name: name), file: name)
        } catch let error as FormatError {
            return ImportReport(
                plan: "", accepted: 0, problems: [FormatProblem(error)], stored: false)
        }
        let plan = reader.header?.key ?? ""
        guard reader.problems.isEmpty, let document = reader.document, !isPreview else {
            return ImportReport(
                plan: plan,
                accepted: reader.nodes.count { $0.kind == .measure || $0.kind == .activity },
                problems: reader.problems, stored: false)
        }
        let action = ImportPlan(document: document, content: String(decoding: bytes, as: UTF8.self))
        let stored = try await database.write { db in
            try action.perform(by: person, at: now, in: db)
        }
        return ImportReport(
            plan: plan,
            accepted: document.nodes.count { $0.kind == .measure || $0.kind == .activity },
            problems: [], stored: stored)
    }

    /// The table of a plan as a file; nil where there is no such plan.
    func exportTable(plan: String, as format: PlanFiles.Format) async throws -> [UInt8]? {
        let document = try await database.read { db in
            try PlanHeader.find(plan, in: db)?.document(in: db)
        }
        return try document.map { try PlanFiles.write($0, as: format) }
    }

    /// The same, with the format by its name, for the command.
    public func export(plan: String, format: String) async throws -> [UInt8]? {
        guard let format = PlanFiles.Format(rawValue: format) else { return nil }
        return try await exportTable(plan: plan, as: format)
    }
}
