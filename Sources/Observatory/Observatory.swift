public import Figures
import Formats
import FoundationEssentials
public import Kernel
public import Storage
public import Web

/// Published statistics of others: imports with vintages and breaks, pages, and a figure for each series.
public struct Observatory: Sendable {
    public static var schema: [Migration] { observatorySchema + receivedSchema + seriesStoreSchema }

    let database: Database
    let catalogue: [SeriesFile]
    let atlas: Atlas
    let base: String

    /// `home` is the folder that holds `data/`; its series become figures. `base` is where this house answers, for
    /// citations and frames: `https://cais.example`.
    public init(database: Database, home: String, base: String = "") throws {
        self.database = database
        self.base = base
        atlas = try Atlas(home: home)
        catalogue = try Observatory.files(home).map { try Observatory.load($0).file }
    }

    public var routes: [Route] {
        ObservatoryPages(database: database, atlas: atlas, base: base).routes
    }

    /// The newest value of each series, as its source published it.
    public var figures: [Figure] { catalogue.flatMap(\.figures) }

    /// Imports every series of `data/series/`; asked again, it changes nothing.
    @discardableResult
    public func importAll(home: String, at now: Moment) async throws -> [ImportReport] {
        var reports: [ImportReport] = []
        for path in try Observatory.files(home) {
            reports.append(try await importSeries(path, at: now))
        }
        return reports
    }

    /// Imports a CSV file with its YAML beside it, or an SDMX-CSV file; one bad row, and nothing is stored.
    public func importSeries(
        _ path: String, dryRun: Bool = false, by person: Principal = .house, at now: Moment
    ) async throws -> ImportReport {
        let loaded: Loaded
        do {
            loaded = try Observatory.load(path)
        } catch let error as FormatError {
            return ImportReport(
                file: fileName(path), series: [], vintage: "", accepted: 0, rejected: 0,
                stored: false,
                problems: [FormatProblem(error)])
        }
        let file = loaded.file
        let action = ImportSeries(file: file, name: fileName(path), content: loaded.content)
        var result = (vintage: file.vintage, isNew: false)
        if file.problems.isEmpty, !dryRun {
            result = try await database.write { db in
                try action.perform(by: person, at: now, in: db)
            }
        }
        let bad = Set(file.problems.compactMap(\.line)).count
        return ImportReport(
            file: action.name, series: file.series.map(\.key), vintage: result.vintage,
            accepted: file.rows - bad, rejected: bad, stored: result.isNew, problems: file.problems)
    }

    struct Loaded: Sendable {
        let file: SeriesFile
        let content: String
    }

    static func load(_ path: String) throws -> Loaded {
        let bytes = try contents(path)
        let beside = path.replacingSuffix(".csv", with: ".yaml")
        let exists = beside != path && FileManager.default.fileExists(atPath: beside)
        let description =
            exists ? try YAML.parse(try contents(beside), file: fileName(beside)) : nil
        let file = try SeriesFile.read(csv: bytes, name: fileName(path), description: description)
        return Loaded(file: file, content: String(decoding: bytes, as: UTF8.self))
    }

    private static func files(_ home: String) throws -> [String] {
        let folder = home + "/data/series"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".csv") }.sorted().map { folder + "/" + $0 }
    }

    private static func contents(_ path: String) throws -> [UInt8] {
        let size = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? UInt64
        guard let size else {
            throw FormatError(file: fileName(path), message: "there is no such file")
        }
        guard size <= fileBytesMax, let data = FileManager.default.contents(atPath: path) else {
            throw FormatError(
                file: fileName(path),
                message: "the file cannot be read, or has over \(fileBytesMax) bytes")
        }
        return [UInt8](data)
    }
}

/// The largest extract known to us has 90 MB; a file is held in memory while it is checked.
private let fileBytesMax: UInt64 = 128 << 20

private func fileName(_ path: String) -> String { String(path.split(separator: "/").last ?? "") }

extension String {
    fileprivate func replacingSuffix(_ suffix: String, with other: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) + other : self
    }
}
