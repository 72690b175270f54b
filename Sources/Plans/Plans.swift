public import Figures
import Formats
import FoundationEssentials
public import Kernel
public import Languages
public import Storage
public import Web

/// Plans and their measures: imports, what was reported with evidence, and the published figures they are bound to.
public struct Plans: Sendable {
    public static var schema: [Migration] {
        plansSchema + planTreeSchema + planReportsSchema + planReviewSchema
    }

    public typealias PublishedFigure = @Sendable (FigureKey, Reader) throws -> Snapshot?
    public typealias FindFigure = @Sendable (FigureKey) -> Figure?
    public typealias FigureHistory = @Sendable (FigureKey, Reader) throws -> [Snapshot]

    let database: Database
    let desk: FigureDesk

    /// The closures ask the register of figures, which is made after the rooms.
    public init(
        database: Database, publishedFigure: @escaping PublishedFigure,
        figure: @escaping FindFigure, history: @escaping FigureHistory
    ) {
        self.database = database
        desk = FigureDesk(published: publishedFigure, find: figure, history: history)
    }

    public var routes: [Route] {
        let open: [Route] =
            PlanPages(database: database, desk: desk).routes + PlanLists(database: database).routes
        let work: [Route] =
            MeasurePages(database: database, desk: desk).routes
            + DeskPages(database: database).routes
        let later: [Route] =
            EvaluationPages(database: database).routes + RevisionPages(database: database).routes
        return open + work + later + ReviewPages(database: database).routes
            + ImportPages(plans: self).routes
    }

    /// Imports every plan of the State's policy folder (`plans/`); asked again, it changes nothing.
    @discardableResult
    public func importAll(policy: String, at now: Moment) async throws -> [ImportReport] {
        let root = policy + "/plans"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        var reports: [ImportReport] = []
        for name in names.sorted()
        where FileManager.default.fileExists(atPath: "\(root)/\(name)/plan.yaml") {
            reports.append(try await importPlan("\(root)/\(name)", at: now))
        }
        return reports
    }

    /// Imports a plan's folder; one bad row, and nothing is stored.
    public func importPlan(
        _ path: String, by person: Principal = .house, at now: Moment
    ) async throws -> ImportReport {
        var content = ""
        let folder: PlanFolder
        let codes: [PlanCode]
        do {
            codes = try Plans.codes(beside: path)
            folder = try PlanFolder.read { name in
                let bytes = try contents(path + "/" + name)
                content += String(decoding: bytes, as: UTF8.self)
                return bytes
            }
        } catch let error as FormatError {
            return ImportReport(
                plan: "", accepted: 0, problems: [FormatProblem(error)], stored: false)
        }
        let action = ImportPlan(
            document: folder.document, codes: folder.codes + codes,
            areas: try Plans.areas(beside: path),
            content: content)
        let problems = folder.problems
        let stored =
            problems.isEmpty
            ? try await database.write { db in try action.perform(by: person, at: now, in: db) }
            : false
        let measures = folder.document.nodes.filter { $0.kind == .measure }.count
        return ImportReport(
            plan: folder.document.header.key, accepted: measures, problems: problems,
            stored: stored)
    }

    /// Imports the official annex (columns of `measures-template.csv`) into a plan that is there already.
    public func importAnnex(
        _ path: String, plan: String, by person: Principal = .house, at now: Moment
    ) async throws -> ImportReport {
        let known = try await database.read { db -> (Set<Int>, Set<Int>)? in
            guard try PlanHeader.find(plan, in: db) != nil else { return nil }
            let axes = try PlanNode.all(plan: plan, in: db).filter { $0.text.kind == .axis }
            return (
                Set(axes.compactMap { Int($0.code.dropFirst()) }),
                Set(try PlanCode.all(.gcm, in: db).compactMap { Int($0.code) })
            )
        }
        let file = fileName(path)
        do {
            guard let (axes, objectives) = known else {
                throw FormatError(
                    file: file, message: "there is no plan '\(plan)'; import its folder first")
            }
            let read = try ImportAnnex.read(
                try contents(path), name: file, axes: axes, objectives: objectives)
            let action = ImportAnnex(plan: plan, measures: read.measures)
            let isGood = read.problems.isEmpty && !read.measures.isEmpty
            if isGood {
                try await database.write { db in try action.perform(by: person, at: now, in: db) }
            }
            return ImportReport(
                plan: plan, accepted: read.measures.count, problems: read.problems, stored: isGood)
        } catch let error as FormatError {
            return ImportReport(
                plan: plan, accepted: 0, problems: [FormatProblem(error)], stored: false)
        }
    }

    /// What Reports needs to know of every measure.
    public func measures(on today: Day, in db: Reader) throws -> [MeasureSummary] {
        let nodes = try PlanNode.published(in: db)
        let standings = try PlanNode.standings(of: nodes, on: today, in: db)
        return nodes.filter { $0.text.kind == .measure }.compactMap { node in
            guard let standing = standings[node.id] else { return nil }
            return MeasureSummary(
                ref: node.code, title: { node.title($0) }, standing: standing,
                isOfficial: node.text.isOfficial,
                figures: node.text.indicators.filter { !$0.figure.isEmpty }.map {
                    FigureKey($0.figure)
                })
        }
    }
}

/// A measure as other rooms see it.
public struct MeasureSummary: Sendable {
    public let ref: String
    public let title: @Sendable (Translator) -> String
    public let standing: Standing
    /// Whether this is the law's wording, not a content line of ours.
    public let isOfficial: Bool
    public let figures: [FigureKey]
}

/// A plan is some hundred lines of text.
private let fileBytesMax: UInt64 = 16 << 20

private func contents(_ path: String) throws -> [UInt8] {
    let size = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? UInt64
    guard let size, size <= fileBytesMax, let data = FileManager.default.contents(atPath: path)
    else {
        throw FormatError(
            file: fileName(path),
            message: "the file is not there, or has over \(fileBytesMax) bytes")
    }
    return [UInt8](data)
}

private func fileName(_ path: String) -> String { String(path.split(separator: "/").last ?? "") }

extension Plans {
    /// The areas of municipal plans that lie beside a plan's folder.
    static func areas(beside path: String) throws -> [PlanCode] {
        try listed(beside: path, "areas.csv").map { row in
            PlanCode(
                scheme: .plan, code: try row.string("code"), titlePt: try row.string("title_pt"),
                titleEn: try row.string("title_en"), source: try row.string("source"))
        }
    }

    private static func listed(beside path: String, _ name: String) throws -> [CSVRow] {
        let folder =
            path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
            .joined(separator: "/") + "/codes"
        guard FileManager.default.fileExists(atPath: "\(folder)/\(name)") else { return [] }
        var reader = try CSVReader(bytes: try contents("\(folder)/\(name)"), file: name)
        return try reader.rows()
    }

    /// The codes that lie beside a plan's folder, which measures link to: principles, recommended actions.
    static func codes(beside path: String) throws -> [PlanCode] {
        try [("principles.csv", LinkScheme.principle), ("actions.csv", .action)].flatMap {
            name, scheme in
            try listed(beside: path, name).map { row in
                PlanCode(
                    scheme: scheme, code: try row.string("code"),
                    titlePt: try row.string("title_pt"), titleEn: try row.string("title_en"),
                    isVerified: row["verified"] != "mem", source: try row.string("source"))
            }
        }
    }
}
