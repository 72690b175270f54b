public import Figures
import Formats
import FoundationEssentials
public import Kernel
public import Languages
public import Storage
public import Web

/// Plans and their measures: imports, what was reported with evidence, and the published figures they are bound to.
public struct Plans: Sendable {
    public static var schema: [Migration] { plansSchema }

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
        PlanPages(database: database, desk: desk).routes
            + MeasurePages(database: database, desk: desk).routes
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
        do {
            folder = try PlanFolder.read { name in
                let bytes = try contents(path + "/" + name)
                content += String(decoding: bytes, as: UTF8.self)
                return bytes
            }
        } catch let error as FormatError {
            return ImportReport(
                plan: "", accepted: 0, problems: [FormatProblem(error)], stored: false)
        }
        let action = ImportPlan(folder: folder, content: content)
        var stored = false
        if folder.problems.isEmpty {
            stored = try await database.write { db in
                try action.perform(by: person, at: now, in: db)
            }
        }
        return ImportReport(
            plan: folder.about.key, accepted: folder.measures.count, problems: folder.problems,
            stored: stored)
    }

    /// Imports the official annex (columns of `measures-template.csv`) into a plan that is there already.
    public func importAnnex(
        _ path: String, plan: String, by person: Principal = .house, at now: Moment
    ) async throws -> ImportReport {
        let known = try await database.read { db -> (Set<Int>, Set<Int>)? in
            guard let plan = try Plan.find(plan, in: db) else { return nil }
            return (
                Set(try plan.axes(in: db).map(\.number)),
                Set(try plan.objectives(in: db).map(\.number))
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
    public func measures(in db: Reader) throws -> [MeasureSummary] {
        try Measure.all(plan: nil, in: db).map { measure in
            MeasureSummary(
                ref: measure.ref, title: { measure.title($0) }, status: measure.status,
                isOfficial: measure.isOfficial, figures: measure.bindings.map(\.figure))
        }
    }
}

/// A measure as other rooms see it.
public struct MeasureSummary: Sendable {
    public let ref: String
    public let title: @Sendable (Translator) -> String
    public let status: MeasureStatus
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
